"""Tables are plain cells between tabs, packed or not; what is wrong in them is named with the line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError
from tertium.evals.challenge.rows import file_in, header_of, number_of, read_rows
from tests.evals.challenge.making import write_table

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["x.tsv", "x.tsv.gz"])
def test_quotes_are_text_and_an_empty_line_is_no_row(tmp_path: Path, name: str) -> None:
    path = write_table(tmp_path / name, [["a", "b"], ['"x', 'y"z'], [""], ["", "w"]])
    assert header_of(path) == ("a", "b")
    rows = read_rows(path, ["a"])
    assert [(row.line, dict(row.cells)) for row in rows] == [
        (2, {"a": '"x', "b": 'y"z'}),
        (4, {"a": "", "b": "w"}),
    ]


def test_a_packed_file_is_found_under_its_plain_name(tmp_path: Path) -> None:
    path = write_table(tmp_path / "items.tsv.gz", [["a"]])
    assert file_in(tmp_path, "items.tsv") == path
    assert file_in(tmp_path, "scores.tsv") is None


def test_what_is_no_table_has_no_header(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("a\tb\n")
    (tmp_path / "broken.tsv.gz").write_bytes(b"no gzip")
    assert header_of(tmp_path / "x.json") == header_of(tmp_path / "broken.tsv.gz") == header_of(None) == ()
    assert header_of(tmp_path / "absent.tsv") == ()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["a", "b"], ["x"]], "line 2: 1 cell\n  try: 2, as in the first line"),
        ([["a", "a"]], "two columns are called 'a'"),
        ([["b"]], "has no column 'a'\n  try: a first line with a"),
        ([], "has no column 'a'"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, rows: list[list[str]], message: str) -> None:
    with pytest.raises(DataError) as caught:
        read_rows(write_table(tmp_path / "x.tsv", rows), ["a"])
    assert message in str(caught.value)


def test_a_number_may_be_missing_and_nothing_else(tmp_path: Path) -> None:
    assert number_of("-1.5", tmp_path, 3) == -1.5
    assert math.isnan(number_of("", tmp_path, 3))
    assert math.isnan(number_of("NaN", tmp_path, 3))
    with pytest.raises(DataError, match=r"line 3: 'high' is no number\n  try: a number, or nothing"):
        number_of("high", tmp_path, 3)
