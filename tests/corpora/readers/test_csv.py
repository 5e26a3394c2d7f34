"""CSV."""

from __future__ import annotations

import csv as python_csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.readers import csv, open_set
from tertium.errors import DataError
from tests.corpora.making import TABLE, assert_refused, assert_table, write


@pytest.mark.parametrize(("name", "claimed"), [("a.csv", True), ("a.csv.gz", True), ("a.tsv", False)])
def test_a_file_is_claimed_by_its_name(name: str, claimed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert csv.claims(tmp_path / name) is claimed


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_row_is_a_segment_whatever_ends_its_cells(delimiter: str, tmp_path: Path) -> None:
    rows = [TABLE, *zip(*TABLE.values(), strict=True)]
    assert_table(open_set(write(tmp_path / "a.csv", "\n".join(delimiter.join(row) for row in rows))))


def test_blank_lines_are_skipped_and_noted_and_an_empty_text_is_none(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "a.csv", 'hypothesis\n"a"\n\n""\n'))
    assert (data.outputs["system"], data.notes) == (("a", ""), ("a.csv: 1 blank line skipped",))


def test_a_row_of_empty_cells_is_a_segment_and_a_blank_line_is_none(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "a.csv", "\nsource;hypothesis\na;b\n\n;\n  \nc;d\n"))
    assert (data.sources, data.outputs["system"]) == (("a", "", "c"), ("b", "", "d"))
    assert data.notes == ("a.csv: 3 blank lines skipped",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("source,source\n1,2\n", "line 1: a column is named twice"),
        ("source,hypothesis\n1\n", "line 2: 1 cell, the header has 2"),
        ('source,hypothesis\n1,"2\n', "line 2: a quote that isn't closed"),
        ("source\n", "has no rows"),
        ("", "has no rows"),
    ],
)
def test_a_broken_file_is_an_error_that_names_the_place(text: str, message: str, tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.csv", text), message)


CELL = st.text('ab",;\t\n \u2028\ufeff')


@given(
    rows=st.lists(st.tuples(CELL, CELL), min_size=1),
    damage=st.tuples(st.integers(0, 60), st.sampled_from(["", '"', ",", "\n", "x"])),
)
def test_no_row_is_lost_against_an_independent_reading(rows: list[tuple[str, str]], damage: tuple[int, str]) -> None:
    file = io.StringIO(newline="")
    python_csv.writer(file, lineterminator="\n").writerows([("source", "hypothesis"), *rows])
    text = file.getvalue()
    text = text[: 18 + damage[0]] + damage[1] + text[18 + damage[0] :]
    with tempfile.TemporaryDirectory() as folder:
        try:
            data = open_set(write(Path(folder) / "a.csv", text))
        except DataError:
            return
    expected = [row for row in python_csv.reader(io.StringIO(text, newline="")) if row][1:]
    assert list(zip(data.sources or (), data.outputs["system"], strict=True)) == [tuple(row) for row in expected]


def test_the_line_of_excel_that_names_the_delimiter_is_no_header(tmp_path: Path) -> None:
    data = open_set(write(tmp_path / "a.csv", "sep=;\nsource;hypothesis\na, b, c;d\n\n"))
    assert (data.sources, data.outputs["system"]) == (("a, b, c",), ("d",))
    assert data.notes == ("a.csv: line 1, 'sep=;', names the delimiter", "a.csv: 1 blank line skipped")
    with pytest.raises(DataError, match=r"a\.csv, line 3: 1 cell, the header has 2"):
        open_set(write(tmp_path / "a.csv", "sep=;\nsource;hypothesis\na\n"))


def test_commas_within_a_quoted_header_name_no_delimiter(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('source;"a, ""b"", c";"d, e, f";hypothesis\n1;2;3;4\n', encoding="utf-8")
    data = open_set(tmp_path / "a.csv")
    assert (data.sources, data.outputs["system"]) == (("1",), ("4",))


def test_lines_may_end_in_cr_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b'source,hypothesis\ra,"b, ""c"""\rd,e\r')
    data = open_set(path)
    assert (data.sources, data.outputs["system"]) == (("a", "d"), ('b, "c"', "e"))
    assert data.notes == ("x.csv: lines end in CR alone, read as LF",)
