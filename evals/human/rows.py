"""The rows of a table about a set's outputs: which output, which rater, and the other cells by their titles.

TSV has no quoting, as in WMT's releases; a file that is called ``.csv`` is quoted CSV.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.errors import DataError
from tertium.files import read_lines, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

SYSTEM_COLUMNS: Final = ("system", "system_id", "sys", "model")
SEGMENT_COLUMNS: Final = ("segment", "id", "segment_id", "line", "seg_id", "globalSegId")
"""Columns that name the segment, first come first: the last two are those of the public MQM releases."""
NUMBERED: Final = frozenset({"line", "seg_id", "globalsegid"})
"""Those that number the segments of the set from 1; the others hold ids of the set, or only numbers from 1."""
RATER_COLUMNS: Final = ("rater", "annotator", "rater_id", "annotator_id")


class Row(NamedTuple):
    """One line of a file of human scores.

    Attributes:
        system: name in the set, where it was renamed.
        segment: index into the set.
        rater: "" where the file names none.
        cells: the line's cells by title; cells at its end may be missing.
        where: file and line number, for messages.
    """

    system: str
    segment: int
    rater: str
    cells: Mapping[str, str]
    where: str


class Table(NamedTuple):
    """A file of human scores, not yet looked at.

    Attributes:
        path: of the file.
        titles: names of the columns.
        system_column: the one that names the system.
        segment_column: the one that names the segment.
        rater_column: the one that names the rater; "" if there is none.
        rows: number of the line and cells of each row behind the titles; blank lines are none.
        own_ids: whether the set's ids are the file's own, also where the column numbers them.
    """

    path: Path
    titles: Sequence[str]
    system_column: str
    segment_column: str
    rater_column: str
    rows: Sequence[tuple[int, list[str]]]
    own_ids: bool = False


def open_table(path: Path, *, own_ids: bool = False) -> Table:
    """Return a file's columns and lines.

    Raises:
        DataError: it has no column of systems or of segments.
    """
    rows = _csv_rows(path) if path.name.removesuffix(".gz").lower().endswith(".csv") else _tsv_rows(path)
    titles = rows[0][1] if rows else []
    system_column, segment_column = _column(titles, SYSTEM_COLUMNS), _column(titles, SEGMENT_COLUMNS)
    if not (system_column and segment_column):
        raise DataError(
            f"{path} has the columns {', '.join(titles) or 'none'}",
            hint="system, line or segment, and a score; or system, seg_id, rater, category, severity as in MQM",
        )
    return Table(path, titles, system_column, segment_column, _column(titles, RATER_COLUMNS), rows[1:], own_ids)


def _column(titles: Sequence[str], names: Sequence[str]) -> str:
    """Return the first of these columns that is there, in whatever case; "" where none is."""
    by_name = {title.strip().lower(): title for title in reversed(titles)}
    return next((by_name[name.lower()] for name in names if name.lower() in by_name), "")


def _tsv_rows(path: Path) -> list[tuple[int, list[str]]]:
    lines, _ = read_lines(path)
    # Split by hand: the format has no quoting, and the csv module refuses a CR within a cell and cells over 128 kB.
    return [(number, line.split("\t")) for number, line in enumerate(lines, start=1) if line or number == 1]


def _csv_rows(path: Path) -> list[tuple[int, list[str]]]:
    text, _ = read_text(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return rows
        except csv.Error as error:
            raise DataError(
                f"{path}, line {number}: {error}", hint="cells in quotes, quotes in them doubled"
            ) from error
        if cells:
            rows.append((number, cells))


def rows_of(table: Table, data: EvalSet, renamed: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows of a table.

    Raises:
        DataError: a row names no segment of the set, or ends before its system, segment and rater.
    """
    column = table.segment_column
    index = _index(table, data)
    needed = {table.system_column, column, table.rater_column} - {""}
    for number, row in table.rows:
        where = f"{table.path}, line {number}"
        cells = dict(zip(table.titles, row, strict=False))
        if absent := sorted(needed - set(cells)):
            raise DataError(
                f"{where} has no {' and no '.join(absent)}", hint=f"{len(table.titles)} cells, as in line 1"
            )
        if (segment := index.get(cells[column])) is None:
            raise DataError(
                f"{where}: {cells[column]!r} is no {column} of set {data.name!r}", hint="scores of this set"
            )
        name = cells[table.system_column]
        yield Row(renamed.get(name, name), segment, cells.get(table.rater_column, ""), cells, where)


def _index(table: Table, data: EvalSet) -> dict[str, int]:
    """Return the index of each name that a row may have for its segment."""
    ids = {name: i for i, name in enumerate(data.ids)}
    numbers = {str(i + 1): i for i in range(len(data))}
    if table.own_ids:
        return ids
    if table.segment_column.strip().lower() in NUMBERED:
        return numbers
    place = table.titles.index(table.segment_column)
    names = {row[place] for _, row in table.rows if len(row) > place}
    # a column of nothing but numbers, none of which is an id, counts segments
    return numbers if names and names <= set(numbers) and not names & set(ids) else ids
