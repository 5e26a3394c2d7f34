"""What scoring costs beside sacreBLEU's own work for the same numbers: `python benchmarks/score.py [SET] [--json]`.

SET is a WMT folder (default: ../shared/data/wmt22-en-zh, 2,037 segments and 13 systems). Both sides run in one process,
one after the other; CPU seconds, so that other work on the machine doesn't count.
"""

from __future__ import annotations

import json
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

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "wmt22-en-zh"


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


def measure(path: Path) -> list[dict[str, object]]:
    """Return the ratio, both costs and the largest difference between the two sides' scores."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = path.name.split("-")[-2:]
        built, run = Path(folder) / "set", Path(folder) / "run"
        tertium(["build", str(path), "--from", source, "--to", target, "-o", str(built), "-q"])
        data = open_set(built)
        start = time.process_time()
        tertium(["score", str(built), "-m", "bleu", "-m", "chrf", "-o", str(run), "-q"])
        ours = time.process_time() - start
        start = time.process_time()
        theirs = sacrebleu_scores(data)
        peer = time.process_time() - start
        scored = store.load(run)
    difference = max(abs(scored.values[key].total - score) for key, score in theirs.items())
    name = f"score/{path.name}"
    return [
        {"name": f"{name}/cpu_ratio", "value": ours / peer, "unit": "ratio", "against": "sacreBLEU corpus_score"},
        {"name": f"{name}/cpu", "value": ours, "unit": "s", "against": ""},
        {"name": f"{name}/sacrebleu_cpu", "value": peer, "unit": "s", "against": ""},
        {"name": f"{name}/max_difference", "value": difference, "unit": "points", "against": "sacreBLEU corpus_score"},
    ]


def main() -> None:
    """Print the figures as a table, or with --json as one object a line."""
    paths = [Path(word) for word in sys.argv[1:] if word != "--json"]
    for row in measure(paths[0] if paths else DEFAULT):
        if "--json" in sys.argv:
            print(json.dumps(row))
        else:
            print(f"{row['name']:<40} {row['value']:>12.6g} {row['unit']} {row['against']}")


if __name__ == "__main__":
    main()
