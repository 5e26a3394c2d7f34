"""TSV with a header row: plain, so that a text holds neither tab nor line end, or quoted as pandas and Excel quote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tertium.corpora.readers import delimited
from tertium.corpora.readers.table import Table, blank_notes
from tertium.errors import DataError, counted
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.corpora.types import Languages

DOUBLED: Final = re.compile(r'"[^"]*(?:""[^"]*)+"')
"""A cell in quotes with doubled quotes inside, which hardly any text is: the mark of a program that quotes."""
WRAPPED: Final = re.compile(r'"[^"]*"')
"""A cell in quotes with none inside: quoted by a program, or a text that is all direct speech."""


def claims(path: Path) -> bool:
    """Return whether the name ends in .tsv or .tsv.gz."""
    return path.name.lower().endswith((".tsv", ".tsv.gz"))


def read_table(path: Path, languages: Languages) -> Table:  # noqa: ARG001 - the protocol's
    """Return the table; every row has as many cells as the header, a blank line is skipped with a note.

    In a plain file of one column, a blank line is an empty text.

    Raises:
        DataError: a row has too many or too few cells, or quotes could be part of a text as well as around it.
    """
    lines, notes = read_lines(path)
    parsed, quote_notes = unquoted(path, lines)
    columns = delimited.columns_of(path, parsed.rows, parsed.lines)
    return Table(path, columns, parsed.lines[1:], "line", notes=(*notes, *quote_notes))


def unquoted(path: Path, lines: Sequence[str]) -> tuple[delimited.Rows, list[str]]:
    """Return the rows of a file without blank lines and the quotes of a program around cells, and notes.

    A file is quoted where its header is, or where a cell has doubled quotes inside, and all quotes are those of a
    quoted cell. It is plain where a quote stands elsewhere: a program that quotes leaves none such.

    Raises:
        DataError: neither is sure; with the cell.
    """
    rows = delimited.Rows([line.split("\t") for line in lines], list(range(1, len(lines) + 1)), [])
    plain, blank = delimited.without_blank(rows, of_one_column=False)
    notes = blank_notes(path, blank)
    if not any('"' in line for line in lines):
        return plain, notes
    quoted, blank = _as_quoted(path, lines) or (None, 0)
    if quoted and _is_quoted(quoted, lines[quoted.lines[0] - 1]):
        return quoted, blank_notes(path, blank)
    if doubled := _first(plain, DOUBLED):
        raise _ambiguous(path, *doubled)
    if quoted is None:
        return plain, notes
    if quoted.quoted and _may_be_quoted(plain, quoted):
        raise _ambiguous(path, *(_first(plain, WRAPPED) or ("", 0)))
    note = f"{path.name}: {counted(len(quoted.quoted), 'cell')} in quotes, which are read as part of the text"
    return plain, [*notes, *([f"{note}, first in line {quoted.quoted[0].line}"] if quoted.quoted else [])]


def _as_quoted(path: Path, lines: Sequence[str]) -> tuple[delimited.Rows, int] | None:
    """Return the rows with quotes taken as those of quoted cells, and the number of blank lines; None if they can't."""
    try:
        parsed = delimited.parse(path, "\n".join([*lines, ""]), "\t")
    except DataError:
        return None
    rows, blank = delimited.without_blank(parsed, of_one_column=False)
    uneven = rows.stray or any(len(row) != len(rows.rows[0]) for row in rows.rows)
    return None if uneven or not rows.rows else (rows, blank)


def _is_quoted(rows: delimited.Rows, header: str) -> bool:
    return header.startswith('"') or any(set(cell.text) & {'"', "\t", "\n"} for cell in rows.quoted)


def _may_be_quoted(plain: delimited.Rows, quoted: delimited.Rows) -> bool:
    """Whether a program may have quoted cells that contain no quotes.

    It would quote all cells, empty ones, or (Excel) all with a comma, and no others.
    """
    cells = [cell for row in plain.rows[1:] for cell in row if cell]
    others = [cell for cell in cells if not WRAPPED.fullmatch(cell)]
    with_comma = all("," in cell.text for cell in quoted.quoted) and not any("," in cell for cell in others)
    return not others or with_comma or any(not cell.text for cell in quoted.quoted)


def _first(rows: delimited.Rows, pattern: re.Pattern[str]) -> tuple[str, int] | None:
    """Return the first cell that a pattern matches, and its line."""
    found = ((cell, line) for row, line in zip(*rows[:2], strict=True) for cell in row if pattern.fullmatch(cell))
    return next(found, None)


def _ambiguous(path: Path, cell: str, line: int) -> DataError:
    message = f"{path}, line {line}: {cell[: delimited.SHOWN]!r} may be a quoted cell, or a text in quotes"
    return DataError(message, hint="JSON lines; or the ending .csv, where quotes around a cell are never its text")
