"""A column of a stored set that stays in its file: no more than one row group of it is in memory."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.files import GroupedTable


class StoredColumn(Sequence[Any]):
    """Values of a stored set, in the order of its segments; to go through them in order reads every row group once.

    It stands where an `EvalSet` in memory has a tuple. What it holds was checked when the set was stored: text of
    Parquet is UTF-8, and the set's fingerprint tells whether it was changed since. It can be pickled: the file is
    opened again where it is unpickled.
    """

    def __init__(self, table: GroupedTable, name: str, start: int = 0, stop: int | None = None) -> None:
        self._table, self._name = table, name
        self._start, self._stop = start, table.rows if stop is None else stop
        self._group: tuple[int, list[Any]] = (-1, [])
        """Number of a row group, and its values."""

    def __len__(self) -> int:
        return self._stop - self._start

    @overload
    def __getitem__(self, index: int) -> Any: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Any, ...]: ...

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step == 1:
                return tuple(self._values(start, max(start, stop)))
            return tuple(self[i] for i in range(start, stop, step))
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        row = self._start + index + (len(self) if index < 0 else 0)
        number, values = self._group
        if not (number >= 0 and self._table.starts[number] <= row < self._table.starts[number] + len(values)):
            number, values = self._read(bisect_right(self._table.starts, row) - 1)
        return values[row - self._table.starts[number]]

    def __iter__(self) -> Iterator[Any]:
        return self._values(0, len(self))

    def _values(self, start: int, stop: int) -> Iterator[Any]:
        starts = self._table.starts
        row, end = self._start + start, self._start + stop
        while row < end:
            number = bisect_right(starts, row) - 1
            values = self._group[1] if self._group[0] == number else self._read(number)[1]
            first = row - starts[number]
            last = min(len(values), end - starts[number])
            yield from values[first:last] if (first, last) != (0, len(values)) else values
            row = starts[number] + last

    def view(self, start: int, stop: int) -> StoredColumn:
        """Return the values from `start` to `stop`, which stay in the file too."""
        return StoredColumn(self._table, self._name, self._start + start, self._start + stop)

    def _read(self, number: int) -> tuple[int, list[Any]]:
        self._group = (-1, [])  # before the next one is read, so that one at a time is in memory
        self._group = (number, self._table.read(number, [self._name]).column(0).to_pylist())
        return self._group

    def __eq__(self, other: object) -> bool:
        """Whether another column, in memory or stored, has the same values."""
        if not isinstance(other, (StoredColumn, tuple)):
            return NotImplemented
        if isinstance(other, StoredColumn) and self._place() == other._place():
            return True
        return len(self) == len(other) and all(mine == others for mine, others in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # equal to a tuple of the same values, whose hash would need them all

    def _place(self) -> tuple[object, ...]:
        return (self._table.path, self._name, self._start, self._stop)

    def __reduce__(self) -> tuple[Any, ...]:
        return StoredColumn, (self._table, self._name, self._start, self._stop)

    def __repr__(self) -> str:
        return f"<{len(self)} values of {self._name!r} in {self._table.path}>"
