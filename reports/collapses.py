"""Documents on which a system falls far below what the others reach: from document scores, nothing is scored anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.evals.types import Key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.evals.types import Run

SYSTEMS: Final = 3
"""Fewest systems whose median says what can be reached on a document."""
DOCUMENTS: Final = 5
"""Fewest documents on which the usual distance of a system is known."""
DEVIATIONS: Final = 5.0
"""Deviations below its usual distance from the others from which a document has collapsed. With `SHARE` chosen as the
strictest of a grid that recalls most damaged documents at 1 finding in 1000 untouched ones at most; docs/checks.md has
what each of six sets gets if it is left out of the choice."""
SHARE: Final = 0.7
"""Share of the others' median that a collapsed document stays below."""
CHARACTERS: Final = 100
"""Characters of the shortest document that is judged: of one sentence there are translations with no word in common."""
METRIC: Final = "chrf"
"""The metric that the constants are chosen for; runs without it have no collapses."""
TO_DEVIATION: Final = 1.4826
"""Median absolute deviation to standard deviation, of a normal distribution."""


class Collapse(NamedTuple):
    """One document of one system.

    Attributes:
        system: that collapsed.
        document: index into the set's documents.
        score: the system's, by chrF.
        median: of the other systems' scores.
    """

    system: str
    document: int
    score: float
    median: float


def collapses(run: Run) -> list[Collapse]:
    """Return the collapsed documents, the deepest fall of each system first; none where too little is known."""
    label = next((label for label in run.measures if label.partition(":")[0] == METRIC), None)
    if label is None or len(run.systems) < SYSTEMS or len(run.data.documents) < DOCUMENTS:
        return []
    lengths = _lengths(run)
    scores = np.stack([run.values[Key(system, label)].documents for system in run.systems])
    found = []
    for i, system in enumerate(run.systems):
        median = _medians(np.delete(scores, i, axis=0))
        deviations = _deviations(scores[i] - median, lengths)
        fallen = (deviations < -DEVIATIONS) & (scores[i] < SHARE * median) & (lengths >= CHARACTERS)
        deepest: list[int] = np.argsort(deviations, kind="stable").tolist()
        found += [Collapse(system, k, float(scores[i, k]), float(median[k])) for k in deepest if fallen[k]]
    return found


def _lengths(run: Run) -> NDArray[np.float64]:
    """Return the characters of each document's sources, or of its first references, shape (documents,)."""
    column = run.data.sources or next(iter(run.data.references.values()))
    return np.array(
        [sum(len(text or "") for text in column[document.start : document.stop]) for document in run.data.documents]
    ).astype(np.float64)


def _medians(scores: NDArray[np.float64], fewest: int = SYSTEMS - 1) -> NDArray[np.float64]:
    """Return the median of each column, nan where fewer than so many have a score."""
    # By hand, since NumPy's own loads its masked arrays, which no report needs. Sorted, nan comes last.
    ordered, counts = np.sort(scores, axis=0), (~np.isnan(scores)).sum(axis=0)
    columns = np.arange(scores.shape[1])
    lower, upper = (
        ordered[np.maximum(counts - 1, 0) // 2, columns],
        ordered[np.minimum(counts // 2, len(scores) - 1), columns],
    )
    return np.where(counts >= fewest, (lower + upper) / 2, np.nan)


def _median(values: NDArray[np.float64]) -> float:
    return float(_medians(values[:, None], fewest=1)[0])


def _deviations(distances: NDArray[np.float64], lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many deviations each distance is from the usual one; 0 where that isn't known.

    Scores of short documents scatter more, as means of few words do, so distances are weighted by the root of length.
    """
    known = ~np.isnan(distances)
    if known.sum() < DOCUMENTS:
        return np.zeros(len(distances))
    weighted = (distances - _median(distances)) * np.sqrt(lengths)
    deviation = TO_DEVIATION * _median(np.abs(weighted))
    return np.where(known, weighted / deviation, 0.0) if deviation > 0 else np.zeros(len(distances))
