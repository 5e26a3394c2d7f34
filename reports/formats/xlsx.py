"""XLSX for spreadsheets: a sheet per table, unrounded numbers, and no text that becomes a formula or a link."""

from __future__ import annotations

import io
import math
import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tertium.errors import UsageError
from tertium.reports.formats.text import display_width
from tertium.terminal import reveal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format as Look
    from xlsxwriter.worksheet import Worksheet

    from tertium.reports.table import Cell, Table

suffix = ".xlsx"

INERT: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Options of xlsxwriter under which every text stays a text."""

LONGEST_CELL: Final = 32767
"""Excel's limit, in characters."""

LONGEST_NAME: Final = 31
"""Excel's limit for the name of a sheet, in characters."""

WIDEST: Final = 60
"""The width of the widest column, in characters; longer texts are read in the cell."""


def render(tables: Sequence[Table]) -> bytes:
    """Return a workbook; the same tables give the same bytes."""
    try:
        from xlsxwriter import Workbook
    except ModuleNotFoundError as error:
        raise UsageError("xlsxwriter is not installed", hint="pip install 'tertium[xlsx]'") from error
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, **INERT}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same time in every file: equal bytes
        for i, table in enumerate(tables, 1):
            _fill(book, book.add_worksheet(_name(table.title, i)), table)
    return out.getvalue()


def _name(title: str, number: int) -> str:
    """Return a name for a sheet that Excel takes: numbered, short, and without reserved characters."""
    clean = re.sub(r"[\[\]:*?/\\']", " ", reveal(title))
    return f"{number} {clean}"[:LONGEST_NAME].strip()


def _fill(book: Workbook, sheet: Worksheet, table: Table) -> None:
    head = book.add_format({"bold": True, "bottom": 1})
    cells = table.display_rows()
    for j, column in enumerate(table.columns):
        sheet.write_string(0, j, _text(column.heading), head)
        widest = max(display_width(text) for text in [column.heading, *(row[j] for row in cells)])
        sheet.set_column(j, j, min(WIDEST, widest + 2))
    # Excel has a limit of 64,000 formats, so that equal ones are shared.
    looks: dict[tuple[bool, bool, int], Look] = {}
    for i, row in enumerate(table.rows):
        for j, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            digits = column.digits if isinstance(cell, float) else 0
            key = ((i, j) in table.bold, i > 0 and i in table.breaks, digits)
            looks.setdefault(key, _look(book, *key))
            _write_cell(sheet, (i + 1, j), cell, looks[key])
    sheet.freeze_panes(1, 0)
    for i, note in enumerate(table.footnotes):
        sheet.write_string(len(table.rows) + 2 + i, 0, _text(note))


def _write_cell(sheet: Worksheet, place: tuple[int, int], cell: Cell, look: Look) -> None:
    if isinstance(cell, str):
        sheet.write_string(*place, _text(cell), look)
    elif cell is None or not math.isfinite(cell):
        sheet.write_blank(*place, None, look)
    else:
        sheet.write_number(*place, cell, look)


def _look(book: Workbook, bold: bool, line_above: bool, digits: int) -> Look:  # noqa: FBT001 - a cache's key
    number = {"num_format": f"0.{'0' * digits}"} if digits else {}
    return book.add_format({"bold": bold, "top": int(line_above)} | number)


def _text(text: str) -> str:
    return reveal(text)[:LONGEST_CELL]
