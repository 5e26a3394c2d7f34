"""Rows of cells between delimiters, with quoting as RFC 4180 and spreadsheets have it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.errors import DataError, counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SHOWN: Final = 40
"""Characters of a cell that a message shows."""


class Quoted(NamedTuple):
    """A quoted cell.

    Attributes:
        line: number of the line where it begins, from 1.
        text: without its quotes, doubled ones halved.
    """

    line: int
    text: str


class Rows(NamedTuple):
    """The rows of a file.

    Attributes:
        rows: cells as texts.
        lines: number of the line where each row begins.
        quoted: the cells that are quoted.
        stray: line of the first cell that isn't quoted and contains a quote; 0 where there is none.
    """

    rows: list[list[str]]
    lines: list[int]
    quoted: list[Quoted]
    stray: int = 0


def parse(path: Path, text: str, delimiter: str) -> Rows:
    r"""Return the rows of a text whose lines end in ``\n``; a quoted cell may contain delimiters and line ends.

    Raises:
        DataError: a quote isn't closed, or text follows the closing one; with line.
    """
    # Each alternative consumes what it matches once, so that the time is linear.
    cell = re.compile(rf'(?:"([^"]*(?:""[^"]*)*)"|((?!")[^{delimiter}\n]*))({delimiter}|\n|\Z)')
    rows: list[list[str]] = []
    lines: list[int] = []
    quoted: list[Quoted] = []
    row: list[str] = []
    position, line, first_line, stray = 0, 1, 1, 0
    while position < len(text) or row:
        match = cell.match(text, position)
        if match is None:
            start = text[position : position + SHOWN].partition("\n")[0]
            message = f"{path}, line {line}: a quote that isn't closed at {start!r}"
            raise DataError(message, hint="a cell with a quote stands in quotes, its own quotes doubled")
        inner, plain, end = match.groups()
        if inner is not None:
            quoted.append(Quoted(line, inner.replace('""', '"')))
            row.append(quoted[-1].text)
        else:
            row.append(plain)
            stray = stray or (line if '"' in plain else 0)
        line += match.group().count("\n")
        position = match.end()
        if end != delimiter:
            rows.append(row)
            lines.append(first_line)
            row, first_line = [], line
            if end == "":
                break
    return Rows(rows, lines, quoted, stray)


def without_blank(rows: Rows, *, of_one_column: bool) -> tuple[Rows, int]:
    """Return the rows without blank lines, and how many there were; a row of empty cells is no blank line.

    Args:
        rows: as parsed.
        of_one_column: whether a blank line of a file of one column is blank too, and not an empty text.
    """
    quoted = {cell.line for cell in rows.quoted}  # of one column, an empty text is written ""
    blank = {
        i
        for i, (row, line) in enumerate(zip(rows.rows, rows.lines, strict=True))
        if len(row) == 1 and not row[0].strip() and line not in quoted
    }
    kept = [i for i in range(len(rows.rows)) if i not in blank]
    if not of_one_column and kept and len(rows.rows[kept[0]]) == 1:
        return rows, 0
    return rows._replace(rows=[rows.rows[i] for i in kept], lines=[rows.lines[i] for i in kept]), len(blank)


def columns_of(path: Path, rows: Sequence[Sequence[str]], lines: Sequence[int]) -> dict[str, list[str]]:
    """Return header to cells; the first row is the header.

    Raises:
        DataError: there is no row below the header, a row has another number of cells, or two columns have one name.
    """
    header = rows[0] if rows else []
    if len(set(header)) < len(header):
        raise DataError(f"{path}, line 1: a column is named twice", hint="unique column names")
    for row, line in zip(rows, lines, strict=True):
        if len(row) != len(header):
            raise DataError(
                f"{path}, line {line}: {counted(len(row), 'cell')}, the header has {len(header)}",
                hint="one delimiter between cells, none within",
            )
    if len(rows) < 2:  # noqa: PLR2004 - a header and a row
        raise DataError(f"{path} has no rows", hint="a header row, then one row per segment")
    return dict(zip(header, map(list, zip(*rows[1:], strict=True)), strict=True))
