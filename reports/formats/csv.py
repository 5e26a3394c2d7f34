"""CSV for spreadsheets and scripts: unrounded numbers; footnotes are rows of their own after an empty row."""

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
    """Return the tables one below the other, each with a header row; an empty row separates them."""
    return "".join(map(_line, text_rows(tables)))


def _line(row: list[str]) -> str:
    """Return one line."""
    out = io.StringIO(newline="")
    # The writer quotes only line ends that are its own: with both characters it quotes \r as well as \n.
    csv.writer(out, lineterminator="\r\n").writerow(row)
    return out.getvalue().removesuffix("\r\n") + "\n"


def text_rows(tables: Sequence[Table]) -> list[list[str]]:
    """Return the rows of a CSV or TSV file as texts."""
    rows: list[list[str]] = []
    for i, table in enumerate(tables):
        rows += [[]] if i else []
        rows.append([_cell(column.title) for column in table.columns])
        rows += [[_cell(cell) for cell in row] for row in table.rows]
        rows += [[], *([_without_nul(f"# {note}")] for note in table.footnotes)] if table.footnotes else []
    return rows


def _cell(cell: Cell) -> str:
    """Return a number unrounded, nothing for nan, and a text so that no spreadsheet takes it for a formula."""
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    if isinstance(cell, str):
        text = _without_nul(cell)
        return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
    return repr(cell)


def _without_nul(text: str) -> str:
    """Return a text with its NULs as codes: hardly any reader of CSV takes one, nor Python's writer before 3.11."""
    return text.replace("\0", "<U+0000>")
