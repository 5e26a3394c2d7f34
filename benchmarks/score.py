"""What scoring costs beside sacreBLEU's own work for the same numbers: `python benchmarks/score.py [SET] [--json]`.

SET is a WMT folder (default: ../shared/data/wmt22-en-zh, 2,037 segments and 13 systems). Both sides run in one process,
one after the other; CPU seconds, so that other work on the machine doesn't count.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from tertium.cli import main as tertium
from tertium.corpora.readers import open_set
from tertium.evals import store
from tertium.evals.types import Key

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.result import Result, main
from benchmarks.sets import DATA, languages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.corpora.types import EvalSet

DEFAULT = DATA / "wmt22-en-zh"


def sacrebleu_scores(data: EvalSet) -> dict[Key, float]:
    """Score every system as a script over sacreBLEU does: `corpus_score` with the references, system by system."""
    references = [[text or "" for text in column] for column in data.references.values()]
    metrics = {"bleu": BLEU(trg_lang=data.languages[1] or ""), "chrf": CHRF()}
    scores = {}
    for system, column in data.outputs.items():
        hypotheses = [text or "" for text in column]
        for name, metric in metrics.items():
            scores[Key(system, name)] = metric.corpus_score(hypotheses, references).score
    return scores


def measure(path: Path) -> Iterator[Result]:
    """Yield the ratio, both costs and the largest difference between the two sides' scores."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = languages_of(path)
        built, run = Path(folder) / "set", Path(folder) / "run"
        tertium(["build", str(path), "--from", source, "--to", target, "-o", str(built), "-q"])
        data = open_set(built)
        start = time.process_time()
        tertium(["score", str(built), "-m", "bleu", "-m", "chrf", "-o", str(run), "-q"])
        own_cpu = time.process_time() - start
        start = time.process_time()
        expected = sacrebleu_scores(data)
        peer_cpu = time.process_time() - start
        scored = store.load(run)
    difference = max(abs(scored.values[key].total - score) for key, score in expected.items())
    name = f"score/{path.name}"
    yield Result(f"{name}/cpu_ratio", own_cpu / peer_cpu, "ratio", "sacreBLEU corpus_score")
    yield Result(f"{name}/cpu", own_cpu, "s")
    yield Result(f"{name}/sacrebleu_cpu", peer_cpu, "s")
    yield Result(f"{name}/max_difference", difference, "points", "sacreBLEU corpus_score")


if __name__ == "__main__":
    main(measure, DEFAULT, about=__doc__)
