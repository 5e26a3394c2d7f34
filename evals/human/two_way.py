"""The difference of two systems' human scores, its variance clustered by documents and by raters.

Ratings of one document resemble each other, and so do those of one rater. The variance is that of Cameron, Gelbach and
Miller (2011): by document, plus by rater, minus by both together; never less than either alone. t has the degrees of
freedom of the smaller number of clusters.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.evals import student

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.evals.human.annotations import Annotations
    from tertium.metrics.base import Scores

FEWEST: Final = 2
"""Clusters without which there is no variance between them."""
FEW_RATERS: Final = 6
"""With fewer raters than this, t's quantile alone is above 2.6 instead of 2."""
ROUNDING: Final = 1e-12
"""Share of the largest score that sums differ by from rounding alone: a difference, or an error, of less is 0."""


class TwoWay(NamedTuple):
    """The difference of two systems.

    Attributes:
        delta: first minus second, on the segments that people rated of both; nan without any.
        error: the standard error; nan where the ratings lie in one document.
        freedom: degrees of freedom.
        segments: rated of both.
        documents: in which they lie.
        raters: who rated them.
    """

    delta: float
    error: float
    freedom: int
    segments: int
    documents: int
    raters: int

    @property
    def p(self) -> float:
        """Two-sided p of no difference; nan where undefined."""
        if math.isnan(self.error):
            return math.nan
        if self.error == 0:
            return 1.0 if self.delta == 0 else 0.0
        return min(1.0, 2 * student.share_above(abs(self.delta) / self.error, self.freedom))

    def interval(self, level: float) -> tuple[float, float]:
        """Return the two-sided interval of the difference; (nan, nan) where undefined."""
        if math.isnan(self.error):
            return math.nan, math.nan
        half = student.quantile((1 + level) / 2, self.freedom) * self.error
        return self.delta - half, self.delta + half


def two_way(annotations: Annotations, first: int, second: int) -> TwoWay:
    """Return the difference of two systems: the mean over segments of each output's mean over its ratings."""
    rated = np.zeros((2, annotations.segments), dtype=bool)
    for row, system in enumerate((first, second)):
        rated[row, annotations.segment[annotations.system == system]] = True
    both = rated[0] & rated[1]
    chosen = ((annotations.system == first) | (annotations.system == second)) & both[annotations.segment]
    part, segments = annotations.of(chosen), int(both.sum())
    if not segments:
        return TwoWay(math.nan, math.nan, 0, 0, 0, 0)
    is_first = part.system == first
    # a rating's share of its system's mean: one by the ratings of its output, by the segments
    _, output, numbers = np.unique(part.output, return_inverse=True, return_counts=True)
    weights = np.where(is_first, 1.0, -1.0) / numbers[output] / segments
    values = weights * part.score
    delta = float(values.sum())
    means = np.where(is_first, values[is_first].sum(), -values[~is_first].sum())
    influence = weights * (part.score - means)
    return _clustered(delta, influence, part, segments)


def degrees_of_freedom(documents: int, raters: int) -> int:
    """Return those of a test with so many clusters; of one rater, or one that isn't named, documents alone count."""
    return (documents if raters < FEWEST else min(documents, raters)) - 1


def one_system(annotations: Annotations, system: int) -> TwoWay:
    """Return a system's mean in the place of a difference."""
    part = annotations.of(annotations.system == system)
    _, output, numbers = np.unique(part.output, return_inverse=True, return_counts=True)
    weights = 1 / numbers[output] / len(numbers)
    mean = float((weights * part.score).sum())
    return _clustered(mean, weights * (part.score - mean), part, len(numbers))


def _clustered(value: float, influence: Scores, part: Annotations, segments: int) -> TwoWay:
    tiny = ROUNDING * float(np.abs(part.score).max(initial=0.0))
    if abs(value) <= tiny:
        value = 0.0
    cells = part.document * len(part.raters) + part.rater
    by_document, documents = _variance(influence, part.document)
    by_rater, raters = _variance(influence, part.rater)
    if documents < FEWEST:
        return TwoWay(value, math.nan, 0, segments, documents, raters)
    freedom = degrees_of_freedom(documents, raters)
    if raters < FEWEST:
        return TwoWay(value, _error(by_document, tiny), freedom, segments, documents, raters)
    by_both, _ = _variance(influence, cells)
    variance = max(by_document + by_rater - by_both, by_document, by_rater)
    return TwoWay(value, _error(variance, tiny), freedom, segments, documents, raters)


def _error(variance: float, tiny: float) -> float:
    error = math.sqrt(variance)
    return error if error > tiny else 0.0


def _variance(influence: Scores, clusters: NDArray[np.intp]) -> tuple[float, int]:
    """Return the variance of the sum of influences that are independent by cluster, and the number of clusters."""
    _, index = np.unique(clusters, return_inverse=True)
    sums = np.bincount(index, weights=influence)
    number = len(sums)
    return (float((sums**2).sum()) * number / (number - 1) if number > 1 else 0.0), number
