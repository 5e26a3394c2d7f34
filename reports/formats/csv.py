"""CSV for spreadsheets and scripts: unrounded numbers; notes as rows of their own after an empty row."""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.reports.table import Cell, Table

suffix = ".csv"


def render(tables: Sequence[Table]) -> str:
    """Return the tables one below the other, each with a header row; an empty row ends a block."""
    return "".join(map(_line, rows(tables)))


def _line(row: list[str]) -> str:
    """Return one row; the writer quotes only those line ends that are its own, so it has both until here."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(row)
    return out.getvalue().removesuffix("\r\n") + "\n"


def rows(tables: Sequence[Table]) -> list[list[str]]:
    """Return all rows of such a file as texts, for CSV and TSV alike."""
    found: list[list[str]] = []
    for i, table in enumerate(tables):
        found += [[]] if i else []
        found.append([_cell(column.title) for column in table.columns])
        found += [[_cell(cell) for cell in row] for row in table.rows]
        found += [[], *([f"# {note}"] for note in table.said)] if table.said else []
    return found


def _cell(cell: Cell) -> str:
    """Return a number unrounded, nothing for nan, and a text that no spreadsheet takes for a formula."""
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, str):
        text = cell.replace("\0", "<U+0000>")  # which no reader of CSV takes
        return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
    return repr(cell)
