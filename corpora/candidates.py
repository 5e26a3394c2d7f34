"""Which sources a target is worth comparing with: the nearest document vectors, block by block in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

Load: TypeAlias = "Callable[[int, int], NDArray[np.float32]]"
"""The unit vectors of documents [start, stop): shape (stop - start, dimensions)."""

BLOCK: Final = 2048
"""Documents of a side in memory at a time."""
NEAREST: Final = 4
"""Candidates of a document."""


def nearest(targets: tuple[int, Load], sources: tuple[int, Load], count: int = NEAREST) -> Iterator[Sequence[int]]:
    """Yield for each target the indices of its nearest sources, best first; ties go to the lower index.

    Args:
        targets: how many there are, and their vectors.
        sources: likewise.
        count: how many sources a target gets.
    """
    for start in range(0, targets[0], BLOCK):
        ours = targets[1](start, min(start + BLOCK, targets[0]))
        places = np.zeros((len(ours), 0), dtype=np.int64)
        scores = np.zeros((len(ours), 0), dtype=np.float32)
        for other in range(0, sources[0], BLOCK):
            theirs = sources[1](other, min(other + BLOCK, sources[0]))
            # Rounded, so that the order does not hang on how a machine sums.
            found = np.round(ours @ theirs.T, 4)
            scores = np.hstack([scores, found])
            places = np.hstack([places, np.broadcast_to(np.arange(other, other + len(theirs)), found.shape)])
            best = np.argsort(-scores, axis=1, kind="stable")[:, :count]
            scores, places = np.take_along_axis(scores, best, 1), np.take_along_axis(places, best, 1)
        yield from places.tolist()
