"""Whether two metrics differ in how well they agree with people: permutation tests after Deutsch et al. (2021).

By system, PERM-BOTH: both metrics' segment scores are standardised, those of a system on a cluster are swapped between
the metrics at random, and each system's score is the mean of what it then has. By segment, PERM-INPUT: all scores of a
cluster are swapped, with the tie threshold of their metric.
"""

from __future__ import annotations

from itertools import combinations
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
    people = np.nansum(human, axis=0)[present] / numbers
    # standardised sums by cluster and system: (clusters, systems)
    one, two = (clustered(_standardised(item.segments, both), starts)[:, present] for item in (first, second))
    totals, delta = (one.sum(axis=0), two.sum(axis=0)), one - two
    scored = clustered(both.astype(float), starts).sum(axis=1) > 0
    moved = _moved(delta[scored], resampling)  # (trials, systems)
    # what stays with the first metric is its own; the second has the rest
    trials = ((totals[1] + moved) / numbers, (totals[0] - moved) / numbers)
    for name, statistic in STATISTICS.items():
        observed = [float(statistic(people, (total / numbers)[None])[0]) for total in totals]
        deltas = statistic(people, trials[0]) - statistic(people, trials[1])
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


def _moved(delta: Scores, resampling: Resampling) -> Scores:
    """Return the differences that stay with the first metric, summed over clusters; shape (trials, systems)."""
    rng = np.random.default_rng(resampling.seed)
    size = max(1, CELLS // max(delta.size, 1))
    chunks = []
    for start in range(0, resampling.samples, size):
        trials = min(size, resampling.samples - start)
        stays = rng.integers(2, size=(trials, *delta.shape), dtype=bool)
        chunks.append(np.einsum("tcs,cs->ts", stays.astype(np.float64), delta))
    return np.concatenate(chunks)


def _pearson(people: Scores, metric: Scores) -> Scores:
    """Return Pearson's r of each row, shape (trials, systems) to (trials,)."""
    x, y = people - people.mean(), metric - metric.mean(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        correlations: Scores = (y @ x) / np.sqrt((x**2).sum() * (y**2).sum(axis=1))
    return correlations


def _accuracy(people: Scores, metric: Scores) -> Scores:
    """Return the pairwise accuracy of each row, shape (trials, systems) to (trials,)."""
    first, second = pairs_of(len(people))
    alike = np.sign(people[first] - people[second]) == np.sign(metric[:, first] - metric[:, second])
    accuracies: Scores = alike.mean(axis=1)
    return accuracies


STATISTICS: Final[Mapping[str, Callable[[Scores, Scores], Scores]]] = {
    "Pearson": _pearson,
    "pairwise accuracy": _accuracy,
}
