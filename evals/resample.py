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

from tertium.errors import UsageError
from tertium.evals import student
from tertium.limits import MAX_DRAWS
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
"""Share of such sets in which a detectable difference is detected (Cohen 1988)."""


@dataclass(frozen=True, slots=True, eq=False)
class CountBlock:
    """The counts of all systems by one metric, summed by cluster.

    Attributes:
        sums: shape (clusters, systems, k).
        score: the metric's formula, from sums of shape (..., k) to scores of shape (...).
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
        """The scores of the systems on all clusters, shape (systems,)."""
        return self.score(self.totals)


class NullDistribution(NamedTuple):
    """Differences between systems whose clusters were swapped at random: what chance alone gives.

    Attributes:
        deltas: shape (trials, pairs), first system minus second.
        exact: whether the trials are all possible swaps, each once.
    """

    deltas: Scores
    exact: bool


def bootstrap(blocks: Sequence[CountBlock], resampling: Resampling) -> list[Scores]:
    """Return the scores of resampled sets, one array of shape (samples, systems) per block.

    Raises:
        UsageError: their number is above `MAX_DRAWS`.
    """
    systems = max(block.sums.shape[1] for block in blocks)
    if systems * resampling.samples > MAX_DRAWS:
        raise UsageError(
            f"{resampling.samples} samples of {systems} systems are too many",
            hint=f"--samples {MAX_DRAWS // systems}",
        )
    clusters = len(blocks[0].sums)
    width = max(clusters, *(block.sums[0].size for block in blocks))
    chunks: list[list[Scores]] = [[] for _ in blocks]
    for weights in _weights(clusters, width, resampling):
        for block, scores in zip(blocks, chunks, strict=True):
            scores.append(block.score(weighted_sums(weights, block.sums)))
    return [np.concatenate(scores) for scores in chunks]


def null_distributions(
    blocks: Sequence[CountBlock], pairs: Sequence[tuple[int, int]], resampling: Resampling
) -> list[NullDistribution]:
    """Return the differences of pairs of systems after random swaps of their clusters, one distribution per block.

    If there are no more than `samples` ways to swap, each is taken once.
    """
    clusters = len(blocks[0].sums)
    width = max(clusters, *(max(block.sums[0].size, len(pairs) * block.sums.shape[2]) for block in blocks))
    first, second = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    chunks: list[list[Scores]] = [[] for _ in blocks]
    for flips in flips_of(clusters, width, resampling):
        for block, deltas in zip(blocks, chunks, strict=True):
            unswapped, totals = weighted_sums(flips, block.sums), block.totals
            # first's new sums: its unswapped clusters and second's swapped ones, unswapped1 + (total2 - unswapped2)
            moved = unswapped[:, first] - unswapped[:, second]
            deltas.append(block.score(totals[second] + moved) - block.score(totals[first] - moved))
    exact = 2**clusters <= resampling.samples
    return [NullDistribution(np.concatenate(deltas), exact) for deltas in chunks]


def p_two_sided(null: NullDistribution, observed: Scores) -> Scores:
    """Return the share of trials at least as far from 0 as observed, shape (pairs,); one is added to both counts.

    The observed set is one of the possible swaps, so p is never 0 (Phipson and Smyth 2010). An undefined trial counts
    as extreme; the p of an undefined difference is nan.
    """
    return _p(~(np.abs(null.deltas) < np.abs(observed) - TINY), observed, exact=null.exact)


def p_one_sided(null: NullDistribution, observed: Scores) -> Scores:
    """Return the share of trials at least as high as observed, shape (pairs,); see `p_two_sided`."""
    return _p(~(null.deltas < observed - TINY), observed, exact=null.exact)


def p_of_samples(null: NullDistribution, observed: Scores) -> Scores:
    """Return the one-sided p of the differences in bootstrap samples, against the trials of the data.

    The result has the shape of `observed`, (samples, pairs).

    A permutation test inside every bootstrap sample would cost samples × trials; the spread that chance makes in the
    data itself is close, and enough for an interval. Steps are those of the data's own p, however few the clusters.
    """
    trials = len(null.deltas)
    p = np.empty_like(observed)
    for pair, (deltas, values) in enumerate(zip(null.deltas.T, observed.T, strict=True)):
        extreme = trials - np.searchsorted(np.sort(deltas), values - TINY)  # nan sorts last: undefined is extreme
        p[:, pair] = extreme / trials if null.exact else (extreme + 1) / (trials + 1)
    return np.where(np.isnan(observed), np.nan, p)


def p_moses(samples: Scores, observed: Scores) -> Scores:
    """Return p by the rule of Moses and of sacreBLEU's ``--paired-bs``, for comparison only.

    It asks whether ||Δ*| - mean| exceeds |Δ|, and rejects a true null in 8 to 12 % of cases at 5 %.

    Args:
        samples: differences in bootstrap samples, shape (samples, pairs).
        observed: shape (pairs,).
    """
    sizes = np.abs(samples)
    extreme = (sizes - sizes.mean(axis=0)) > np.abs(observed)
    return _p(extreme, observed, exact=False)


def mean(totals: Counts) -> Scores:
    """Return value / number from sums of (value, 1) rows; nan where the number is 0."""
    return ratio(totals)


def interval(samples: Scores, level: float, effective: float) -> tuple[Scores, Scores]:
    """Return the percentile interval over the first axis of bootstrap scores; nan where no sample is defined.

    The percentile interval is too narrow for few clusters. So the tails are moved out as far as Student's t would
    ("expanded percentile", Hesterberg 2015), with the effective number of clusters.
    """
    tail = _tail((1 - level) / 2, max(effective, 2.0))
    return quantile(samples, tail), quantile(samples, 1 - tail)


def quantile(samples: Scores, share: float) -> Scores:
    """Return a quantile over the first axis, without undefined samples; nan where no sample is defined."""
    defined = ~np.isnan(samples).all(axis=0)
    quantiles = np.full(samples.shape[1:], np.nan)
    quantiles[defined] = np.nanquantile(samples[:, defined], share, axis=0)
    return quantiles


def _tail(share: float, clusters: float) -> float:
    """Return the share to cut off at each end so that the interval is as wide as with Student's t."""
    freedom = clusters - 1
    # the bootstrap's spread lacks the factor clusters / (clusters - 1) of the unbiased variance
    return NormalDist().cdf(student.quantile(share, freedom) * math.sqrt(clusters / freedom))


def _p(extreme: NDArray[np.bool_], observed: Scores, *, exact: bool) -> Scores:
    return p_of_counts(extreme.sum(axis=0), len(extreme), observed, exact=exact)


def p_of_counts(extreme: NDArray[np.intp], trials: int, observed: Scores, *, exact: bool) -> Scores:
    """Return p from the number of extreme trials, shape (pairs,), of so many trials; see `p_two_sided`."""
    p = extreme / trials if exact else (extreme + 1) / (trials + 1)
    return np.where(np.isnan(observed), np.nan, p)


def weighted_sums(weights: NDArray[np.float64], sums: Counts) -> Counts:
    """Return weighted sums: shape (samples, clusters) times (clusters, systems, k) gives (samples, systems, k)."""
    # one matrix product: systems and counts are laid out as the columns
    return (weights @ sums.reshape(len(sums), -1)).reshape(len(weights), *sums.shape[1:])


def _chunks(samples: int, width: int) -> Iterator[int]:
    """Yield the numbers of samples to draw at once, when each sample takes `width` numbers of memory."""
    size = max(CELLS // max(width, 1) // STEP, 1) * STEP
    for start in range(0, samples, size):
        yield min(size, samples - start)


def _weights(clusters: int, width: int, resampling: Resampling) -> Iterator[NDArray[np.float64]]:
    """Yield how often each cluster is drawn, (chunk, clusters) at a time."""
    rng = np.random.default_rng(resampling.seed)
    for rows in _chunks(resampling.samples, width):
        # each sample gets its own range of numbers, so that one bincount counts all samples at once
        indices = rng.integers(clusters, size=(rows, clusters)) + np.arange(rows)[:, None] * clusters
        yield np.bincount(indices.ravel(), minlength=rows * clusters).reshape(rows, clusters).astype(np.float64)


def flips_of(clusters: int, width: int, resampling: Resampling) -> Iterator[NDArray[np.float64]]:
    """Yield which clusters stay, as 1.0 and 0.0, (chunk, clusters) at a time; each way once where there are few."""
    if 2**clusters <= resampling.samples:
        ways = np.arange(2**clusters)
        for start in range(0, len(ways), STEP):
            # bit c of a way says whether cluster c stays
            yield (ways[start : start + STEP, None] >> np.arange(clusters) & 1).astype(np.float64)
        return
    rng = np.random.default_rng(resampling.seed)
    for rows in _chunks(resampling.samples, width):
        yield rng.integers(2, size=(rows, clusters), dtype=bool).astype(np.float64)
