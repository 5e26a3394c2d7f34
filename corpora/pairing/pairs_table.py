"""Reads the table of a pairs file: TSV or CSV, with or without a header, with comments."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, cast, get_args

from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UserDecision: TypeAlias = Literal["pair", "apart"]

COLUMNS: Final = ("source", "target", "decision", "system")
"""The columns, in their order where there is no header."""
REQUIRED: Final = 2
DELIMITERS: Final = ("\t", ",", ";")
"""What may stand between cells; the first of them that the file's first row has does."""
COMMENT: Final = "#"


class PairRow(NamedTuple):
    """A row of the file.

    Attributes:
        line: its number, from 1.
        source: the original, as it is written.
        target: the translation.
        decision: whether they are a pair.
        system: the name of the translation's column; empty where it isn't given.
    """

    line: int
    source: str
    target: str
    decision: UserDecision
    system: str


def read(path: Path) -> list[PairRow]:
    """Return the rows of a pairs file.

    Raises:
        DataError: it has no row, or one can't be parsed, has too few or too many cells or an unknown decision.
    """
    rows = list(_cells(path))
    columns: tuple[str, ...] = COLUMNS
    if rows and {*COLUMNS[:REQUIRED]} <= {cell.lower() for cell in rows[0][1]} <= {*COLUMNS}:
        columns = tuple(cell.lower() for cell in rows.pop(0)[1])
    if not rows:
        raise DataError(f"{path} has no pairs", hint="a line for each: source TAB target")
    return [_row(path, line, cells, columns) for line, cells in rows]


def _cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each line with text that is no comment, and its cells without surrounding space."""
    lines, _ = read_lines(path)
    used = [(i, line) for i, line in enumerate(lines, start=1) if line.strip() and not line.startswith(COMMENT)]
    delimiter = next((mark for mark in DELIMITERS if used and mark in used[0][1]), "\t")
    for number, line in used:
        if "\0" in line:  # no path has one; Python's csv refuses it before 3.11
            raise DataError(f"{path}, line {number}: it contains NUL", hint="source TAB target")
        try:
            # In a TSV a quotation mark is text; in a CSV it surrounds a cell that holds a comma.
            cells = line.split(delimiter) if delimiter == "\t" else next(csv.reader([line], delimiter=delimiter))
        except csv.Error as error:  # a cell of more than 128 kB
            raise DataError(f"{path}, line {number}: {error}", hint="source TAB target") from error
        yield number, [cell.strip() for cell in cells]


def _row(path: Path, line: int, cells: list[str], columns: tuple[str, ...]) -> PairRow:
    values = dict(zip(columns, cells, strict=False))  # a row may lack the last columns
    decision = values.get("decision") or "pair"
    complete = len(cells) <= len(columns) and all(values.get(column) for column in COLUMNS[:REQUIRED])
    if not complete or decision not in get_args(UserDecision):
        raise DataError(f"{path}, line {line}: no pair", hint="source TAB target TAB pair (or apart) TAB system")
    return PairRow(line, values["source"], values["target"], cast("UserDecision", decision), values.get("system", ""))
