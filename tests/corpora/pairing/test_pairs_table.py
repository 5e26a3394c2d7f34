"""The table of a pairs file: separators, headers, comments, and what is no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.pairing import pairs_table
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


def rows(folder: Path, text: str) -> list[tuple[object, ...]]:
    path = folder / "pairs"
    path.write_text(text, encoding="utf-8")
    return [tuple(row) for row in pairs_table.read(path)]


@pytest.mark.parametrize(
    "text",
    [
        "a\tx\nb\ty\tapart\n",
        "a,x\nb,y,apart\n",
        "a;x\nb;y;apart\n",
        'a, "x"\nb,"y",apart,\n'.replace(", ", ","),
        "\ufeffa\tx\r\nb\ty\tapart\r\n",
    ],
)
def test_two_columns_are_enough_in_any_separator(tmp_path: Path, text: str) -> None:
    assert rows(tmp_path, text) == [(1, "a", "x", "pair", ""), (2, "b", "y", "apart", "")]


def test_a_header_names_the_columns_in_any_order(tmp_path: Path) -> None:
    assert rows(tmp_path, "target,source\nx,a\n") == [(2, "a", "x", "pair", "")]
    assert rows(tmp_path, "Source\tTarget\tSystem\na\tx\tnorth\n") == [(2, "a", "x", "pair", "north")]


def test_comments_and_empty_lines_are_skipped_and_lines_keep_their_number(tmp_path: Path) -> None:
    assert rows(tmp_path, "# by hand\n\na, x\n  \n# b, y\nc, z\n") == [
        (3, "a", "x", "pair", ""),
        (6, "c", "z", "pair", ""),
    ]


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_nul_is_refused_by_every_python(delimiter: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"pairs, line 2: it contains NUL\n  try: source TAB target"):
        rows(tmp_path, f"a{delimiter}b\nabcdefgh\0{delimiter}c\n")


def test_a_cell_of_a_csv_may_hold_a_comma_and_one_of_a_tsv_a_quotation_mark(tmp_path: Path) -> None:
    assert rows(tmp_path, 'a,"x, y"\n') == [(1, "a", "x, y", "pair", "")]
    assert rows(tmp_path, 'a\t"x\n') == [(1, "a", '"x', "pair", "")]


@pytest.mark.parametrize("text", ["a\n", "a\t\n", "a\tx\tmaybe\n", "a\tx\tpair\tn\tmore\n"])
def test_a_line_that_is_no_pair_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataError, match="line 1: no pair\n  try: source TAB target"):
        rows(tmp_path, text)


def test_a_cell_longer_than_any_name_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"line 2: field larger than .*\n  try: source TAB target"):
        rows(tmp_path, f"a,x\n{'b' * 200_000},y\n")


def test_a_file_without_pairs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="has no pairs"):
        rows(tmp_path, "source\ttarget\n")
