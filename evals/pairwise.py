"""p of all pairs of systems, counted in blocks: memory doesn't grow with pairs times trials."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.resample import TINY, flips_of, p_moses, p_of_counts, weighted_sums
from tertium.evals.results.resampling import FEW_SAMPLES
from tertium.limits import MAX_PAIR_TRIALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.evals.resample import CountBlock
    from tertium.evals.results import Resampling
    from tertium.metrics.base import Counts, Scores

CELLS: Final = 2**17
"""About how many numbers a block has: a megabyte stays in a core's cache, which is three times as fast as memory."""

TILE: Final = 2**21
"""The same of the sums of all systems in some trials: 16 megabytes stay in the cache that cores share."""


def affordable(systems: int, resampling: Resampling) -> Resampling:
    """Return the settings with fewer samples where all pairs of so many systems would take too many trials."""
    pairs = systems * (systems - 1) // 2
    samples = max(MAX_PAIR_TRIALS // max(pairs, 1), FEW_SAMPLES)
    return replace(resampling, samples=samples) if samples < resampling.samples else resampling


def randomisation(blocks: Sequence[CountBlock], resampling: Resampling) -> list[Scores]:
    """Return the two-sided p of every pair of systems by the randomisation test, one symmetric matrix per block.

    A matrix has the shape (systems, systems), with nan on its diagonal; its numbers are those of `p_two_sided`.
    """
    clusters, systems = blocks[0].sums.shape[:2]
    width = max(clusters, *(block.sums[0].size for block in blocks))
    counts = [np.zeros((systems, systems), dtype=np.intp) for _ in blocks]
    trials = 0
    for stays in flips_of(clusters, width, resampling):
        trials += len(stays)
        for block, extreme in zip(blocks, counts, strict=True):
            _add_extremes(block, stays, extreme)
    exact = 2**clusters <= resampling.samples
    return [_matrix(block, extreme, trials, exact=exact) for block, extreme in zip(blocks, counts, strict=True)]


def _add_extremes(block: CountBlock, stays: NDArray[np.float64], extreme: NDArray[np.intp]) -> None:
    """Add to `extreme`, above its diagonal, in how many trials a pair differs at least as much as in the data."""
    scores = block.scores
    totals = block.totals.T[:, None]
    for tile in _parts(len(stays), totals.size, TILE):
        # Counts come first, (k, trials, systems): formulas take them apart, and then each of them is dense.
        kept = np.ascontiguousarray(np.moveaxis(weighted_sums(stays[tile], block.sums), -1, 0))
        given = totals - kept
        for first in range(len(scores) - 1):
            others = slice(first + 1, None)
            observed = np.abs(scores[first] - scores[others]) - TINY
            for part in _parts(kept.shape[1], len(totals) * (len(scores) - first - 1), CELLS):
                # The new sums of each: what it kept and what the other gave.
                one = _scores(block, kept[:, part, first, None] + given[:, part, others])
                other = _scores(block, kept[:, part, others] + given[:, part, first, None])
                # An undefined trial counts as extreme.
                extreme[first, others] += (~(np.abs(one - other) < observed)).sum(axis=0)


def _scores(block: CountBlock, sums: Counts) -> Scores:
    return block.score(np.moveaxis(sums, 0, -1))


def _parts(trials: int, width: int, cells: int) -> Iterator[slice]:
    """Yield slices of the trials of about so many numbers each, where a trial has `width` of them."""
    size = max(cells // max(width, 1), 1)
    for start in range(0, trials, size):
        yield slice(start, start + size)


def _matrix(block: CountBlock, extreme: NDArray[np.intp], trials: int, *, exact: bool) -> Scores:
    deltas = block.scores[:, None] - block.scores
    p = p_of_counts(extreme + extreme.T, trials, deltas, exact=exact)
    np.fill_diagonal(p, np.nan)
    return p


def moses(samples: Scores, scores: Scores) -> Scores:
    """Return p of every pair by the rule of Moses, shape (systems, systems), nan on its diagonal; see `p_moses`.

    Args:
        samples: bootstrap scores, shape (samples, systems).
        scores: shape (systems,).
    """
    matrix = np.full((len(scores), len(scores)), np.nan)
    for first in range(len(scores) - 1):
        others = slice(first + 1, None)
        p = p_moses(samples[:, first, None] - samples[:, others], scores[first] - scores[others])
        matrix[first, others] = matrix[others, first] = p
    return matrix
