"""Convolution of token vectors with fewer multiplications: minimal filtering after Winograd (1980).

Four neighbouring outputs of r taps take 4 + r - 1 products of a vector and a matrix in place of 4 r: 8 for 20 with five
taps. Inputs, taps and outputs are transformed by small matrices (Toom and Cook; Lavin and Gray 2016 for networks).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

OUTPUTS: Final = 4
"""Neighbouring outputs that are computed together: with more, float32 loses digits; with fewer, less is saved."""
POINTS: Final = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5)
"""Where the polynomials are evaluated, besides infinity: the powers of small ones differ least in size."""


class Convolution:
    """A layer that sums r neighbouring rows, each times its own matrix.

    Args:
        weights: shape (taps, inputs, outputs), at most five taps.
    """

    def __init__(self, weights: NDArray[np.float32]) -> None:
        self.taps: int = weights.shape[0]
        self._inputs: int = weights.shape[1]
        self._outputs: int = weights.shape[2]
        size = OUTPUTS + self.taps - 1
        points = POINTS[: size - 1]
        # Polynomials of length n are evaluated by V(n); a filter is the transpose of their product.
        inverse = np.linalg.inv(_vandermonde(size, points)).T
        scale = np.abs(inverse).max(axis=1, keepdims=True)  # moved to the weights, which are rounded once
        self._from_inputs = (inverse / scale).astype(np.float32)
        self._to_outputs = _vandermonde(OUTPUTS, points).T.astype(np.float32)
        taps_at_points = scale * _vandermonde(self.taps, points)
        # (points, taps) and (taps, inputs * outputs) to (points, inputs, outputs)
        flat = taps_at_points @ weights.reshape(self.taps, -1).astype(np.float64)
        self._weights = flat.reshape(size, self._inputs, self._outputs).astype(np.float32)

    def rows_read(self, count: int) -> int:
        """Return how many rows must be there for so many outputs: the last four outputs are computed together."""
        groups: int = -(-count // OUTPUTS)
        return groups * OUTPUTS + self.taps - 1

    def __call__(self, rows: NDArray[np.float32], count: int) -> NDArray[np.float32]:
        """Return `count` outputs, shape (count, outputs): output i is of rows i to i + taps - 1.

        Args:
            rows: shape (at least `rows_read(count)`, inputs).
            count: number of outputs.
        """
        groups, size = -(-count // OUTPUTS), OUTPUTS + self.taps - 1
        # Row k of every group of rows, groups overlap: a view of shape (size, groups, inputs).
        windows = np.lib.stride_tricks.as_strided(
            rows[: self.rows_read(count)],
            (size, groups, self._inputs),
            (rows.strides[0], OUTPUTS * rows.strides[0], rows.strides[1]),
            writeable=False,
        )
        points = (self._from_inputs @ windows.reshape(size, -1)).reshape(size, groups, self._inputs)
        products = points @ self._weights  # (size, groups, outputs)
        outputs = (self._to_outputs @ products.reshape(size, -1)).reshape(OUTPUTS, groups, self._outputs)
        in_order: NDArray[np.float32] = outputs.swapaxes(0, 1).reshape(-1, self._outputs)[:count]
        return in_order


def _vandermonde(length: int, points: tuple[float, ...]) -> NDArray[np.float64]:
    """Return the matrix that evaluates polynomials: shape (points and infinity, length)."""
    finite = np.vander(np.array(points), length, increasing=True)
    infinity = np.eye(1, length, length - 1)  # the highest coefficient
    return np.vstack([finite, infinity])
