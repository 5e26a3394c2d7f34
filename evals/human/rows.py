"""The rows of a TSV file about a set's outputs: which output, which rater, and the other cells by their titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

SEGMENT_COLUMNS: Final = ("segment", "id", "line", "seg_id", "globalSegId")
"""Columns that name the segment, first come first: the last two are those of the public MQM releases."""
NUMBERED: Final = frozenset({"line", "seg_id", "globalSegId"})
"""Those that number the segments of the set from 1; the others hold ids of the set."""
RATER_COLUMNS: Final = ("rater", "annotator")


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
        segment_column: the one that names the segment.
        rater_column: the one that names the rater; "" if there is none.
        lines: the file's lines, the titles included.
        own_ids: whether the set's ids are the file's own, also where the column numbers them.
    """

    path: Path
    titles: Sequence[str]
    segment_column: str
    rater_column: str
    lines: Sequence[str]
    own_ids: bool = False


def open_table(path: Path, *, own_ids: bool = False) -> Table:
    """Return a file's columns and lines.

    Raises:
        DataError: it has no column of systems or of segments.
    """
    lines, _ = read_lines(path)
    # Split by hand: the format has no quoting, and the csv module refuses a CR within a cell and cells over 128 kB.
    titles = lines[0].split("\t") if lines else []
    segment_column = next((name for name in SEGMENT_COLUMNS if name in titles), None)
    if "system" not in titles or segment_column is None:
        raise DataError(
            f"{path} has the columns {', '.join(titles) or 'none'}",
            hint="system, line or segment, and a score; or system, seg_id, rater, category, severity as in MQM",
        )
    rater_column = next((name for name in RATER_COLUMNS if name in titles), "")
    return Table(path, titles, segment_column, rater_column, lines, own_ids)


def rows_of(table: Table, data: EvalSet, renamed: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows of a table; blank lines are none.

    Raises:
        DataError: a row names no segment of the set, or ends before its system, segment and rater.
    """
    column = table.segment_column
    names = map(str, range(1, len(data) + 1)) if column in NUMBERED and not table.own_ids else data.ids
    index = {name: i for i, name in enumerate(names)}
    needed = {"system", column, table.rater_column} - {""}
    for number, line in enumerate(table.lines[1:], start=2):
        if not line:
            continue
        where = f"{table.path}, line {number}"
        cells = dict(zip(table.titles, line.split("\t"), strict=False))
        if absent := sorted(needed - set(cells)):
            raise DataError(
                f"{where} has no {' and no '.join(absent)}", hint=f"{len(table.titles)} cells, as in line 1"
            )
        if (segment := index.get(cells[column])) is None:
            raise DataError(
                f"{where}: {cells[column]!r} is no {column} of set {data.name!r}", hint="scores of this set"
            )
        system = renamed.get(cells["system"], cells["system"])
        yield Row(system, segment, cells.get(table.rater_column, ""), cells, where)
