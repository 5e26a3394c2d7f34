"""Wilcoxon's signed-rank test (1945), one-sided, as WMT's human evaluation has used it."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.human.correlation import ranks

if TYPE_CHECKING:
    from tertium.metrics.base import Scores

EXACT: Final = 50
"""Up to so many differences, without zeros and ties, p is exact; above it is that of the normal distribution."""


def signed_rank(differences: Scores) -> float:
    """Return the one-sided p of differences that are above 0; nan if all are 0 or nan.

    Zeros are left out. Ties share their mean rank, and the variance is corrected for them.
    """
    defined = differences[~np.isnan(differences)]
    values = defined[defined != 0]
    if not values.size:
        return math.nan
    sizes = ranks(np.abs(values))
    positive = float(sizes[values > 0].sum())
    _, ties = np.unique(np.abs(values), return_counts=True)
    count = len(values)
    if count <= EXACT and len(ties) == count == len(defined):
        return _exact(round(positive), count)
    variance = count * (count + 1) * (2 * count + 1) / 24 - float((ties**3 - ties).sum()) / 48
    return 1 - NormalDist().cdf((positive - count * (count + 1) / 4) / math.sqrt(variance))


def _exact(positive: int, count: int) -> float:
    """Return the share of all signs of the ranks 1 to `count` whose positive ranks sum to at least as much."""
    ways = np.zeros(count * (count + 1) // 2 + 1)
    ways[0] = 1
    for rank in range(1, count + 1):
        ways[rank:] = ways[rank:] + ways[:-rank]  # numpy computes the right side first
    return float(ways[positive:].sum() / ways.sum())
