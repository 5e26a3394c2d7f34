"""The rows of a file of scores."""

from __future__ import annotations

from tests.evals.scores.writing import table


def test_a_file_that_names_no_system_is_called_by_it() -> None:
    assert table({"m": [1, 2]}).systems_by_row == ("made", "made")
    assert table({"m": [1, 2]}, systems=["x", "y"]).systems_by_row == ["x", "y"]


def test_a_row_is_named_by_its_line_where_there_are_lines() -> None:
    assert table({"m": [1, 2]}, numbers=[2, 5]).place(1) == "made.tsv, line 5"
    assert table({"m": [1, 2]}).place(1) == "made.tsv, row 2"
    assert len(table({"m": [1, 2]})) == 2
