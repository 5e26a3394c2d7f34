"""Workbooks."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tertium.corpora.readers import open_set, xlsx, xlsx_cells
from tertium.errors import DataError, UsageError
from tests.corpora.making import TABLE, assert_refused, assert_table, write


def book(path: Path, *sheets: list[list[Any]]) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for rows in sheets:
        sheet = workbook.create_sheet()
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def test_a_file_is_claimed_by_its_name(tmp_path: Path) -> None:
    assert xlsx.claims(tmp_path / "a.XLSX")
    assert not xlsx.claims(tmp_path / "a.xls")


def test_a_row_of_the_sheet_with_our_columns_is_a_segment(tmp_path: Path) -> None:
    rows: list[list[Any]] = [list(TABLE), *map(list, zip(*TABLE.values(), strict=True))]
    data = open_set(book(tmp_path / "a.xlsx", [["note"], ["x"]], [*rows, [None, None]]))
    assert_table(data)
    assert data.notes == ("a.xlsx: sheet 'Sheet1' is read, not 'Sheet'",)


def test_numbers_are_text_and_blank_rows_are_noted(tmp_path: Path) -> None:
    data = open_set(book(tmp_path / "a.xlsx", [["source", "hypothesis"], [1912, None], [None, None], [2.5, "b"]]))
    assert (data.sources, data.outputs["system"]) == (("1912", "2.5"), ("", "b"))
    assert data.notes == ("a.xlsx: 1 blank row skipped",)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["source"], ["=1+1"]], "sheet 'Sheet', cell A2: a formula\n  try: paste the values"),
        ([["source"], ["a"], ["#N/A"]], "cell A3: the error value #N/A\n  try: the text, or an empty cell"),
        ([["source", "source"], ["a", "b"]], "a column is named twice"),
        ([["source", None], ["a", "b"]], "row 1: column 2 has no name"),
        ([["source"]], "has no rows"),
        ([["source"], [True]], "row 2, 'source': neither text nor null"),
    ],
)
def test_a_sheet_that_is_no_table_is_refused(rows: list[list[Any]], message: str, tmp_path: Path) -> None:
    assert_refused(book(tmp_path / "a.xlsx", rows), message)


def test_blank_rows_above_the_header_are_skipped(tmp_path: Path) -> None:
    data = open_set(book(tmp_path / "a.xlsx", [[None, None], [None, None], ["source", "hypothesis"], ["a", "b"]]))
    assert data.sources == ("a",)
    assert data.notes == ("a.xlsx: 2 blank rows skipped",)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([["Evaluation", None], [None, None], ["source", "hypothesis"], ["a", "b"]], "source, hypothesis"),
        ([["Evaluation", "May"], [1, 2], ["source", "hypothesis"], ["a", "b"]], "source, hypothesis"),
        ([["Evaluation", None], ["May", 5], ["src", "mt"], ["a", "b"]], "src, mt"),
    ],
)
def test_a_title_above_the_header_is_refused_with_the_headers_row(
    rows: list[list[Any]], names: str, tmp_path: Path
) -> None:
    message = (
        rf"sheet 'Sheet1': row 3 looks like the header \({names}\), not row 1\n  try: remove what stands above row 3"
    )
    assert_refused(book(tmp_path / "a.xlsx", [["note"]], rows), message)


def test_rows_are_numbered_as_in_the_sheet_also_where_cells_are_merged(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["source", "document"], [None, None], ["a", "d"], ["b", None]]
    path = book(tmp_path / "a.xlsx", rows)
    workbook = load_workbook(path)
    workbook.worksheets[0].merge_cells("B3:B4")
    workbook.save(path)
    assert_refused(path, "a.xlsx, row 4: the document is empty")
    workbook.worksheets[0]["B1"] = "remark"
    workbook.save(path)
    assert "a.xlsx: of merged cells the first has the text, the others are empty: B3:B4" in open_set(path).notes


def test_what_is_hidden_is_read_and_noted_but_shown_sheets_come_first(tmp_path: Path) -> None:
    rows = [["source", "reference", "hypothesis"], *[[f"{i}", f"{i}", f"{i}"] for i in range(12)]]
    path = book(tmp_path / "a.xlsx", [["source"], ["old"]], rows)
    workbook = load_workbook(path)
    old, sheet = workbook.worksheets
    old.sheet_state = "hidden"
    sheet.column_dimensions.group("B", "XFD", hidden=True)
    for number in (*range(3, 13), 40):
        sheet.row_dimensions[number].hidden = True
    workbook.active = 1
    workbook.save(path)
    data = open_set(path)
    assert len(data) == 12
    assert data.notes == (
        "a.xlsx: sheet 'Sheet1' is read, not 'Sheet' (hidden)",
        "a.xlsx: hidden rows are read: 3, 4, 5, 6, 7, 8, 9, 10 and 2 more",
        "a.xlsx: hidden columns are read: B, C",
    )
    workbook.remove(sheet)
    workbook.create_sheet("empty")
    workbook.save(path)
    assert open_set(path).notes == ("a.xlsx: sheet 'Sheet', which is hidden, is read",)


def test_what_is_no_workbook_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_refused(write(tmp_path / "a.xlsx", "source\na\n"), "is not a workbook: .*\n  try: save it as .xlsx")
    path = book(tmp_path / "b.xlsx", [["source"], ["a"]])
    monkeypatch.setattr(xlsx_cells, "MAX_BYTES", 10)
    assert_refused(path, "is larger than")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError, match=r"openpyxl is not installed\n  try: pip install 'tertium\[xlsx\]'"):
        open_set(path)


CELL = st.none() | st.text('ab"=,\t\n \u2028', max_size=4).filter(lambda text: not text.startswith("="))


@given(rows=st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1))
def test_no_row_is_lost_against_an_independent_reading(rows: list[list[str | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = book(Path(folder) / "a.xlsx", [["source", "hypothesis"], *rows])
        values = [
            row
            for row in load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)
            if any(cell is not None for cell in row)
        ]
        try:
            data = open_set(path)
        except DataError:
            assert not values
            return
    read = zip(data.sources or (), data.outputs["system"], strict=True)
    assert [tuple(row) for row in read] == [tuple(cell or "" for cell in row) for row in values]


def test_a_cell_far_away_is_refused_before_the_cells_between_are_made(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [["source", "reference"], ["a", "b"]])
    workbook = load_workbook(path)
    workbook.worksheets[0]["XFD1048576"] = "z"
    workbook.save(path)
    assert_refused(path, "more than 10000000 cells up to the last ones of its sheets\n  try: remove the rows")
