"""Bootstrap and approximate randomisation on count rows: one weight matrix for all systems and metrics.

A bootstrap sample is a weighted sum of clusters (Efron 1979; Koehn 2004), a trial of the randomisation test swaps two
systems' clusters at random (Noreen 1989; Riezler and Maxwell 2005). Both are one matrix product over all columns.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.metrics.base import ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.evals.results import Resampling
    from tertium.metrics.base import Counts, Scores

STEP: Final = 32
"""Samples are drawn in multiples of it, so that numpy's bits are those of one big draw (and of sacreBLEU's)."""

CELLS: Final = 4_000_000
"""About how many numbers an array may have while samples are made: memory stays bounded, whatever the set's size."""

TINY: Final = 1e-10
"""Two scores this close are equal: sums in another order differ in the last digits."""

POWER: Final = 0.8
"""Of the difference that a comparison calls detectable."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """All systems' counts by one metric.

    Attributes:
        sums: by cluster, shape (clusters, systems, k).
        score: (..., k) to (...).
    """

    sums: Counts
    score: Callable[[Counts], Scores]

    @property
    def totals(self) -> Counts:
        """The sums of all clusters, shape (systems, k)."""
        totals: Counts = self.sums.sum(axis=0)
        return totals

    @property
    def scores(self) -> Scores:
        """Of the systems, shape (systems,)."""
        return self.score(self.totals)


class Nulls(NamedTuple):
    """Differences that chance makes.

    Attributes:
        deltas: shape (trials, pairs), first system minus second.
        exact: whether every possible swap is among them once.
    """

    deltas: Scores
    exact: bool


def bootstrap(blocks: Sequence[Block], resampling: Resampling) -> list[Scores]:
    """Return each block's scores of resampled sets, shape (samples, systems)."""
    clusters = len(blocks[0].sums)
    width = max(clusters, *(block.sums[0].size for block in blocks))
    found: list[list[Scores]] = [[] for _ in blocks]
    for weights in _weights(clusters, width, resampling):
        for block, scores in zip(blocks, found, strict=True):
            scores.append(block.score(_product(weights, block.sums)))
    return [np.concatenate(scores) for scores in found]


def nulls(blocks: Sequence[Block], pairs: Sequence[tuple[int, int]], resampling: Resampling) -> list[Nulls]:
    """Return each block's differences of pairs of systems after swapping clusters at random.

    Where there are no more than `samples` ways to swap, each is taken once.
    """
    clusters = len(blocks[0].sums)
    width = max(clusters, *(max(block.sums[0].size, len(pairs) * block.sums.shape[2]) for block in blocks))
    first, second = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    found: list[list[Scores]] = [[] for _ in blocks]
    for flips in _flips(clusters, width, resampling):
        for block, deltas in zip(blocks, found, strict=True):
            kept, totals = _product(flips, block.sums), block.totals
            gained = kept[:, first] - kept[:, second]
            deltas.append(block.score(totals[second] + gained) - block.score(totals[first] - gained))
    exact = 2**clusters <= resampling.samples
    return [Nulls(np.concatenate(deltas), exact) for deltas in found]


def p_two_sided(null: Nulls, observed: Scores) -> Scores:
    """Return the share of trials at least as far from 0 as observed, shape (pairs,); one is added to both counts.

    The sample itself is one of the ways to swap (Phipson and Smyth 2010): p is never 0. An undefined trial counts as
    extreme; an undefined difference has no p.
    """
    return _p(~(np.abs(null.deltas) < np.abs(observed) - TINY), observed, exact=null.exact)


def p_one_sided(null: Nulls, observed: Scores) -> Scores:
    """Return the share of trials at least as high as observed, shape (pairs,); see `p_two_sided`."""
    return _p(~(null.deltas < observed - TINY), observed, exact=null.exact)


def p_drawn(null: Nulls, observed: Scores) -> Scores:
    """Return the `p_one_sided` of differences in bootstrap samples, shape (samples, pairs), against the data's trials.

    A permutation test inside every bootstrap sample would cost samples × trials; the spread that chance makes in the
    data itself is close, and enough for an interval. Steps are those of the data's own p, however few the clusters.
    """
    trials = len(null.deltas)
    found = np.empty_like(observed)
    for pair, (deltas, values) in enumerate(zip(null.deltas.T, observed.T, strict=True)):
        extreme = trials - np.searchsorted(np.sort(deltas), values - TINY)  # nan sorts last: undefined is extreme
        found[:, pair] = extreme / trials if null.exact else (extreme + 1) / (trials + 1)
    return np.where(np.isnan(observed), np.nan, found)


def p_moses(drawn: Scores, observed: Scores) -> Scores:
    """Return p by the rule of Moses and of sacreBLEU's ``--paired-bs``, for comparison only.

    It asks whether ||Δ*| - mean| exceeds |Δ|, and rejects a true null in 8 to 12 % of cases at 5 %.

    Args:
        drawn: differences in bootstrap samples, shape (samples, pairs).
        observed: shape (pairs,).
    """
    sizes = np.abs(drawn)
    extreme = (sizes - sizes.mean(axis=0)) > np.abs(observed)
    return _p(extreme, observed, exact=False)


def mean(totals: Counts) -> Scores:
    """Return the mean that sums of (value, 1) rows hold; nan of nothing."""
    return ratio(totals)


def interval(drawn: Scores, level: float, effective: float) -> tuple[Scores, Scores]:
    """Return the percentile interval of bootstrap scores over the first axis; nan where none is defined.

    A percentile interval of few clusters is too narrow; the tails are moved out as far as Student's t does
    ("expanded percentile", Hesterberg 2015), by the effective number of clusters.
    """
    tail = _tail((1 - level) / 2, max(effective, 2.0))
    return quantile(drawn, tail), quantile(drawn, 1 - tail)


def quantile(drawn: Scores, share: float) -> Scores:
    """Return a quantile over the first axis, undefined samples left out; nan where none is defined."""
    defined = ~np.isnan(drawn).all(axis=0)
    found = np.full(drawn.shape[1:], np.nan)
    found[defined] = np.nanquantile(drawn[:, defined], share, axis=0)
    return found


def detectable(drawn: Scores, level: float) -> Scores:
    """Return the smallest true difference that a two-sided test at this level sees in `POWER` of such sets.

    It is nan where every sample gives the same difference: what doesn't vary says nothing about what would be seen.

    Args:
        drawn: differences in bootstrap samples, shape (samples, ...).
        level: of the interval, two-sided.
    """
    normal = NormalDist()
    enough = (~np.isnan(drawn)).sum(axis=0) > 1
    spread: Scores = np.where(enough, np.nanstd(np.where(enough, drawn, 0.0), axis=0, ddof=1), np.nan)
    return (normal.inv_cdf((1 + level) / 2) + normal.inv_cdf(POWER)) * np.where(spread > TINY, spread, np.nan)


def _tail(share: float, clusters: float) -> float:
    """Return the share to cut off so that the interval is as wide as Student's t makes it."""
    normal, freedom = NormalDist(), clusters - 1
    z = -normal.inv_cdf(share)
    # Student's quantile as a series in 1 / freedom (Fisher and Cornish 1960)
    t = z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    return normal.cdf(-t * math.sqrt(clusters / freedom))


def _p(extreme: NDArray[np.bool_], observed: Scores, *, exact: bool) -> Scores:
    count, trials = extreme.sum(axis=0), len(extreme)
    p = count / trials if exact else (count + 1) / (trials + 1)
    return np.where(np.isnan(observed), np.nan, p)


def _product(weights: NDArray[np.float64], sums: Counts) -> Counts:
    """Return weighted sums: (samples, clusters) by (clusters, systems, k) to (samples, systems, k)."""
    return (weights @ sums.reshape(len(sums), -1)).reshape(len(weights), *sums.shape[1:])


def _chunks(samples: int, width: int) -> Iterator[int]:
    """Yield how many samples to draw at once when each takes `width` numbers."""
    size = max(CELLS // max(width, 1) // STEP, 1) * STEP
    for start in range(0, samples, size):
        yield min(size, samples - start)


def _weights(clusters: int, width: int, resampling: Resampling) -> Iterator[NDArray[np.float64]]:
    """Yield how often each cluster is drawn, (chunk, clusters) at a time."""
    rng = np.random.default_rng(resampling.seed)
    for rows in _chunks(resampling.samples, width):
        drawn = rng.integers(clusters, size=(rows, clusters)) + np.arange(rows)[:, None] * clusters
        yield np.bincount(drawn.ravel(), minlength=rows * clusters).reshape(rows, clusters).astype(np.float64)


def _flips(clusters: int, width: int, resampling: Resampling) -> Iterator[NDArray[np.float64]]:
    """Yield which clusters stay, as 1.0 and 0.0, (chunk, clusters) at a time; each way once where there are few."""
    if 2**clusters <= resampling.samples:
        ways = np.arange(2**clusters)
        for start in range(0, len(ways), STEP):
            yield (ways[start : start + STEP, None] >> np.arange(clusters) & 1).astype(np.float64)
        return
    rng = np.random.default_rng(resampling.seed)
    for rows in _chunks(resampling.samples, width):
        yield rng.integers(2, size=(rows, clusters), dtype=bool).astype(np.float64)
