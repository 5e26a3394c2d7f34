"""What campaigns decide, and what was expected: `python benchmarks/people_campaigns.py [DATA] [--json]`.

Random documents of WMT23 zh-en with their MQM: pairs of systems that are told apart (t over documents, as with one
annotator) and pairs in the order that all documents give, on average over draws, and as `tertium campaign` expects.
"""

from __future__ import annotations

import math
import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.result import Result, arguments, show
from tertium.corpora.readers import open_set
from tertium.evals import student
from tertium.evals.human.annotations import annotations_of
from tertium.evals.human.campaign_choice import choose
from tertium.evals.human.campaign_precision import differences_of_scores, expectation
from tertium.evals.human.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.corpora.types import EvalSet
    from tertium.metrics.base import Scores

DATA: Final = Path(__file__).resolve().parents[2] / "shared" / "data" / "wmt23-zh-en"
SIZES: Final = (5, 15, 30, 60)
"""Documents."""
DRAWS: Final = 150
LEVEL: Final = 0.95


def drawn(means: Scores, data: EvalSet, documents: int, seed: int) -> tuple[int, int]:
    """Return how many pairs of systems some random documents decide, and how many they order as all documents do."""
    chosen = choose(data, documents, seed=seed)
    some = np.full_like(means, np.nan)
    for document in (data.documents[i] for i in chosen):
        some[:, document.rows] = means[:, document.rows]
    critical = student.quantile((1 + LEVEL) / 2, documents - 1) / math.sqrt(documents)
    decided = sum(abs(item.delta) > critical * item.error for item in differences_of_scores(some, data))
    whole, part = np.nanmean(means, axis=1), np.nanmean(some, axis=1)
    pairs = combinations(range(len(means)), 2)
    return decided, sum(bool((whole[i] - whole[j]) * (part[i] - part[j]) > 0) for i, j in pairs)


def measure(folder: Path, draws: int = DRAWS) -> Iterator[Result]:
    """Yield pairs that are decided and ordered, by number of documents."""
    data = open_set(folder)
    means = annotations_of(read(folder / "human" / "mqm.seg.tsv", data), data).means
    differences = list(differences_of_scores(means, data))
    for documents in (size for size in SIZES if size <= len(data.documents)):
        expected = expectation(differences, documents, 0, 1, LEVEL, chosen=True)
        sums = np.array([drawn(means, data, documents, seed) for seed in range(draws)]).mean(axis=0)
        name, of = f"people/campaign/{documents} documents", f"pairs of {len(differences)}"
        yield Result(f"{name}/decided", float(sums[0]), of, f"{expected.decided:.1f} expected")
        yield Result(f"{name}/ordered", float(sums[1]), of, f"{expected.ordered:.1f} expected")


if __name__ == "__main__":
    parsed = arguments(__doc__, DATA).parse_args()
    show(measure(parsed.data), as_json=parsed.json)
