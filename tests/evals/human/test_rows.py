"""The rows of files of human scores name their output and their place in the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tertium.corpora.types import Document
from tertium.errors import DataError
from tertium.evals.human.rows import open_table, rows_of
from tests.evals.making import run_of

if TYPE_CHECKING:
    from pathlib import Path

DATA = run_of({"x": [1.0] * 3}).data


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "scores.tsv"


def test_a_row_knows_its_output_its_rater_and_its_line(file: Path) -> None:
    file.write_text("annotator\tsystem\tseg_id\tscore\n\nme\tX\t2\t5\n", encoding="utf-8")
    (row,) = rows_of(open_table(file), DATA, {"X": "x"})
    assert (row.system, row.segment, row.rater, row.cells["score"]) == ("x", 1, "me", "5")
    assert row.where == f"{file}, line 3"


def test_without_a_column_of_raters_nobody_is_named(file: Path) -> None:
    file.write_text(f"system\tid\nx\t{DATA.ids[2]}\n", encoding="utf-8")
    (row,) = rows_of(open_table(file), DATA, {})
    assert (row.segment, row.rater) == (2, "")


def test_csv_is_quoted_and_its_cells_may_have_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "scores.CSV"
    file.write_text(
        'model,segment_id,rater_id,note,da\r\nx,1,"a, b","two\nlines",7\r\n\r\nx,3,c,"",8\r\n', encoding="utf-8"
    )
    first, second = rows_of(open_table(file), DATA, {})
    assert (first.system, first.segment, first.rater, first.cells["da"]) == ("x", 0, "a, b", "7")
    assert (second.segment, second.where) == (2, f"{file}, line 5")
    file.write_text('system,line\nx,"1\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"line 2: .*\n  try: cells in quotes"):
        open_table(file)


def test_numbers_count_segments_only_where_no_segment_is_called_so(file: Path) -> None:
    file.write_text("system\tsegment\nx\t2\n", encoding="utf-8")
    assert [row.segment for row in rows_of(open_table(file), DATA, {})] == [1]
    numbered = replace(DATA, ids=("2", "1", "z"))
    assert [row.segment for row in rows_of(open_table(file), numbered, {})] == [0]
    file.write_text("system\tsegment\nx\t9\n", encoding="utf-8")
    with pytest.raises(DataError, match="'9' is no segment"):
        list(rows_of(open_table(file), DATA, {}))


def test_numbers_within_documents_are_known_by_the_documents(file: Path) -> None:
    data = replace(DATA, documents=(Document("p", 0, 2), Document("q", 2, 3)))
    for text, segments in (
        ("x\tp\t1\nx\tq\t1\n", [0, 2]),  # within documents
        ("x\tp\t1\nx\tq\t3\n", [0, 2]),  # in the set
        ("x\tother\t1\nx\tq\t1\n", [0, 0]),  # documents of other names tell nothing
    ):
        file.write_text("system\tdoc_id\tseg_id\n" + text, encoding="utf-8")
        assert [row.segment for row in rows_of(open_table(file), data, {})] == segments
    file.write_text("system\tdoc_id\tseg_id\nx\tp\t1\nx\tq\t2\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"line 3: '2' is no seg_id of document 'q'\n  try: segments numbered"):
        list(rows_of(open_table(file), data, {}))
    file.write_text("system\tdoc_id\tseg_id\nx\tp\t1\nx\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 3 has no seg_id"):
        list(rows_of(open_table(file), data, {}))


def test_json_lines_are_a_table(tmp_path: Path) -> None:
    file = tmp_path / "scores.jsonl"
    file.write_text('{"system": "x", "segment": 2, "score": 50.5}\n\n{"system": "x", "segment": 3, "rater": null}\n')
    first, second = rows_of(open_table(file), DATA, {})
    assert (first.segment, first.cells["score"], first.rater, second.where) == (1, "50.5", "", f"{file}, line 3")
    for text, message in (("{", "line 1 is no JSON"), ("[1]", "line 1 is no object"), ("", "has the columns none")):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(DataError, match=message):
            open_table(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("system\trater\nx\tr\n", "has the columns system, rater\n  try: system, line or segment"),
        ("line\tscore\n1\t1\n", "has the columns line, score"),
        ("system\tseg_id\nx\t0\n", "line 2: '0' is no seg_id of set 'made'"),
        ("system\tline\tline\nx\t1\t2\n", "two columns are called 'line'"),
        ("system\tline\nx\t1\t\nx\t1\tmore\n", "line 3 has 3 cells\n  try: 2, as in line 1"),
        ("system\tline\trater\nx\t1\n", "line 2 has no rater\n  try: 3 cells"),
    ],
)
def test_a_broken_row_is_refused_with_its_place(file: Path, text: str, message: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        list(rows_of(open_table(file), DATA, {}))
