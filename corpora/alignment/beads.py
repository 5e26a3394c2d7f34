"""The best monotonic path through two texts: dynamic programming over beads, exact, in numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

Size: TypeAlias = tuple[int, int]
"""How many source and target sentences a bead holds, at least one of each."""

SIZES: Final[tuple[Size, ...]] = tuple((a, b) for total in range(2, 6) for a in range(1, total) for b in [total - a])
"""All n-m with n + m ≤ 5, smallest first: the smaller bead wins a tie."""

BeadScores: TypeAlias = "Callable[[int, int], NDArray[np.float64]]"
"""Returns the scores of all beads that end in source rows [start, stop): shape (sizes, stop - start, targets).

[s, i, j] is the bead of size s that ends with source sentence start + i and target sentence j. Beads that would begin
before the text may have any score: they are not read."""

ROWS: Final = 32
"""Source sentences whose scores are in memory at a time."""

_SKIP_SOURCE, _SKIP_TARGET = 254, 255
"""Backpointers of a sentence without partner, beside indices into the sizes; they fit in a byte."""


def best_path(
    lengths: Size, bead_scores: BeadScores, *, skip: float, sizes: tuple[Size, ...] = SIZES
) -> list[tuple[Size, Size]]:
    """Return the path of the highest sum of scores: (end indices, size) of its beads, in order; sizes 1-0, 0-1 too.

    Exact: every path is considered. Time grows with sources × targets × sizes, memory with sources × targets bytes
    for the way back, and a few rows of scores.

    Args:
        lengths: number of source and target sentences.
        bead_scores: the scores of the beads.
        skip: the score of a sentence without partner.
        sizes: which beads there are.
    """
    n, m = lengths
    # Backpointers: [i, j] is how the best path reaches i source and j target sentences.
    backpointers = np.full((n + 1, m + 1), _SKIP_TARGET, dtype=np.uint8)
    target_skips = skip * np.arange(m + 1, dtype=np.float64)
    best = [target_skips.copy()]  # the best sums of the last rows, newest last; as many rows as a bead reaches back
    deepest = max((a for a, _ in sizes), default=1)
    for start in range(0, n, ROWS):
        scores = bead_scores(start, min(start + ROWS, n))
        for i in range(scores.shape[1]):
            row, choices = best[-1] + skip, np.full(m + 1, _SKIP_SOURCE, dtype=np.uint8)
            for s, (a, b) in enumerate(sizes):
                if a > len(best) or b > m:
                    continue
                candidates = best[-a][: m + 1 - b] + scores[s, i, b - 1 :]
                better = candidates > row[b:]
                row[b:][better] = candidates[better]
                choices[b:][better] = s
            # Skipped targets without a loop over the row: with every skip that leads to a cell taken off, the best of
            # all cells to the left is a running maximum.
            running = np.maximum.accumulate(row - target_skips)
            skipped = running > row - target_skips
            backpointers[start + i + 1] = np.where(skipped, _SKIP_TARGET, choices)
            best = [*best[-deepest:], np.where(skipped, running + target_skips, row)]
    return _follow(backpointers, sizes)


def _follow(backpointers: NDArray[np.uint8], sizes: tuple[Size, ...]) -> list[tuple[Size, Size]]:
    """Return the path from the last cell back to the first, in the order of the texts."""
    i, j = backpointers.shape[0] - 1, backpointers.shape[1] - 1
    path = []
    while i or j:
        choice = int(backpointers[i, j]) if j else _SKIP_SOURCE
        size = {_SKIP_SOURCE: (1, 0), _SKIP_TARGET: (0, 1)}.get(choice) or sizes[choice]
        path.append(((i, j), size))
        i, j = i - size[0], j - size[1]
    return path[::-1]
