"""Cosines of every n-m bead from the vectors of single sentences: a bead's vector is the sum of its sentences'."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.corpora.alignment.beads import Size

REACH = 5
"""Sentences up to a row that its bead and the neighbour before it need: a bead has at most four of a side."""

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
        """Return the cosines of beads that end in source rows [start, stop), and those with their neighbours.

        Returns:
            Two arrays of shape (sizes, stop - start, targets): the cosine of each bead's two sides, and the mean
            cosine of either side with the single sentence before and behind the other side.
        """
        rows = _padded(self.sources, start - REACH, stop + 1)
        # dots[i, j]: source i with target j, with REACH columns of zeros before the targets and one behind.
        dots = np.pad((rows @ self.targets.T).astype(np.float64), ((0, 0), (REACH, 1)))
        # A sum of vectors times another is the sum of their products. [size][i, j]: the size source sentences that end
        # with i, with target j; and source i with the size target sentences that end with j.
        source_sums, target_sums = {1: dots}, {1: dots}
        for size in range(2, REACH):
            source_sums[size] = source_sums[size - 1] + _shifted(dots, size - 1, 0)
            target_sums[size] = target_sums[size - 1] + _shifted(dots, 0, size - 1)
        row_norms = {a: _norms(rows, a)[:, None] for a in range(1, REACH)}
        inside = (slice(REACH, -1), slice(REACH, -1))  # without the padding
        cosines, neighbours = [], []
        for a, b in sizes:
            bead_sums = source_sums[a]
            for back in range(1, b):
                bead_sums = bead_sums + _shifted(source_sums[a], 0, back)
            cosines.append((bead_sums / (row_norms[a] * self._norms[b]))[inside])
            with_target = source_sums[a] / (row_norms[a] * self._norms[1])
            with_source = target_sums[b] / (row_norms[1] * self._norms[b])
            four = (
                _shifted(with_target, 0, b)  # the target sentence before the bead
                + _shifted(with_target, 0, -1)  # and the one behind it
                + _shifted(with_source, a, 0)
                + _shifted(with_source, -1, 0)
            )
            neighbours.append((four / 4)[inside])
        return np.array(cosines), np.array(neighbours)

    def margin(self, ends: Size, size: Size) -> float:
        """Return one bead's cosine minus the mean cosine with its neighbours; nan where one side is empty.

        Args:
            ends: indices behind its last source and target sentence.
            size: its numbers of sentences.
        """
        (i, j), (a, b) = ends, size
        if not (a and b):
            return float("nan")
        source, target = self.sources[i - a : i].sum(axis=0), self.targets[j - b : j].sum(axis=0)
        cosines = [_cosine(source, self.targets[k]) for k in (j - b - 1, j) if 0 <= k < len(self.targets)]
        cosines += [_cosine(self.sources[k], target) for k in (i - a - 1, i) if 0 <= k < len(self.sources)]
        # Over four, as in `cosines`: at the edge of a text a missing neighbour counts as 0.
        return _cosine(source, target) - sum(cosines) / 4


def _padded(vectors: NDArray[np.float32], first: int, last: int) -> NDArray[np.float32]:
    """Return rows [first, last), zeros for rows before and behind the text."""
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
    """Return the length of the sum of each vector and the size - 1 before it, at least 1e-9: it is divided by."""
    sums = vectors.copy()
    for back in range(1, size):
        sums[back:] += vectors[: len(vectors) - back]
    norms: Matrix = np.maximum(np.linalg.norm(sums, axis=1), 1e-9)
    return norms


def _cosine(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    return float(first @ second / max(float(np.linalg.norm(first) * np.linalg.norm(second)), 1e-9))
