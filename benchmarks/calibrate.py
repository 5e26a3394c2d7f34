"""How often a test rejects a true null, which is made from real outputs, and how often intervals cover it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.evals.clusters import clustered, clusters_of
from tertium.evals.jackknife import jackknife
from tertium.evals.resample import CountBlock, null_distributions, p_two_sided

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.corpora.types import EvalSet
    from tertium.evals.results import Resampling
    from tertium.metrics.base import Counts, Scores

BATCH: Final = 100
"""Repetitions that are resampled at once, as if they were so many pairs of systems."""


class Calibration(NamedTuple):
    """The result of many comparisons of systems that differ by chance only.

    Attributes:
        p: of each repetition; a good test has p under 5 % in 5 % of them.
        covered: the share of intervals that hold the true difference, 0.
        variance: of the difference, the mean of the jackknife's estimates.
    """

    p: Scores
    covered: float
    variance: float


def calibrate(
    data: EvalSet,
    counts: Counts,
    score: Callable[[Counts], Scores],
    *,
    resampling: Resampling,
    repetitions: int = 1000,
) -> Calibration:
    """Compare two systems again and again after swapping their documents at random, which makes them exchangeable.

    Args:
        data: the set, with its documents.
        counts: of real systems, shape (segments, systems, k).
        score: (..., k) to (...).
        resampling: of the test that is looked at; its seed makes the swaps, too.
        repetitions: each with a random pair of the systems and random swaps.
    """
    clusters = clusters_of(data, resampling)
    sizes = [document.stop - document.start for document in data.documents]
    p_values: list[Scores] = []
    variances: list[Scores] = []
    covered = 0
    for first in range(0, repetitions, BATCH):
        seed = resampling.seed + 1 + first
        settings = replace(clusters.resampling, seed=seed)
        exchangeable = _swapped(counts, sizes, min(BATCH, repetitions - first), np.random.default_rng([seed, 1]))
        block = CountBlock(clustered(exchangeable, clusters.starts), score)
        half = exchangeable.shape[1] // 2
        null = null_distributions([block], [(i, half + i) for i in range(half)], settings)[0]
        bounds = jackknife(block, first_half_minus_second, clusters.sizes)
        p_values.append(p_two_sided(null, bounds.estimates))
        variances.append(bounds.spread**2)
        low, high = bounds.interval(settings.level)
        covered += int(((low <= 0) & (high >= 0)).sum())
    return Calibration(np.concatenate(p_values), covered / repetitions, float(np.concatenate(variances).mean()))


def first_half_minus_second(scores: Scores) -> Scores:
    """Return the differences of pairs: (..., 2 * pairs), all first ones, then all second ones, to (..., pairs)."""
    half = scores.shape[-1] // 2
    return scores[..., :half] - scores[..., half:]


def _swapped(counts: Counts, sizes: list[int], pairs: int, rng: np.random.Generator) -> Counts:
    """Return random pairs with documents swapped, shape (segments, 2 * pairs, k): all first ones, all second ones."""
    systems = counts.shape[1]
    first = rng.integers(systems, size=pairs)
    second = (first + rng.integers(1, systems, size=pairs)) % systems
    stay = np.repeat(rng.integers(2, size=(len(sizes), pairs), dtype=bool), sizes, axis=0)[..., None]
    one_side, other_side = counts[:, first], counts[:, second]
    return np.concatenate([np.where(stay, one_side, other_side), np.where(stay, other_side, one_side)], axis=1)
