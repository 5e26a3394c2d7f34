"""Cosines of every n-m bead from the vectors of single sentences: a bead's vector is the sum of its sentences'."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.corpora.alignment.beads import DEEPEST, SIZES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.corpora.alignment.beads import Size

REACH: Final = DEEPEST + 1
"""Sentences up to a row that its bead and the neighbour before it need."""

REMEMBERED: Final = 2**17
"""Sources × targets up to which cosines are kept for the next path: at most 32 MB."""

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
        self._cosines: dict[tuple[int, int], tuple[Matrix, Matrix]] = {}

    @property
    def counts(self) -> Size:
        """Number of source and target sentences."""
        return len(self.sources), len(self.targets)

    def cosines(self, start: int, stop: int) -> tuple[Matrix, Matrix]:
        """Return the cosines of beads that end in source rows [start, stop), and those with their neighbours.

        Returns:
            Two arrays of shape (sizes, stop - start, targets): the cosine of each bead's two sides, and the mean
            cosine of either side with the single sentence before and behind the other side.
        """
        if cosines := self._cosines.get((start, stop)):
            return cosines
        cosines = self._compute(start, stop)
        if len(self.sources) * len(self.targets) <= REMEMBERED:
            self._cosines[start, stop] = cosines
        return cosines

    def _compute(self, start: int, stop: int) -> tuple[Matrix, Matrix]:
        rows = _padded(self.sources, start - REACH, stop + 1)
        # dots[i, j]: source i with target j, with REACH columns of zeros before the targets and one behind.
        dots = np.pad((rows @ self.targets.T).astype(np.float64), ((0, 0), (REACH, 1)))
        # A sum of vectors times another is the sum of their products. [size - 1, i, j]: the size source sentences that
        # end with i, with target j; and source i with the size target sentences that end with j.
        source_sums, target_sums = np.empty((2, DEEPEST, *dots.shape))
        source_sums[0] = target_sums[0] = dots
        for size in range(1, DEEPEST):
            source_sums[size] = source_sums[size - 1] + _shifted(dots, size, 0)
            target_sums[size] = target_sums[size - 1] + _shifted(dots, 0, size)
        row_norms = np.array([_norms(rows, size) for size in range(1, REACH)])[:, :, None]
        norms = np.array([self._norms[size] for size in range(1, REACH)])[:, None, :]
        with_target = source_sums / (row_norms * norms[0])
        with_source = target_sums / (row_norms[0] * norms)
        inside = (slice(REACH, -1), slice(REACH, -1))  # without the padding
        shape = (len(SIZES), stop - start, len(self.targets))
        cosines, neighbours = np.empty(shape), np.empty(shape)
        # The source sentence before the bead and the one behind it: [a - 1][b - 1] for the beads of a and b sentences.
        beside = [
            _moved(with_source[: REACH - a], inside, a, 0) + _moved(with_source[: REACH - a], inside, -1, 0)
            for a in range(1, REACH)
        ]
        bead_sums = source_sums
        for b in range(1, REACH):
            count = REACH - b  # of sizes with b target sentences: those of 1 to count source sentences
            if b > 1:
                bead_sums = bead_sums[:count] + _shifted(source_sums[:count], 0, b - 1)
            indices = [SIZES.index((a, b)) for a in range(1, REACH - b + 1)]
            cosines[indices] = (bead_sums / (row_norms[:count] * norms[b - 1]))[:, inside[0], inside[1]]
            # The target sentences likewise.
            neighbours[indices] = _moved(with_target[:count], inside, 0, b) + _moved(with_target[:count], inside, 0, -1)
            neighbours[indices] += [beside[a][b - 1] for a in range(count)]
        neighbours /= 4
        return cosines, neighbours

    def margin(self, ends: Size, size: Size) -> float:
        """Return the cosine of a bead with both sides minus the mean cosine with its neighbours.

        Args:
            ends: indices behind its last source and target sentence.
            size: its numbers of sentences.
        """
        (i, j), (a, b) = ends, size
        source, target = self.sources[i - a : i].sum(axis=0), self.targets[j - b : j].sum(axis=0)
        cosines = [_cosine(source, self.targets[k]) for k in (j - b - 1, j) if 0 <= k < len(self.targets)]
        cosines += [_cosine(self.sources[k], target) for k in (i - a - 1, i) if 0 <= k < len(self.sources)]
        # Over four, as in `cosines`: at the edge of a text a missing neighbour counts as 0.
        return _cosine(source, target) - sum(cosines) / 4

    def support(self, ends: Size, size: Size) -> float:
        """Return the least cosine of a sentence of a bead with the other side; 1 for a bead of one and one."""
        (i, j), (a, b) = ends, size
        source, target = self.sources[i - a : i].sum(axis=0), self.targets[j - b : j].sum(axis=0)
        cosines = [_cosine(self.sources[k], target) for k in range(i - a, i) if a > 1]
        cosines += [_cosine(source, self.targets[k]) for k in range(j - b, j) if b > 1]
        return min(cosines, default=1.0)


def _padded(vectors: NDArray[np.float32], first: int, last: int) -> NDArray[np.float32]:
    """Return rows [first, last), zeros for rows before and behind the text."""
    inner = vectors[max(first, 0) : max(last, 0)]
    missing = (max(-first, 0), max(last - len(vectors), 0))
    return np.pad(inner, (missing, (0, 0)))


def _shifted(values: Matrix, down: int, right: int) -> Matrix:
    """Return the values of the last two axes moved down and right, zeros where they came from."""
    moved = np.zeros_like(values)
    height, width = values.shape[-2:]
    moved[..., down:, right:] = values[..., : height - down, : width - right]
    return moved


def _moved(values: Matrix, inside: tuple[slice, slice], down: int, right: int) -> Matrix:
    """Return the inside of values moved down and right, at most by the padding; a view."""
    rows, columns = inside
    height, width = values.shape[-2:]
    return values[..., rows.start - down : height - 1 - down, columns.start - right : width - 1 - right]


def _norms(vectors: NDArray[np.float32], size: int) -> Matrix:
    """Return the length of the sum of each vector and the size - 1 before it, at least 1e-9: it is divided by."""
    sums = vectors.copy()
    for back in range(1, size):
        sums[back:] += vectors[: len(vectors) - back]
    norms: Matrix = np.maximum(np.linalg.norm(sums, axis=1), 1e-9)
    return norms


def _cosine(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    return float(first @ second) / max(math.sqrt(float(first @ first) * float(second @ second)), 1e-9)
