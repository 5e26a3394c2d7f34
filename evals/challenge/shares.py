"""The interval of a share of items that come in clusters: Wilson's, on as many items as the clusters are worth."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from tertium.evals.results import Interval
from tertium.evals.student import quantile

if TYPE_CHECKING:
    from numpy.typing import NDArray


def effective_size(hits: NDArray[np.bool_], clusters: NDArray[np.intp]) -> float:
    """Return how many independent items would tell the share as exactly: n over the design effect (Kish 1965).

    Never more than n. Where all or none are hits, or the clusters are one, nothing shows how alike items of a cluster
    are: then each cluster counts as one item.

    Args:
        hits: shape (items,).
        clusters: number of each item's cluster, from 0; shape (items,).
    """
    sizes = np.bincount(clusters)
    sizes, units = sizes[sizes > 0], int(np.count_nonzero(sizes))
    size, share = len(hits), float(hits.mean())
    if units == size:
        return float(size)
    if units == 1 or share in {0.0, 1.0}:
        return float(units)
    sums = np.bincount(clusters, weights=hits)[np.bincount(clusters) > 0]
    # The variance of a ratio of sums over clusters, by linearisation, against that of independent items.
    variance = units / (units - 1) * float(((sums - share * sizes) ** 2).sum()) / size**2
    return min(float(size), share * (1 - share) / variance) if variance > 0 else float(size)


def interval_of(hits: NDArray[np.bool_], clusters: NDArray[np.intp], level: float) -> Interval:
    """Return the two-sided interval of a share (Wilson 1927), nan without items.

    The normal quantile is Student's of as many degrees of freedom as there are clusters but one: few clusters tell
    little of how alike their items are (Korn and Graubard 1998).
    """
    if not len(hits):
        return Interval(math.nan, math.nan)
    size, share, units = effective_size(hits, clusters), float(hits.mean()), len(np.unique(clusters))
    z = quantile((1 + level) / 2, max(1, units - 1))
    middle = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z / (1 + z**2 / size) * math.sqrt(share * (1 - share) / size + (z / (2 * size)) ** 2)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))
