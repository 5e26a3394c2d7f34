"""Tables of scores: columns say what a row is, every other column of numbers is a metric."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tertium.errors import DataError, UsageError
from tertium.evals.scores.readers import read_scores

if TYPE_CHECKING:
    from pathlib import Path

WIDE = "system\tdoc_id\tsegment\tgood\tbad\tnote\nx\td\t1\t0.5\t3\ta\nx\td\t2\tNone\t4\tb\n"


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_tsv_csv_json_lines_and_parquet_say_the_same(tmp_path: Path) -> None:
    json_lines = '{"system": "x", "doc_id": "d", "segment": 1, "good": 0.5, "bad": 3, "note": "a"}\n'
    json_lines += '{"system": "x", "doc_id": "d", "segment": 2, "good": null, "bad": 4, "note": "b"}\n'
    columns = {
        "system": ["x", "x"],
        "doc_id": ["d", "d"],
        "segment": [1, 2],
        "good": [0.5, None],
        "bad": [3, 4],
        "note": ["a", "b"],
    }
    pq.write_table(pa.table(columns), tmp_path / "s.parquet")
    files = [
        written(tmp_path, "s.tsv", WIDE),
        written(tmp_path, "s.csv", WIDE.replace("\t", ",").replace("x,d", '"x","d"')),
        written(tmp_path, "s.jsonl", json_lines),
        tmp_path / "s.parquet",
    ]
    for file in files:
        (table,) = read_scores(file)
        assert list(table.scores) == ["good", "bad"], file
        np.testing.assert_array_equal(table.scores["good"], [0.5, np.nan])
        assert [*map(list, (table.systems or (), table.documents or (), table.segments or ()))] == [
            ["x"] * 2,
            ["d"] * 2,
            ["1", "2"],
        ]
        assert table.notes == (f"{file.name}: columns that are not read: note",)
        assert table.level == "segment"


def test_columns_are_called_what_the_user_says(tmp_path: Path) -> None:
    file = written(tmp_path, "s.tsv", "who\twhere\tvalue\tother\nx\t1\t0.5\t1\n")
    (table,) = read_scores(file, {"system": "who", "segment": "where", "score": "value"})
    assert (table.systems, table.segments, list(table.scores)) == (["x"], ["1"], ["value"])
    with pytest.raises(UsageError, match="has no column 'whoo'"):
        read_scores(file, {"system": "whoo"})
    with pytest.raises(UsageError, match="no column of scores is named 'sistem'"):
        read_scores(file, {"sistem": "who"})


def test_a_column_that_names_the_metric_makes_a_table_of_each(tmp_path: Path) -> None:
    file = written(tmp_path, "s.tsv", "metric\tsystem\tscore\nm\tx\t1\nm\ty\t2\nn\tx\t3\n")
    first, second = read_scores(file)
    assert {name: scores.tolist() for name, scores in {**first.scores, **second.scores}.items()} == {
        "m": [1, 2],
        "n": [3],
    }
    assert (first.level, second.place(0)) == ("system", f"{file}, line 4")
    with pytest.raises(UsageError, match="several columns of numbers: score, z"):
        read_scores(written(tmp_path, "t.tsv", "metric\tsystem\tscore\tz\nm\tx\t1\t1\n"))


def test_one_row_a_system_is_of_whole_systems_and_more_are_segments_in_order(tmp_path: Path) -> None:
    assert read_scores(written(tmp_path, "s.tsv", "system\tm\nx\t1\ny\t2\n"))[0].level == "system"
    assert read_scores(written(tmp_path, "s.tsv", "system\tm\nx\t1\nx\t2\n"))[0].level == "segment"


def test_reasons_stand_beside_missing_scores(tmp_path: Path) -> None:
    (table,) = read_scores(written(tmp_path, "s.csv", 'system,line,m,reason\nx,1,,"filtered, at once"\nx,2,1,\n'))
    assert list(table.reasons) == ["filtered, at once", ""]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("s.tsv", "", "is empty"),
        ("s.tsv", "system\tm\nx\n", "line 2: 1 cell"),
        ("s.tsv", "system\tm\tm\nx\t1\t2\n", "two columns are called 'm'"),
        ("s.tsv", "system\tline\nx\t1\n", "has no column of scores: system, line"),
        ("s.tsv", "system\tm\n", "has no column of scores"),
        ("s.csv", 'system,m\n"x,1\n', "line 2"),
        ("s.tsv", "system\tm\nx\t1\n\t2\n", "line 3: no system"),
        ("s.jsonl", "{\n", "line 1 is no JSON"),
        ("s.jsonl", "[1]\n", "line 1 is no object"),
        ("s.xml", "<x/>", "holds no scores that can be read"),
    ],
)
def test_a_broken_file_is_an_error_with_its_place(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_scores(written(tmp_path, name, text))


def test_numbers_of_segments_may_be_floats_and_a_line_separator_ends_no_row(tmp_path: Path) -> None:
    pq.write_table(pa.table({"system": ["x", "x"], "segment": [1.0, 2.0], "m": [1.0, 2.0]}), tmp_path / "s.parquet")
    (table,) = read_scores(tmp_path / "s.parquet")
    assert table.segments == ["1", "2"]
    (table,) = read_scores(written(tmp_path, "s.csv", "system,segment,src,m\nx,1,a\u2028b,1\n"))
    assert table.texts["source"] == ["a\u2028b"]


def test_infinity_in_parquet_is_no_score(tmp_path: Path) -> None:
    pq.write_table(pa.table({"system": ["x"], "m": [float("inf")]}), tmp_path / "s.parquet")
    with pytest.raises(DataError, match="column 'm': infinity is no score"):
        read_scores(tmp_path / "s.parquet")
    with pytest.raises(DataError, match="is no file"):
        read_scores(tmp_path / "absent.tsv")


def test_the_index_of_pandas_is_no_metric(tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    for title in ("", "Unnamed: 0"):
        file.write_text(f"{title},system,segment,m\n0,x,1,0.5\n1,x,2,0.7\n", encoding="utf-8")
        (table,) = read_scores(file)
        assert (list(table.scores), table.unread, table.notes) == (["m"], [], ())


def test_packed_files_are_read_as_they_are(tmp_path: Path) -> None:
    for name, text in {
        "north.tsv": "segment\tm\n1\t0.5\n",
        "north.csv": "segment,m\n1,0.5\n",
        "north.jsonl": '{"segment": 1, "m": 0.5}\n',
        "north.txt": "0.5\n",
        "m.seg.score": "north\t0.5\n",
    }.items():
        file = tmp_path / f"{name}.gz"
        file.write_bytes(gzip.compress(text.encode()))
        (table,) = read_scores(file)
        assert (list(table.systems_by_row), [column.tolist() for column in table.scores.values()]) == (
            ["north"],
            [[0.5]],
        )


def test_a_second_column_that_names_the_row_is_no_metric(tmp_path: Path) -> None:
    file = tmp_path / "average.tsv"
    file.write_text("system\tdoc\tdocSegId\tglobalSegId\tmqm\nx\td\t1\t7\t0.5\n", encoding="utf-8")
    (table,) = read_scores(file)
    assert (list(table.scores), table.segments, table.documents, table.unread) == (
        ["mqm"],
        ["1"],
        ["d"],
        ["globalSegId"],
    )
