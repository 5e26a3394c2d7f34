"""Whether two metrics differ in how well they agree with people: permutation tests after Deutsch et al. (2021).

By system, PERM-BOTH: both metrics' segment scores are standardised, those of a system on a cluster are swapped between
the metrics at random, and each system's score is the mean of what it then has. By segment, PERM-INPUT: all scores of a
cluster are swapped, with the tie threshold of their metric.

Soft pairwise accuracy needs p of every pair of systems in every trial. Inside the test these are normal approximations
of the paired permutation test over clusters: its differences have mean 0 and, as variance, the sum of the clusters'
squared differences. A permutation test holds whatever statistic it permutes; the value that `meta` reports has the
p of real permutations.
"""

from __future__ import annotations

from itertools import combinations
from statistics import NormalDist
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.evals.clusters import clustered
from tertium.evals.human.correlation import pairs_of
from tertium.evals.resample import TINY, CountBlock, mean, null_distributions, p_two_sided
from tertium.evals.results.meta_evaluation import Contrast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from tertium.evals.results import Resampling
    from tertium.metrics.base import Scores

CELLS: Final = 4_000_000
"""About how many numbers an array may have while clusters are swapped."""


class Scored(NamedTuple):
    """A metric's scores of what people scored; higher is better.

    Attributes:
        label: of the metric.
        segments: shape (segments, systems); nan where there is no score.
        accuracies: share of correct pairs of each segment, ties by the metric's own threshold, shape (segments,).
    """

    label: str
    segments: Scores
    accuracies: Scores


def contrasts(
    metrics: Sequence[Scored], human: Scores, starts: NDArray[np.intp], resampling: Resampling
) -> Iterator[Contrast]:
    """Yield the difference of every two metrics by each statistic, on the outputs that both have scores for.

    Args:
        metrics: two or more.
        human: scores, shape (segments, systems); nan where nobody scored.
        starts: index of every cluster's first segment.
        resampling: trials and seed.
    """
    for first, second in combinations(metrics, 2):
        both = ~np.isnan(first.segments + second.segments + human)
        if (both.sum(axis=0) > 0).sum() > 1:
            yield from _by_system(first, second, np.where(both, human, np.nan), both, starts, resampling)
        defined = ~np.isnan(first.accuracies + second.accuracies)
        if defined.any():
            yield _by_segment(first, second, defined, starts, resampling)


def _by_system(  # noqa: PLR0913, PLR0917 - two metrics, people, and how to resample
    first: Scored,
    second: Scored,
    human: Scores,
    both: NDArray[np.bool_],
    starts: NDArray[np.intp],
    resampling: Resampling,
) -> Iterator[Contrast]:
    present = both.any(axis=0)
    numbers = both.sum(axis=0)[present]
    scored = clustered(both.astype(float), starts).sum(axis=1) > 0

    def shares(scores: Scores) -> Scores:
        """Return what each cluster adds to a system's mean, (clusters, systems)."""
        means: Scores = clustered(scores, starts)[:, present][scored] / numbers
        return means

    people = shares(np.where(both, np.nan_to_num(human), 0.0))
    one, two = (shares(_standardised(item.segments, both)) for item in (first, second))
    trials = [
        {name: statistic(people, swapped) - statistic(people, rest) for name, statistic in STATISTICS.items()}
        for swapped, rest in _swaps(one, two, resampling)
    ]
    for name, statistic in STATISTICS.items():
        observed = [float(statistic(people, each[None])[0]) for each in (one, two)]
        deltas = np.concatenate([chunk[name] for chunk in trials])
        difference = observed[0] - observed[1]
        extreme = int((~(np.abs(deltas) < abs(difference) - TINY)).sum())
        p = (extreme + 1) / (len(deltas) + 1) if not np.isnan(difference) else float("nan")
        yield Contrast(first.label, second.label, name, "system", difference, p)


def _by_segment(
    first: Scored, second: Scored, defined: NDArray[np.bool_], starts: NDArray[np.intp], resampling: Resampling
) -> Contrast:
    columns = [np.where(defined, item.accuracies, 0.0) for item in (first, second)]
    ones = defined.astype(float)
    rows = np.stack([np.stack([column, ones], axis=-1) for column in columns], axis=1)
    sums = clustered(rows, starts)
    block = CountBlock(sums[sums[:, 0, 1] > 0], mean)
    difference = block.scores[:1] - block.scores[1:]
    null = null_distributions([block], [(0, 1)], resampling)[0]
    p = float(p_two_sided(null, difference)[0])
    return Contrast(first.label, second.label, "accuracy with calibrated ties", "segment", float(difference[0]), p)


def _standardised(scores: Scores, both: NDArray[np.bool_]) -> Scores:
    """Return scores less their mean, by their standard deviation, over what both metrics scored; 0 elsewhere."""
    values = scores[both]
    deviation = float(values.std())
    return np.where(both, (np.nan_to_num(scores) - values.mean()) / (deviation or 1.0), 0.0)


def _swaps(one: Scores, two: Scores, resampling: Resampling) -> Iterator[tuple[Scores, Scores]]:
    """Yield what both metrics have after random swaps, each of shape (trials, clusters, systems)."""
    rng = np.random.default_rng(resampling.seed)
    size = max(1, CELLS // max(one.size, 1))
    for start in range(0, resampling.samples, size):
        trials = min(size, resampling.samples - start)
        stays = rng.integers(2, size=(trials, *one.shape), dtype=bool)
        yield np.where(stays, one, two), np.where(stays, two, one)


def _pearson(people: Scores, metric: Scores) -> Scores:
    """Return Pearson's r of systems' means, from (clusters, systems) and (trials, clusters, systems) to (trials,)."""
    human, scores = people.sum(axis=0), metric.sum(axis=1)
    x, y = human - human.mean(), scores - scores.mean(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        correlations: Scores = (y @ x) / np.sqrt((x**2).sum() * (y**2).sum(axis=1))
    return correlations


def _accuracy(people: Scores, metric: Scores) -> Scores:
    """Return the pairwise accuracy of systems' means; shapes as in `_pearson`."""
    human, scores = people.sum(axis=0), metric.sum(axis=1)
    first, second = pairs_of(len(human))
    alike = np.sign(human[first] - human[second]) == np.sign(scores[:, first] - scores[:, second])
    accuracies: Scores = alike.mean(axis=1)
    return accuracies


def _soft_accuracy(people: Scores, metric: Scores) -> Scores:
    """Return 1 minus the mean absolute difference of p over pairs of systems; shapes as in `_pearson`."""
    accuracies: Scores = 1 - np.abs(_ps(people[None]) - _ps(metric)).mean(axis=1)
    return accuracies


def _ps(shares: Scores) -> Scores:
    """Return the one-sided p of every pair of systems, (trials, clusters, systems) to (trials, pairs)."""
    first, second = pairs_of(shares.shape[2])
    means = shares.sum(axis=1)
    # squared differences of two systems over clusters, from the products of every two: (trials, systems, systems)
    products = np.swapaxes(shares, 1, 2) @ shares
    squares = np.diagonal(products, axis1=1, axis2=2)
    variances = squares[:, first] + squares[:, second] - 2 * products[:, first, second]
    with np.errstate(invalid="ignore", divide="ignore"):
        z = (means[:, first] - means[:, second]) / np.sqrt(np.maximum(variances, 0.0))
    return _upper_tail(np.where(variances > TINY**2, z, 0.0))


def _upper_tail(z: Scores) -> Scores:
    """Return the share of the normal distribution above z, by a table that is right to 4 digits."""
    tails: Scores = np.interp(z, GRID, TAILS)
    return tails


GRID: Final = np.linspace(-5, 5, 1001)
TAILS: Final = np.array([NormalDist().cdf(-z) for z in GRID])
"""Standard deviations and the share above them; numpy has no such function."""

STATISTICS: Final[Mapping[str, Callable[[Scores, Scores], Scores]]] = {
    "Pearson": _pearson,
    "pairwise accuracy": _accuracy,
    "soft pairwise accuracy": _soft_accuracy,
}
