"""How tables look where a format has looks, and that no text is anything but text in any of them."""

from __future__ import annotations

import io
import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.reports import formats
from tertium.reports.formats.text import crop, display_width, for_terminal, reveal
from tertium.reports.table import MISSING, Column, Provenance, Table, rounded
from tests.reports import reading

TABLE = Table(
    "results of: a/b [x]",
    (Column("system"), Column("chrf", 1, numeric=True, better="↑"), Column("n", numeric=True)),
    (("north", 61.234, 5), ("south", 60.0, 15), ("west", float("nan"), None)),
    ("a note",),
    bold=frozenset({(0, 1)}),
    breaks=frozenset({1}),
    provenance=Provenance(("every option",), ("short",)),
)


@pytest.fixture(scope="module")
def sheet() -> Any:
    openpyxl = pytest.importorskip("openpyxl")
    made = formats.load("xlsx").render([TABLE, TABLE])
    assert isinstance(made, bytes)
    book = openpyxl.load_workbook(io.BytesIO(made))
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
    made = formats.load("xlsx").render([long])
    assert isinstance(made, bytes)
    (wide,) = pytest.importorskip("openpyxl").load_workbook(io.BytesIO(made)).worksheets
    assert wide.column_dimensions["A"].width == pytest.approx(60 + 0.7, abs=0.3)
    assert wide["A2"].value == "x" * 500


def test_a_terminal_aligns_numbers_right_and_shows_the_best_bold_and_green() -> None:
    lines = [line.rstrip() for line in for_terminal([TABLE], 60, color=False).splitlines()]
    assert lines[2].split() == ["system", "chrf", "↑", "n"]
    assert lines[4].index("61.2") + 4 == lines[6].index("60.0") + 4 == lines[7].index(MISSING) + 1
    assert [line[-1] for line in (lines[4], lines[6])] == ["5", "5"], "the last digits of 5 and 15"
    assert lines[4].startswith("north ")
    coloured = for_terminal([TABLE], 60, color=True)
    assert re.findall("\x1b\\[1;32m *([^\x1b]*)", coloured) == ["61.2"]


@pytest.mark.parametrize(("columns", "together"), [(8 + 8 + 4, 1), (8 + 8 + 3, 2)])
def test_a_table_goes_on_below_only_where_its_columns_do_not_fit(columns: int, together: int) -> None:
    made = for_terminal([TABLE], columns, color=False)
    assert made.count("system") == together


@pytest.mark.parametrize(
    ("text", "letters", "shown"),
    [
        ("abcd", 4, "abcd"),
        ("abcde", 4, "abc…"),
        ("abcde", 5, "abcde"),
        ("ab", 1, "a…"),
        ("", 1, ""),
        ("a\n", 4, "a<U…"),
    ],
)
def test_a_name_is_cropped_to_the_letters_there_are(text: str, letters: int, shown: str) -> None:
    assert crop(text, letters) == shown


def test_a_wide_letter_takes_two_columns_and_a_combining_one_none() -> None:
    assert [display_width(text) for text in ("ab", "港口", "e\u0301", "ﾊ", "")] == [2, 4, 1, 1, 0]


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        *((99.996, 2, "99.996"), (100.0, 2, "100.00"), (0.0, 2, "0.00"), (0.004, 2, "0.004"), (-0.004, 2, "-0.004")),
        *((1e-20, 2, "1e-20"), (99.994, 2, "99.99"), (61.235, 0, "61"), (99.6, 0, "99.6"), (1e-13, 1, "1.0e-13")),
    ],
)
def test_nothing_is_rounded_to_a_0_or_100_that_it_is_not(value: float, digits: int, shown: str) -> None:
    assert float(rounded(value, digits)) == float(shown)
    assert len(rounded(value, digits)) <= len(shown) + 1


def test_a_column_shows_two_digits_unless_it_says_otherwise_and_a_dash_for_nothing() -> None:
    assert Column("x").show(1.0) == "1.00"
    assert [Column("x", 3).show(one) for one in (1.0, 1, "1", None, math.nan, math.inf)] == [
        *("1.000", "1", "1", MISSING, MISSING, MISSING)
    ]


HOSTILE = ("=1+1", "|", " | ", "\\", "\\|", "**x**", "\t", "\r\n", "\r", "<b>", "$x$", "#", "%", "-- ", "\\&", '"', ",")
CELL = st.text(max_size=12) | st.sampled_from(HOSTILE)
GRID = st.lists(st.tuples(CELL, CELL), min_size=1, max_size=3)


def grid_table(rows: list[tuple[str, str]]) -> Table:
    return Table("grid", (Column("one"), Column("other")), tuple(rows))


@given(GRID)
def test_any_text_is_one_cell_of_a_markdown_and_of_a_latex_table(rows: list[tuple[str, str]]) -> None:
    table = grid_table(rows)
    expected = [[reveal(cell) for cell in row] for row in rows]
    for name, read, head in (("markdown", reading.text_markdown, 2), ("latex", reading.text_latex, 1)):
        made = formats.load(name).render([table])
        assert isinstance(made, str)
        assert [[cell.strip() for cell in row] for row in read(made)[head:]] == [
            [cell.strip() for cell in row] for row in expected
        ], name


@given(GRID)
def test_any_text_is_one_cell_of_csv_tsv_json_and_parquet(rows: list[tuple[str, str]]) -> None:
    table = grid_table(rows)
    made = {name: formats.load(name).render([table]) for name in ("csv", "tsv", "json", "parquet")}
    assert [list(row) for row in rows] == reading.text_json(str(made["json"]))
    parquet = made["parquet"]
    assert isinstance(parquet, bytes)
    assert [(row["one"], row["other"]) for row in reading.bytes_parquet(parquet)] == rows
    csv, tsv = reading.text_csv(str(made["csv"])), reading.text_tsv(str(made["tsv"])[:-1])
    assert len(csv) == len(tsv) == 1 + len(rows)
    for texts, commas, tabs in zip(rows, csv[1:], tsv[1:], strict=True):
        inert = [f"'{text}" if text.startswith(tuple("=+-@\t\r")) else text for text in texts]
        assert commas == [text.replace("\0", "<U+0000>") for text in inert]
        assert tabs == [reveal(text.replace("\0", "<U+0000>")) for text in inert]


@given(GRID)
def test_any_text_is_a_text_in_a_terminal(rows: list[tuple[str, str]]) -> None:
    made = for_terminal([grid_table(rows)], 200, color=False)
    assert reveal(made.replace("\n", "")) == made.replace("\n", "")
    assert isinstance(formats.load("text").render([grid_table(rows)]), str)
