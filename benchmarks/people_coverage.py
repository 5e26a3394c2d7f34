"""Coverage of intervals of human scores by simulation: `python benchmarks/people_coverage.py [TRIALS] [--json]`.

Two equal systems; documents of five segments, each rated by three of the raters; a rater's taste for a system, a
document's difficulty for it and what is left each have a standard deviation of 1. An interval should hold 0 in 95 %.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.result import Result, show
from tertium.evals.human.annotations import Annotations
from tertium.evals.human.signed_rank import signed_rank
from tertium.evals.human.two_way import two_way

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES: Final = ((10, 4), (20, 8), (40, 8), (40, 20), (100, 20))
"""Documents and raters."""
SEGMENTS: Final = 5
RATERS: Final = 3
LEVEL: Final = 0.95


def simulated(documents: int, raters: int, rng: np.random.Generator) -> Annotations:
    """Return the ratings of two equal systems."""
    segment = np.repeat(np.arange(documents * SEGMENTS), RATERS)
    document = segment // SEGMENTS
    chosen = np.array([rng.choice(raters, RATERS, replace=False) for _ in range(documents)])  # of each document
    rater = chosen[document, np.tile(np.arange(RATERS), documents * SEGMENTS)]
    system = np.repeat([0, 1], len(segment))
    segment, document, rater = (np.tile(column, 2) for column in (segment, document, rater))
    taste, topic = rng.normal(size=(2, raters)), rng.normal(size=(2, documents))
    score = taste[system, rater] + topic[system, document] + rng.normal(size=len(system))
    names = tuple(map(str, range(raters))), tuple(map(str, range(documents)))
    return Annotations(("x", "y"), *names, documents * SEGMENTS, system, segment, document, rater, score)


def measure(trials: int) -> Iterator[Result]:
    """Yield the share of intervals that hold the true difference, by clusters, and Wilcoxon's false alarms."""
    for documents, raters in SIZES:
        rng = np.random.default_rng(1)
        both = documents_alone = alarms = 0
        for _ in range(trials):
            annotations = simulated(documents, raters, rng)
            low, high = two_way(annotations, 0, 1).interval(LEVEL)
            both += low <= 0 <= high
            low, high = two_way(replace(annotations, rater=annotations.rater * 0), 0, 1).interval(LEVEL)
            documents_alone += low <= 0 <= high
            means = annotations.means
            alarms += signed_rank(means[0] - means[1]) < 1 - LEVEL
        name = f"people/coverage/{documents} documents, {raters} raters"
        yield Result(f"{name}/two-way", both / trials, "share", "0.95")
        yield Result(f"{name}/documents alone", documents_alone / trials, "share", "0.95")
        yield Result(f"{name}/wilcoxon false alarms", alarms / trials, "share", "0.05")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trials", nargs="?", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    show(measure(chosen.trials), as_json=chosen.json)
