"""TSV with a header row."""

from __future__ import annotations

import csv
import io
import re
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


def test_blank_lines_are_skipped_and_noted_and_a_row_of_empty_cells_is_a_segment(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "a.tsv", "\nsource\thypothesis\na\tb\n\n\t\n  \nc\td\n\n"))
    assert (data.sources, data.outputs["system"]) == (("a", "", "c"), ("b", "", "d"))
    assert data.notes == ("a.tsv: 4 blank lines skipped",)


def test_blank_lines_of_a_quoted_file_are_skipped_but_those_within_a_cell_are_text(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "a.tsv", 'source\thypothesis\n"a\n\nb"\tc\n\n"d ""e"""\tf\n'))
    assert (data.sources, data.notes) == (("a\n\nb", 'd "e"'), ("a.tsv: 1 blank line skipped",))


def test_a_blank_line_in_a_plain_file_of_one_column_is_an_empty_text(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "a.tsv", "hypothesis\na\n\nb\n"))
    assert (data.outputs["system"], data.notes) == (("a", "", "b"), ())


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
def test_cells_are_read_without_the_quotes_that_a_program_put_around_them(tmp_path: Path, quoting: int) -> None:
    texts = ['"Ja", sagte er.', 'Er sagte "Ja".', "Zwei\tWorte", "Zwei\nZeilen", "Eins.", ""]
    file = io.StringIO(newline="")
    writer = csv.writer(file, "excel-tab", lineterminator="\n", quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([["source", "hypothesis"], *([text, "x"] for text in texts)])
    data = open_set(write(tmp_path / "a.tsv", file.getvalue()))
    assert (data.sources, data.notes) == (tuple(texts), ())


@pytest.mark.parametrize(
    "rows",
    [
        ['"Ja", sagte er.\tx', '"Nein."\tx'],  # a quote that no program would leave
        ['5" Rohr\tx', '"Nein."\tx'],
    ],
)
def test_quotes_are_text_where_others_stand_that_no_program_writes(tmp_path: Path, rows: list[str]) -> None:
    data = open_set(write(tmp_path / "a.tsv", "\n".join(["source\thypothesis", *rows])))
    assert data.sources == tuple(row.split("\t")[0] for row in rows)


def test_direct_speech_keeps_its_quotes_and_is_noted(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "a.tsv", 'source\thypothesis\nYes.\t"Ja."\nNo, sir.\tNein.\n'))
    assert data.outputs["system"] == ('"Ja."', "Nein.")
    assert data.notes == ("a.tsv: 1 cell in quotes, which are read as part of the text, first in line 2",)


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (['"a"\t"b"'], "'\"a\"'"),  # all cells
        (["a\tb", 'c\t"d, e"'], "'\"d, e\"'"),  # those with a comma
        (["a\tb", 'c\t""'], "'\"\"'"),  # an empty one
        (['5" Rohr\tb', 'c\t"d ""e"""'], '\'"d ""e"""\''),  # doubled quotes beside a stray one
    ],
)
def test_quotes_that_may_be_either_are_refused_with_the_cell(tmp_path: Path, rows: list[str], cell: str) -> None:
    path = write(tmp_path / "a.tsv", "\n".join(["source\thypothesis", *rows]))
    assert_refused(path, f"line {len(rows) + 1}: {re.escape(cell)} may be a quoted cell, or a text in quotes\n  try: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("source\tsource\n1\t2\n", "line 1: a column is named twice"),
        ("source\thypothesis\n1\n", "line 2: 1 cell, the header has 2"),
        ("source\n", "has no rows"),
        ("", "has no rows"),
    ],
)
def test_a_broken_file_is_an_error_that_names_the_place(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.tsv", text), message)
