"""Rows of cells between delimiters."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.readers.delimited import Quoted, columns_of, parse, without_blank
from tertium.errors import DataError

PATH = Path("a.csv")


def test_quoted_cells_hold_delimiters_line_ends_and_quotes() -> None:
    rows = parse(PATH, 'a,b\n"x, ""y""\nz",2" pipe\n', ",")
    assert rows.rows == [["a", "b"], ['x, "y"\nz', '2" pipe']]
    assert (rows.lines, rows.quoted, rows.stray) == ([1, 2], [Quoted(2, 'x, "y"\nz')], 3)


def test_a_blank_line_has_no_delimiter_and_is_not_quoted() -> None:
    rows, count = without_blank(parse(PATH, 'a,b\n\n,\n  \n""\nc,d\n', ","), of_one_column=False)
    assert (rows.rows, rows.lines, count) == ([["a", "b"], ["", ""], [""], ["c", "d"]], [1, 3, 5, 6], 2)
    column = parse(PATH, 'a\n\nb\n""\n', ",")
    assert without_blank(column, of_one_column=False) == (column, 0)
    assert without_blank(column, of_one_column=True)[0].rows == [["a"], ["b"], [""]]
    assert without_blank(parse(PATH, "", ","), of_one_column=True)[1] == 0


def test_an_open_quote_is_an_error_with_its_line() -> None:
    with pytest.raises(DataError, match=r"^a\.csv, line 2: a quote that isn't closed at '\"x'\n  try: "):
        parse(PATH, 'a\n"x\n', ",")
    with pytest.raises(DataError, match="line 1"):
        parse(PATH, '"x"y,1\n', ",")


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@given(rows=st.lists(st.lists(st.text('ab",;\t\n é\u2028'), min_size=2, max_size=2), min_size=1))
def test_what_the_csv_module_writes_is_read_as_it_reads_it(quoting: int, rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n", quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    read = list(csv.reader(io.StringIO(file.getvalue(), newline=""), strict=True))
    assert parse(PATH, file.getvalue(), ",").rows == read == rows


@given(text=st.text('a",\n'))
def test_any_text_is_rows_or_an_error_and_no_character_is_lost(text: str) -> None:
    try:
        rows = parse(PATH, text, ",")
    except DataError:
        return
    cells = "".join(cell for row in rows.rows for cell in row)
    halved = sum(cell.text.count('"') for cell in rows.quoted)
    assert cells.count("a") == text.count("a")
    assert cells.count('"') + 2 * len(rows.quoted) + halved == text.count('"')


def test_columns_need_a_header_of_different_names_and_rows_of_its_width() -> None:
    assert columns_of(PATH, [["a", "b"], ["1", "2"]], [1, 2]) == {"a": ["1"], "b": ["2"]}
    for rows, message in (
        ([["a", "a"], ["1", "2"]], "line 1: a column is named twice"),
        ([["a", "b"], ["1"]], "line 2: 1 cell, the header has 2"),
        ([["a", "b"]], "has no rows"),
        ([], "has no rows"),
    ):
        with pytest.raises(DataError, match=message):
            columns_of(PATH, rows, range(1, len(rows) + 1))
