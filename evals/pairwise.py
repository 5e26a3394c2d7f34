"""p of all pairs of systems, counted in blocks: memory doesn't grow with pairs times trials."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.resample import TINY, flips_of, p_moses, p_of_counts, weighted_sums
from tertium.evals.results.resampling import FEW_SAMPLES
from tertium.limits import MAX_PAIR_TRIALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.evals.resample import CountBlock
    from tertium.evals.results import Resampling
    from tertium.metrics.base import Counts, Scores

CELLS: Final = 2**18
"""About how many numbers a block has: two megabytes stay near a core, and memory is three times as slow."""
TRIALS: Final = 512
"""Trials of a block: they lie side by side in memory, and shorter rows cost numpy more than what it does with them."""


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
    """Add to `extreme` in how many trials a pair differs at least as much as in the data.

    Of the pairs beside the diagonal some stand below it too; those above are complete.
    """
    scores, totals = block.scores, block.totals.T[..., None]
    observed = np.abs(scores[:, None] - scores)[..., None] - TINY
    # Every system of a group with every one of another: so each is read from memory once for many pairs.
    size = max(math.isqrt(CELLS // (len(totals) * TRIALS)), 1)
    groups = [slice(start, start + size) for start in range(0, len(scores), size)]
    for start in range(0, len(stays), TRIALS):
        # Counts come first, (k, systems, trials): formulas take them apart, and then each of them is dense.
        sums = weighted_sums(stays[start : start + TRIALS], block.sums)
        kept = np.ascontiguousarray(sums.transpose(2, 1, 0))
        given = totals - kept
        for one, other in combinations_with_replacement(groups, 2):
            # The new sums of a system: what it kept and what the other gave; (k, systems, systems, trials).
            of_one = _scores(block, kept[:, one, None] + given[:, None, other])
            of_other = _scores(block, kept[:, None, other] + given[:, one, None])
            # An undefined trial counts as extreme.
            extreme[one, other] += (~(np.abs(of_one - of_other) < observed[one, other])).sum(axis=-1)


def _scores(block: CountBlock, sums: Counts) -> Scores:
    return block.score(np.moveaxis(sums, 0, -1))


def _matrix(block: CountBlock, extreme: NDArray[np.intp], trials: int, *, exact: bool) -> Scores:
    deltas = block.scores[:, None] - block.scores
    above = np.triu(extreme, 1)
    p = p_of_counts(above + above.T, trials, deltas, exact=exact)
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
