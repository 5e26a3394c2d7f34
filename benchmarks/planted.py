"""Do metrics see errors planted in a system's outputs? `python benchmarks/planted.py [SET] [--json] [-m METRIC …]`.

SET is a WMT folder (default: ../shared/data/wmt22-cs-uk, whose target is none of USE's languages, so that `ridge` and
`similarity` take e5). Of 150 segments, taken evenly from those of the system with the best chrF whose output has a
reference, each output is damaged in every way of damage.py that fits it. A pair is the output and its damaged form;
reported is how often a metric prefers the output, as `tertium challenge` counts, ties told apart.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.challenge.facade import challenge
from tertium.evals.challenge.pairs import ChallengeSet, ContrastivePair
from tertium.evals.evaluate import evaluate

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks import damage
from benchmarks.damage import Case
from benchmarks.result import Result, arguments, show
from benchmarks.sets import DATA, open_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import EvalSet

METRICS: Final = ("chrf", "similarity", "ridge")
SEGMENTS: Final = 150
KINDS: Final = (
    *(damage.number_changed, damage.number_dropped, damage.name_misspelt, damage.negation_removed),
    *(damage.passage_untranslated, damage.foreign_word, damage.clause_repeated, damage.word_doubled),
    *(damage.sentence_cut, damage.half_gone, damage.sentence_added),
)
"""Damages that make a worse translation, and none that is the source or a loop, which every metric sees."""


def planted(data: EvalSet, seed: int = 1) -> ChallengeSet:
    """Return the pairs; draws depend on the seed, the segment and the damage alone."""
    scores = evaluate(data, ["chrf"]).scores
    _, best = max(zip(scores["score"], map(str, scores["system"]), strict=True))
    reference = next(iter(data.references.values()))
    columns = zip(data.sources or (), reference, data.outputs[best], strict=True)
    rows = [row for row in columns if all(row)]
    chosen = np.unique(np.linspace(0, len(rows) - 1, min(SEGMENTS, len(rows))).astype(int)).tolist()
    target = str(data.languages[1])
    pairs = []
    for i in chosen:
        source, human, output = map(str, rows[i])
        for number, kind in enumerate(KINDS):
            draw = np.random.default_rng((seed, i, number))
            damaged = kind(Case(source, output, str(rows[(i + 1) % len(rows)][2]), target, draw))
            if damaged is not None and damaged != output:
                name = kind.__name__.replace("_", " ")
                pairs.append(ContrastivePair(source, (human,), output, damaged, (name,), "", source, data.languages))
    return ChallengeSet(f"{data.name}: {best}", tuple(pairs))


def measured(folder: Path, metrics: Sequence[str]) -> Iterator[Result]:
    """Yield the share of pairs in which each metric prefers the output, for all pairs and by damage."""
    data = open_named(folder)
    for row in challenge(planted(data), list(metrics)).preferences:
        of = f"{row.pairs} pairs, {row.tied:.3f} tied, 95 % {row.interval.low:.3f} to {row.interval.high:.3f}"
        name = "all" if row.part == "set" else row.name
        yield Result(f"planted/{folder.name}/{row.metric}/{name}", row.better, "share", of)


def main() -> None:
    """Print the figures as a table, or as one JSON object a line."""
    parser = arguments(__doc__, DATA / "wmt22-cs-uk")
    parser.add_argument("-m", "--metric", action="append")
    chosen = parser.parse_args()
    show(measured(chosen.data, chosen.metric or METRICS), as_json=chosen.json)


if __name__ == "__main__":
    main()
