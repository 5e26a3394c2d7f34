"""TSV with a header row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import open_set, tsv
from tests.corpora.making import TABLE, assert_refused, assert_table, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("name", "claimed"), [("a.tsv", True), ("a.tsv.gz", True), ("a.csv", False)])
def test_a_file_is_claimed_by_its_name(name: str, claimed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert tsv.claims(tmp_path / name) is claimed


def test_a_row_is_a_segment(tmp_path: Path) -> None:
    rows = [TABLE, *zip(*TABLE.values(), strict=True)]
    assert_table(open_set(write(tmp_path / "a.tsv", "\n".join("\t".join(row) for row in rows))))


def test_words_that_pandas_takes_for_nothing_are_text(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text('source\thypothesis\nNA\tnull\nNone\t"nan\n', encoding="utf-8")
    data = open_set(tmp_path / "a.tsv")
    assert data.sources == ("NA", "None")
    assert data.outputs["system"] == ("null", '"nan')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("source\tsource\n1\t2\n", "line 1: a column is named twice"),
        ("source\thypothesis\n1\n", "line 2: 1 cells, the header has 2"),
        ("source\n", "has no rows"),
        ("", "has no rows"),
    ],
)
def test_a_broken_file_is_an_error_that_names_the_place(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.tsv", text), message)
