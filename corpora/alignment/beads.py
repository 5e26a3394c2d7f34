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

Block: TypeAlias = "Callable[[int, int], NDArray[np.float64]]"
"""Rows [start, stop) of every size's scores: shape (sizes, stop - start, targets); [s, i, j] is the bead that ends
with source sentence start + i and target sentence j; what falls out of the text may hold anything."""

ROWS: Final = 32
"""Rows of scores in memory at a time."""

_SKIP_SOURCE, _SKIP_TARGET = 254, 255


def best_path(lengths: Size, block: Block, *, skip: float, sizes: tuple[Size, ...] = SIZES) -> list[tuple[Size, Size]]:
    """Return the path of the highest sum of scores: (end indices, size) of its beads, in order; sizes 1-0, 0-1 too.

    Exact: every path is considered. Time grows with sources × targets × sizes, memory with sources × targets bytes
    for the way back, and a few rows of scores.

    Args:
        lengths: number of source and target sentences.
        block: the scores.
        skip: the score of a sentence without partner.
        sizes: which beads there are.
    """
    n, m = lengths
    came = np.full((n + 1, m + 1), _SKIP_TARGET, dtype=np.uint8)
    steps = skip * np.arange(m + 1, dtype=np.float64)
    best = [steps.copy()]  # of the last rows, newest last
    deepest = max((a for a, _ in sizes), default=1)
    for start in range(0, n, ROWS):
        scores = block(start, min(start + ROWS, n))
        for i in range(scores.shape[1]):
            row, how = best[-1] + skip, np.full(m + 1, _SKIP_SOURCE, dtype=np.uint8)
            for s, (a, b) in enumerate(sizes):
                if a > len(best) or b > m:
                    continue
                candidate = best[-a][: m + 1 - b] + scores[s, i, b - 1 :]
                better = candidate > row[b:]
                row[b:][better] = candidate[better]
                how[b:][better] = s
            reached = np.maximum.accumulate(row - steps)
            skipped = reached > row - steps
            came[start + i + 1] = np.where(skipped, _SKIP_TARGET, how)
            best = [*best[-deepest:], np.where(skipped, reached + steps, row)]
    return _way_back(came, sizes)


def _way_back(came: NDArray[np.uint8], sizes: tuple[Size, ...]) -> list[tuple[Size, Size]]:
    i, j = came.shape[0] - 1, came.shape[1] - 1
    path = []
    while i or j:
        how = int(came[i, j]) if j else _SKIP_SOURCE
        size = {_SKIP_SOURCE: (1, 0), _SKIP_TARGET: (0, 1)}.get(how) or sizes[how]
        path.append(((i, j), size))
        i, j = i - size[0], j - size[1]
    return path[::-1]
