"""CSV has every digit, quotes what needs it, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import pytest

from tertium.reports.formats import csv
from tertium.reports.table import Column, Table

TABLE = Table("t", (Column("a"), Column("b", numeric=True)), (("=1", 0.1), ("x\r\ny,z", float("nan"))), ("a note",))


def test_rows_are_unrounded_and_notes_follow_an_empty_row() -> None:
    assert csv.text_rows([TABLE]) == [["a", "b"], ["'=1", "0.1"], ["x\r\ny,z", ""], [], ["# a note"]]
    assert csv.text_rows([TABLE, TABLE])[5] == [], "an empty row between tables"


def test_line_ends_and_commas_are_quoted_and_lines_end_as_on_unix() -> None:
    assert csv.render([TABLE]) == 'a,b\n\'=1,0.1\n"x\r\ny,z",\n\n# a note\n'


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_begins_like_a_formula_is_marked_as_text(sign: str) -> None:
    rows = csv.text_rows([Table("t", (Column("a"),), ((f"{sign}1+1",), (-1.5,)))])
    assert rows[1:] == [[f"'{sign}1+1"], ["-1.5"]], "a number needs no mark"


def test_a_nul_is_a_code_in_cells_and_notes_alike() -> None:
    table = Table("t", (Column("a"),), (("x\0",),), ("y\0",))
    assert csv.render([table]) == "a\nx<U+0000>\n\n# y<U+0000>\n"
