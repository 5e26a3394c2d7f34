"""A workbook has numbers as numbers, looks, and no text that is a formula or a link."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest

from tertium.errors import UsageError
from tertium.reports import formats
from tertium.reports.formats import xlsx
from tertium.reports.table import Column, Table
from tests.reports import reading
from tests.reports.making import TABLE, hostile_tables


@pytest.fixture(scope="module")
def sheet() -> Any:
    openpyxl = pytest.importorskip("openpyxl")
    content = formats.load("xlsx").render([TABLE, TABLE])
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["1 results of  a b  x", "2 results of  a b  x"]
    return book.worksheets[0]


def test_a_workbook_has_numbers_as_numbers_shown_with_the_columns_digits(sheet: Any) -> None:
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1, max_row=4)] == [
        ["system", "chrf ↑", "n"],
        ["north", 61.234, 5],
        ["south", 60, 15],
        ["west", None, None],
    ]
    assert [sheet.cell(2, column).number_format for column in (1, 2, 3)] == ["General", "0.0", "General"]


def test_a_workbook_has_a_frozen_bold_head_a_bold_best_and_a_line_between_clusters(sheet: Any) -> None:
    bold = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.font.bold}
    assert bold == {"A1", "B1", "C1", "B2"}
    lined = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.border.top.style}
    assert lined == {"A3", "B3", "C3"}
    assert {sheet.cell(1, column).border.bottom.style for column in (1, 2, 3)} == {"thin"}
    assert sheet.freeze_panes == "A2"


def test_a_workbooks_notes_stand_below_an_empty_row_and_columns_are_as_wide_as_their_texts(sheet: Any) -> None:
    assert [sheet.cell(row, 1).value for row in (5, 6, 7, 8)] == [None, "a note", "every option", None]
    assert sheet.column_dimensions["A"].width == pytest.approx(len("system") + 2.7, abs=0.3)
    long = Table("long", (Column("text"),), (("x" * 500,),))
    content = formats.load("xlsx").render([long])
    assert isinstance(content, bytes)
    (wide,) = pytest.importorskip("openpyxl").load_workbook(io.BytesIO(content)).worksheets
    assert wide.column_dimensions["A"].width == pytest.approx(60 + 0.7, abs=0.3)
    assert wide["A2"].value == "x" * 500


def test_a_workbook_of_hostile_texts_has_no_formula_no_link_and_opens() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    content = formats.load("xlsx").render(hostile_tables())
    assert isinstance(content, bytes)
    sheets = reading.bytes_xlsx(content)
    assert len(sheets) == 4
    assert "=1+1" in {cell for grid in sheets.values() for row in grid for cell in row}
    assert len(openpyxl.load_workbook(io.BytesIO(content)).sheetnames) == 4


def test_without_its_package_a_workbook_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ["xlsxwriter", *(name for name in sys.modules if name.startswith("xlsxwriter."))]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError, match=r"xlsxwriter is not installed\n  try: pip install 'tertium\[xlsx\]'"):
        xlsx.render([Table("t", (Column("a"),), ())])
