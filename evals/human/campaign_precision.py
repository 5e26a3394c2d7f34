"""What a human evaluation of so many documents can be expected to decide, from scores that there are already.

A difference of two systems has a standard error that shrinks with the root of the number of documents. It is that of a
metric's scores with documents as clusters, or that of earlier ratings with documents and raters (`two_way`), who are
then as many more or fewer as the documents are. The test is that of `tertium human`: t, with the degrees of freedom of
documents or annotators, whichever are fewer.
"""

from __future__ import annotations

import math
from itertools import combinations
from statistics import NormalDist, median
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tertium.evals import student
from tertium.evals.clusters import clustered
from tertium.evals.human.two_way import degrees_of_freedom, two_way
from tertium.evals.results.campaign import Expectation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.annotations import Annotations
    from tertium.metrics.base import Scores


class Difference(NamedTuple):
    """The difference of two systems.

    Attributes:
        delta: of their means over segments.
        error: the standard error of it that one document would leave.
    """

    delta: float
    error: float


def differences_of_scores(scores: Scores, data: EvalSet) -> Iterator[Difference]:
    """Yield the difference of every two systems; pairs with scores in fewer than two documents are left out.

    Args:
        scores: shape (systems, segments); nan where there is none.
        data: the set.
    """
    starts = np.array([document.start for document in data.documents], dtype=np.intp)
    for one, other in combinations(scores, 2):
        apart = one - other
        known = ~np.isnan(apart)
        # (documents, 2): the sum of a document's differences, and their number
        sums = clustered(np.stack([np.where(known, apart, 0.0), known.astype(float)], axis=-1), starts)
        sums = sums[sums[:, 1] > 0]
        number = len(sums)
        if number > 1:
            segments = sums[:, 1].sum()
            delta = float(sums[:, 0].sum() / segments)
            influence = (sums[:, 0] - delta * sums[:, 1]) / segments
            variance = float((influence**2).sum()) * number / (number - 1)
            yield Difference(delta, math.sqrt(variance * number))


def differences_of_ratings(annotations: Annotations) -> Iterator[Difference]:
    """Yield the difference of every two systems by earlier ratings, as far as they tell chance from it."""
    for one, other in combinations(range(len(annotations.systems)), 2):
        difference = two_way(annotations, one, other)
        if not math.isnan(difference.error):
            yield Difference(difference.delta, difference.error * math.sqrt(difference.documents))


def expectation(  # noqa: PLR0913 - what is known, and the campaign's size
    differences: Sequence[Difference], documents: int, segments: int, annotators: int, level: float, *, chosen: bool
) -> Expectation:
    """Return what a number of documents can be expected to decide, were these differences the true ones.

    The number of pairs that are decided is the sum of their tests' powers (two-sided, uncorrected), and that of ordered
    ones the sum of the probabilities that the sign is right; equal systems count half. One document decides nothing.
    """
    freedom = degrees_of_freedom(documents, annotators)
    errors = [difference.error / math.sqrt(documents) for difference in differences]
    # an error of 0: every document says the same
    ratios = [
        abs(difference.delta) / error if error else (math.inf if difference.delta else 0.0)
        for difference, error in zip(differences, errors, strict=True)
    ]
    return Expectation(
        documents,
        chosen,
        segments,
        margin=student.quantile((1 + level) / 2, freedom) * median(errors) if errors and freedom else math.nan,
        decided=float(student.power(ratios, level, freedom).sum()) if freedom else 0.0,
        ordered=sum(map(NormalDist().cdf, ratios)),
    )


def sizes_around(number: int, total: int) -> list[int]:
    """Return numbers of documents to compare: a quarter, a half, the number, twice as many, all; from 2 on."""
    wanted = {number // 4, number // 2, number, 2 * number, total}
    return sorted(size for size in wanted if 2 <= size <= total or size == number)  # noqa: PLR2004
