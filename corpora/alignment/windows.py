"""Cosines of every n-m bead from the vectors of single sentences: a bead's vector is the sum of its sentences'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.corpora.alignment.beads import Size

REACH = 5
"""Sentences beside a block of rows that its beads and their neighbours need."""

Matrix = np.ndarray[Any, np.dtype[np.float64]]


class Windows:
    """Two texts as weighted vectors.

    Args:
        sources: shape (sources, d); weight × unit vector.
        targets: shape (targets, d).
    """

    def __init__(self, sources: NDArray[np.float32], targets: NDArray[np.float32]) -> None:
        self.sources, self.targets = sources, targets
        columns = np.pad(targets, ((REACH, 1), (0, 0)))
        self._norms = {size: _norms(columns, size) for size in range(1, REACH)}

    def cosines(self, start: int, stop: int, sizes: tuple[Size, ...]) -> tuple[Matrix, Matrix]:
        """Return cosines and what the neighbours reach, for beads that end in source rows [start, stop).

        Returns:
            Two arrays of shape (sizes, stop - start, targets): the cosine of each bead's two sides, and the mean
            cosine of either side with the single sentence before and behind the other side.
        """
        first, last = start - REACH, stop + 1
        rows = _padded(self.sources, first, last)
        dots = np.pad((rows @ self.targets.T).astype(np.float64), ((0, 0), (REACH, 1)))
        of_rows, of_columns = {1: dots}, {1: dots}
        for size in range(2, REACH):
            of_rows[size] = of_rows[size - 1] + _shifted(dots, size - 1, 0)
            of_columns[size] = of_columns[size - 1] + _shifted(dots, 0, size - 1)
        row_norms = {a: _norms(rows, a)[:, None] for a in range(1, REACH)}
        inside = (slice(REACH, -1), slice(REACH, -1))
        cosines, beside = [], []
        for a, b in sizes:
            both = of_rows[a]
            for back in range(1, b):
                both = both + _shifted(of_rows[a], 0, back)
            cosines.append((both / (row_norms[a] * self._norms[b]))[inside])
            one_target = of_rows[a] / (row_norms[a] * self._norms[1])
            one_source = of_columns[b] / (row_norms[1] * self._norms[b])
            around = (
                _shifted(one_target, 0, b)
                + _shifted(one_target, 0, -1)
                + _shifted(one_source, a, 0)
                + _shifted(one_source, -1, 0)
            )
            beside.append((around / 4)[inside])
        return np.array(cosines), np.array(beside)

    def margin(self, ends: Size, size: Size) -> float:
        """Return one bead's cosine above what its neighbours reach; nan where one side is empty.

        Args:
            ends: indices behind its last source and target sentence.
            size: its numbers of sentences.
        """
        (i, j), (a, b) = ends, size
        if not (a and b):
            return float("nan")
        ours, theirs = self.sources[i - a : i].sum(axis=0), self.targets[j - b : j].sum(axis=0)
        beside = [_cosine(ours, self.targets[k]) for k in (j - b - 1, j) if 0 <= k < len(self.targets)]
        beside += [_cosine(self.sources[k], theirs) for k in (i - a - 1, i) if 0 <= k < len(self.sources)]
        return _cosine(ours, theirs) - sum(beside) / 4


def _padded(vectors: NDArray[np.float32], first: int, last: int) -> NDArray[np.float32]:
    """Return rows [first, last), zero where there is none."""
    inner = vectors[max(first, 0) : max(last, 0)]
    missing = (max(-first, 0), max(last - len(vectors), 0))
    return np.pad(inner, (missing, (0, 0)))


def _shifted(values: Matrix, down: int, right: int) -> Matrix:
    """Return the values moved down and right (negative: up and left), zeros where they came from."""
    moved = np.zeros_like(values)
    height, width = values.shape
    moved[max(down, 0) : height + min(down, 0), max(right, 0) : width + min(right, 0)] = values[
        max(-down, 0) : height + min(-down, 0), max(-right, 0) : width + min(-right, 0)
    ]
    return moved


def _norms(vectors: NDArray[np.float32], size: int) -> Matrix:
    """Return the length of the sum of each vector and the size - 1 before it; at least a little."""
    sums = vectors.copy()
    for back in range(1, size):
        sums[back:] += vectors[: len(vectors) - back]
    norms: Matrix = np.maximum(np.linalg.norm(sums, axis=1), 1e-9)
    return norms


def _cosine(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float(one @ other / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-9))
