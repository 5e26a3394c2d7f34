"""Finds the sources to compare a target with: the nearest document vectors, block by block in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

Load: TypeAlias = "Callable[[int, int], NDArray[np.float32]]"
"""Returns the unit vectors of documents [start, stop): shape (stop - start, dimensions)."""

BLOCK: Final = 2048
"""Documents of a language in memory at a time: 4 MB of vectors, 16 MB of cosines with those of the other."""
SORTED: Final = 128
"""Targets whose cosines are sorted at a time: sorting takes seven times their memory."""
NEAREST: Final = 4
"""Sources that a target is compared with."""


def nearest(targets: tuple[int, Load], sources: tuple[int, Load], count: int = NEAREST) -> Iterator[Sequence[int]]:
    """Yield for each target the indices of its nearest sources, best first; ties go to the lower index.

    Args:
        targets: their number and vectors.
        sources: their number and vectors.
        count: sources that a target gets.
    """
    for start in range(0, targets[0], BLOCK):
        block = targets[1](start, min(start + BLOCK, targets[0]))
        # The best sources so far of each target in the block, both of shape (targets, up to count).
        indices = np.zeros((len(block), 0), dtype=np.int64)
        scores = np.zeros((len(block), 0), dtype=np.float32)
        for first in range(0, sources[0], BLOCK):
            source_block = sources[1](first, min(first + BLOCK, sources[0]))
            cosines = block @ source_block.T
            np.round(cosines, 4, out=cosines)  # so that the order does not depend on how a machine sums
            parts = [slice(row, row + SORTED) for row in range(0, len(block), SORTED)]
            best = [_best(scores[part], indices[part], cosines[part], first, count) for part in parts]
            scores, indices = np.vstack([part[0] for part in best]), np.vstack([part[1] for part in best])
        yield from indices.tolist()


def _best(
    scores: NDArray[np.float32], indices: NDArray[np.int64], cosines: NDArray[np.float32], first: int, count: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the highest scores of each target, those of a further block among them, and the sources' indices.

    Args:
        scores: the highest so far, shape (targets, up to count).
        indices: of their sources.
        cosines: of the block, shape (targets, sources).
        first: index of the block's first source.
        count: sources that a target gets.
    """
    scores = np.hstack([scores, cosines])
    indices = np.hstack([indices, np.broadcast_to(np.arange(first, first + cosines.shape[1]), cosines.shape)])
    # A stable sort keeps the lower index first in a tie, as the columns are in that order.
    best = np.argsort(-scores, axis=1, kind="stable")[:, :count]
    return np.take_along_axis(scores, best, 1), np.take_along_axis(indices, best, 1)
