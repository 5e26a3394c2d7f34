"""Tables that say what is asked of each segment: a row per segment, met by its id or by its order."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.errors import DataError, counted, nearest
from tertium.files import read_lines, sha256

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEYS: Final = ("id", "item", "segment_id")
"""Columns that name the segment, the first that is there."""
SHOWN: Final = 3
"""Ids that a warning names."""


class Items(NamedTuple):
    """A table of annotations.

    Attributes:
        path: of its file, for messages.
        columns: name to one cell per row.
    """

    path: Path
    columns: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    @property
    def keys(self) -> tuple[str, ...]:
        """The id in each row; empty where no column names the segments."""
        return next((self.columns[name] for name in KEYS if name in self.columns), ())

    def has(self, *names: str) -> bool:
        """Whether the table has all these columns."""
        return all(name in self.columns for name in names)

    def column(self, name: str) -> tuple[str, ...]:
        """Return a column; DataError where the table lacks it."""
        if name not in self.columns:
            hint = nearest(name, list(self.columns))
            raise DataError(f"{self.path} has no column {name!r}", hint=hint)
        return self.columns[name]

    def rows(self, ids: Sequence[str]) -> list[int | None]:
        """Return the row of each segment, None for a segment that the table doesn't know.

        Raises:
            DataError: no id is in the table, and its number of rows isn't that of the segments.
        """
        keys = self.keys
        row_of = {key: row for row, key in enumerate(keys)}
        if any(segment in row_of for segment in ids):
            return [row_of.get(segment) for segment in ids]
        rows = len(keys) or len(self)
        if rows != len(ids):
            shown = f", as {keys[0]!r} isn't {ids[0]!r}" if keys else ""
            message = (
                f"{self.path} has {counted(rows, 'row')} for {counted(len(ids), 'segment')}, and no id of theirs{shown}"
            )
            raise DataError(message, hint="a column id with the segments' ids, or a row per segment in their order")
        return list(range(rows))

    def warnings(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Return a sentence on the rows that are of no segment, if any: a misspelt id, or a table of more than the set.

        Where no id is known, rows are met by their order, and all of them are of a segment.
        """
        known = frozenset(ids)
        strays = [key for key in self.keys if key not in known]
        if not strays or len(strays) == len(self.keys):
            return ()
        named = ", ".join(strays[:SHOWN]) + ", …" * (len(strays) > SHOWN)
        return (f"{len(strays)} of {len(self.keys)} rows of {self.path.name} are of no segment: {named}",)


def read(path: str) -> Items:
    """Return the table in a TSV file, ``.gz`` too: a header, then cells that are taken as they are, quotes included.

    Raises:
        DataError: the file can't be read, has no rows, names a column or segment twice, or a row has too few or too
            many cells.
    """
    return _read(path, digest(path))


def digest(path: str) -> str:
    """Return 12 hex digits of a file's content, for signatures; DataError where it can't be read."""
    try:
        return sha256(Path(path))[:12]
    except OSError as error:
        raise DataError(f"can't read {path}: {error.strerror}", hint="check the path and its permissions") from error


@cache
def _read(path: str, _digest: str) -> Items:
    """Return the table; the digest is there so that a changed file is read anew."""
    file = Path(path)
    header, *rows = [line.split("\t") for line in read_lines(file)[0]] or [[""]]
    if not rows:
        raise DataError(f"{file} has no rows", hint="a header and a row per segment, cells with tabs between them")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            message = f"{file}, line {number}: {counted(len(row), 'cell')}, and the header has {len(header)}"
            raise DataError(message, hint="a tab between cells, none within")
    columns = dict(zip(header, zip(*rows, strict=True), strict=True))
    if len(columns) < len(header):
        raise DataError(f"{file}, line 1: a column is named twice", hint="each name once")
    items = Items(file, columns)
    if len(set(items.keys)) < len(items.keys):
        twice = next(key for key in items.keys if items.keys.count(key) > 1)
        raise DataError(f"{file}: segment {twice!r} has two rows", hint="each id once")
    return items
