"""Tables with what is asked of each segment."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError
from tertium.metrics.checks.items import digest, read

if TYPE_CHECKING:
    from pathlib import Path


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_cells_are_taken_as_they_are_quotes_included(tmp_path: Path) -> None:
    items = read(written(tmp_path / "a.tsv", 'item\tterms\n1\t"a" b\n2\t\n'))
    assert items.column("terms") == ('"a" b', "")
    assert items.keys == ("1", "2")


def test_a_packed_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv.gz"
    path.write_bytes(gzip.compress(b"id\tlimit\nx\t7\n"))
    assert read(str(path)).column("limit") == ("7",)


def test_rows_are_met_by_id_in_any_order_and_a_segment_may_have_none(tmp_path: Path) -> None:
    items = read(written(tmp_path / "a.tsv", "id\tlimit\nx\t7\ny\t8\n"))
    assert items.rows(["y", "z", "x"]) == [1, None, 0]


def test_rows_of_no_segment_are_named_in_a_sentence(tmp_path: Path) -> None:
    items = read(written(tmp_path / "a.tsv", "id\tlimit\n" + "".join(f"{key}\t1\n" for key in "abcdef")))
    assert items.warnings(list("fedcba")) == ()
    assert items.warnings(list("abcde")) == ("1 of 6 rows of a.tsv are of no segment: f",)
    assert items.warnings(["a"]) == ("5 of 6 rows of a.tsv are of no segment: b, c, d, …",)


def test_rows_that_are_met_by_order_are_all_of_a_segment(tmp_path: Path) -> None:
    assert read(written(tmp_path / "a.tsv", "id\tlimit\na\t1\n")).warnings(["doc#1"]) == ()
    assert read(written(tmp_path / "b.tsv", "limit\n1\n")).warnings(["doc#1"]) == ()


def test_without_a_known_id_rows_are_met_by_order(tmp_path: Path) -> None:
    items = read(written(tmp_path / "a.tsv", "item\tlimit\n1\t7\n2\t8\n"))
    assert items.rows(["document#1", "document#2"]) == [0, 1]


def test_a_table_that_does_not_fit_is_refused_with_both_sizes(tmp_path: Path) -> None:
    items = read(written(tmp_path / "a.tsv", "item\tlimit\n1\t7\n2\t8\n"))
    with pytest.raises(DataError, match="has 2 rows for 3 segments"):
        items.rows(["a", "b", "c"])


def test_an_unknown_column_names_the_nearest(tmp_path: Path) -> None:
    items = read(written(tmp_path / "a.tsv", "item\tlimit\n1\t7\n"))
    with pytest.raises(DataError, match=r"no column 'limits'\n  try: limit"):
        items.column("limits")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no rows"),
        ("id\tlimit\n", "no rows"),
        ("id\tlimit\n1\n", "line 2: 1 cell, and the header has 2"),
        ("id\tid\n1\t2\n", "column is named twice"),
        ("id\tlimit\n1\t2\n1\t3\n", "'1' has two rows"),
    ],
)
def test_a_broken_table_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read(written(tmp_path / "a.tsv", text))


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    path = written(tmp_path / "a.tsv", "id\tlimit\nx\t7\n")
    before = digest(path)
    assert read(path).column("limit") == ("7",)
    written(tmp_path / "a.tsv", "id\tlimit\nx\t8\n")
    assert read(path).column("limit") == ("8",)
    assert digest(path) != before


def test_a_missing_file_is_an_error_of_two_lines(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="can't read"):
        read(str(tmp_path / "none.tsv"))
