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
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for i, table in enumerate(tables):
        if i:
            writer.writerow([])
        writer.writerow([column.title for column in table.columns])
        writer.writerows([[_cell(cell) for cell in row] for row in table.rows])
        writer.writerows([] if not table.notes else [[], *([f"# {note}"] for note in table.notes)])
    return out.getvalue()


def _cell(cell: Cell) -> str:
    """Return a number unrounded, nothing for nan, and a text that no spreadsheet takes for a formula."""
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
    return repr(cell)
