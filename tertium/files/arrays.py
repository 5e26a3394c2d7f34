"""Arrow arrays from buffers: `pa.array` and `pa.table` of Python values load pandas, .2 s of CPU at every start."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

MAX_CHUNK: Final = 2**31 - 1
"""Bytes that one array of texts can hold: its offsets are 32 bits wide."""


def text_array(texts: Sequence[str | None], times: int = 1, *, max_chunk: int = MAX_CHUNK) -> pa.ChunkedArray:
    """Return the texts as UTF-8, all of them so many times, in as many chunks as they need; None is a null."""
    encoded = [text.encode() if text is not None else b"" for text in texts]
    lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
    present = np.fromiter((text is not None for text in texts), np.bool_, len(encoded))
    return _chunked(b"".join(encoded) * times, np.tile(lengths, times), np.tile(present, times), max_chunk)


def repeated_texts(texts: Sequence[str], counts: Sequence[int], *, max_chunk: int = MAX_CHUNK) -> pa.ChunkedArray:
    """Return each text so many times, one after the other."""
    encoded = [text.encode() for text in texts]
    lengths = np.repeat(np.fromiter(map(len, encoded), np.int64, len(encoded)), counts)
    data = b"".join(text * count for text, count in zip(encoded, counts, strict=True))
    return _chunked(data, lengths, np.ones(len(lengths), np.bool_), max_chunk)


def number_array(numbers: Sequence[float] | NDArray[Any], kind: type[np.generic]) -> pa.Array:
    """Return the numbers, each of this kind: `np.int64` or `np.float64`, in which nan stays a number."""
    import pyarrow as pa

    values = np.ascontiguousarray(numbers, kind)
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), len(values), [None, pa.py_buffer(values)])


def list_array(values: NDArray[np.float64], lengths: NDArray[np.int64]) -> pa.Array:
    """Return rows of numbers: so many of the values each, one row after the other."""
    import pyarrow as pa

    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    numbers = number_array(values, np.float64)
    kind = pa.large_list(numbers.type)
    return pa.Array.from_buffers(kind, len(lengths), [None, pa.py_buffer(offsets)], children=[numbers])


def numbers(column: pa.ChunkedArray) -> NDArray[Any]:
    """Return a column of numbers without nulls."""
    return np.concatenate([np.empty(0, column.type.to_pandas_dtype()), *map(_values, column.chunks)])


def rows_of_numbers(column: pa.ChunkedArray) -> NDArray[Any]:
    """Return the numbers of a column of lists, one list after the other; ValueError for a null among them."""
    lists = column.combine_chunks()
    chunk = lists.chunk(0) if hasattr(lists, "chunks") else lists
    if chunk.values.null_count:
        raise ValueError("a null stands among the numbers")
    offsets = _buffer(chunk, 1, np.int64 if str(chunk.type).startswith("large") else np.int32, len(chunk) + 1)
    return _values(chunk.values)[offsets[0] : offsets[-1]]


class Categories(NamedTuple):
    """A column of texts that is stored as a dictionary.

    Attributes:
        numbers: of each row, an index into `texts`; the last of them where the row is null.
        texts: the dictionary as UTF-8, and an empty text.
    """

    numbers: NDArray[np.int64]
    texts: list[bytes]

    def text(self, row: int) -> str:
        """Return a row's text."""
        return self.texts[int(self.numbers[row])].decode()

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Bytes of each row's text."""
        lengths: NDArray[np.int64] = np.array(list(map(len, self.texts)), np.int64)[self.numbers]
        return lengths

    @property
    def size(self) -> int:
        """Bytes that the texts of all rows take together."""
        return int(self.lengths.sum())


def categories(chunk: pa.DictionaryArray) -> Categories:
    """Return the numbers and the texts of a dictionary, after Arrow has validated it."""
    dictionary = chunk.dictionary
    wide = str(dictionary.type).startswith("large")
    offsets = _buffer(dictionary, 1, np.int64 if wide else np.int32, len(dictionary) + 1).tolist()
    data = dictionary.buffers()[2]
    view = memoryview(data if data is not None else b"")
    texts = [bytes(view[start:stop]) for start, stop in pairwise(offsets)]
    indices = _values(chunk.indices)
    there = validity(chunk.indices)
    return Categories(np.where(there, indices, len(texts)), [*texts, b""])


def validity(array: pa.Array) -> NDArray[np.bool_]:
    """Return which values aren't null."""
    bits = array.buffers()[0]
    if bits is None:
        return np.ones(len(array), np.bool_)
    unpacked = np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little")
    return unpacked[array.offset : array.offset + len(array)].astype(np.bool_)


def decoded(chunks: Sequence[Categories]) -> pa.ChunkedArray:
    """Return a column of texts in the place of its dictionaries."""
    import pyarrow as pa

    arrays: list[pa.StringArray] = []
    for chunk in chunks:
        data = b"".join(map(chunk.texts.__getitem__, chunk.numbers.tolist()))
        arrays += _chunks(data, chunk.lengths, chunk.numbers < len(chunk.texts) - 1, MAX_CHUNK)
    return pa.chunked_array(arrays, pa.string())


def _values(array: pa.Array) -> NDArray[Any]:
    return _buffer(array, 1, array.type.to_pandas_dtype(), len(array))


def _buffer(array: pa.Array, i: int, kind: Any, size: int) -> NDArray[Any]:
    """Return so many numbers of an array's i-th buffer, from where the array begins."""
    buffer = array.buffers()[i]
    if buffer is None or not size:  # an empty array may have none
        return np.zeros(size, kind)
    start = array.offset * np.dtype(kind).itemsize
    return np.frombuffer(buffer, kind, size, start)


def _chunked(data: bytes, lengths: NDArray[np.int64], present: NDArray[np.bool_], max_chunk: int) -> pa.ChunkedArray:
    import pyarrow as pa

    return pa.chunked_array(list(_chunks(data, lengths, present, max_chunk)), pa.string())


def _chunks(
    data: bytes, lengths: NDArray[np.int64], present: NDArray[np.bool_], max_chunk: int
) -> Iterator[pa.StringArray]:
    """Yield arrays of as many texts as fit into each."""
    import pyarrow as pa

    ends = np.concatenate([[0], np.cumsum(lengths)])
    view, start = memoryview(data), 0
    while start < len(lengths):
        stop = int(np.searchsorted(ends, ends[start] + max_chunk, side="right")) - 1
        if stop == start:
            raise DataError(f"a text has more than {max_chunk} bytes", hint="split it into segments")
        offsets = (ends[start : stop + 1] - ends[start]).astype(np.int32)
        texts = view[ends[start] : ends[stop]]
        # Arrow's bits of validity begin with the lowest; an array without nulls has none.
        there = present[start:stop]
        bits = None if there.all() else pa.py_buffer(np.packbits(there, bitorder="little"))
        yield pa.StringArray.from_buffers(stop - start, pa.py_buffer(offsets), pa.py_buffer(texts), bits)
        start = stop
