"""A Parquet file is read with all checks: damage is an error and never a wrong text."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from tertium.errors import DataError
from tertium.files.tables import Kind, check_columns, read_parquet, write_parquet
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TABLE = pa.table({"id": ["a", "b"], "text": [None, "x"], "score": [1.0, float("nan")], "row": [0, 1]})
KINDS: dict[str, Kind] = {"id": "text", "text": "text or null", "score": "number", "row": "whole number"}


def test_a_table_is_read_as_it_was_written_whatever_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a\udcff.parquet"
    write_parquet(TABLE, path)
    assert str(read_parquet(path)) == str(TABLE)
    check_columns(read_parquet(path), KINDS, path)


def test_bytes_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    raw = pa.array([b"a\xff", b"b"]).cast(pa.binary())
    text = pa.Array.from_buffers(pa.string(), 2, raw.buffers())
    write_parquet(pa.table({"id": text}), tmp_path / "a.parquet")
    with pytest.raises(DataError, match=r"can't read .*a\.parquet: .*UTF8.*\n  try: make the folder again"):
        read_parquet(tmp_path / "a.parquet")


def test_what_is_no_parquet_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no, this is not")
    (tmp_path / "b.parquet").mkdir()
    for name in ("a", "b", "c"):
        with pytest.raises(DataError, match=rf"can't read .*{name}\.parquet: .*\n  try: another"):
            read_parquet(tmp_path / f"{name}.parquet", hint="another")


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (TABLE.drop_columns(["id"]), "lacks the column 'id'"),
        (TABLE.append_column("more", TABLE["id"]), "has a column 'more', and nothing says what it is"),
        (TABLE.append_column("id", TABLE["id"]), "has a column 'id', twice"),
        (TABLE.set_column(0, "id", TABLE["row"]), "column 'id' is not text in every row"),
        (TABLE.set_column(0, "id", TABLE["text"]), "column 'id' is not text in every row"),
        (TABLE.set_column(2, "score", TABLE["id"]), "column 'score' is not number in every row"),
        (TABLE.set_column(3, "row", TABLE["score"]), "column 'row' is not whole number in every row"),
    ],
)
def test_columns_that_differ_from_what_was_written_are_named(tmp_path: Path, table: pa.Table, problem: str) -> None:
    with pytest.raises(DataError, match=problem):
        check_columns(table, KINDS, tmp_path)


def test_a_column_without_any_text_may_have_no_type_and_counts_are_lists(tmp_path: Path) -> None:
    check_columns(pa.table({"a": pa.nulls(2)}), {"a": "text or null"}, tmp_path)
    check_columns(pa.table({"a": [[1.0], [2.0]]}), {"a": "numbers"}, tmp_path)
    with pytest.raises(DataError, match="is not numbers"):
        check_columns(pa.table({"a": [["x"]]}), {"a": "numbers"}, tmp_path)


def test_text_that_is_stored_as_a_dictionary_is_read_as_text(tmp_path: Path) -> None:
    texts = ["a", None, "b", "a"]
    write_parquet(pa.table({"text": pa.array(texts).dictionary_encode()}), tmp_path / "a.parquet")
    table = read_parquet(tmp_path / "a.parquet")
    assert table["text"].type == pa.string()
    assert table["text"].to_pylist() == texts


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (pa.table({"text": ["a" * 1_000_000]}), "is larger than"),
        (pa.table({"text": pa.array(["a" * 1000] * 1_000).dictionary_encode()}), "is larger than"),
        (pa.table({"text": pa.nulls(10_001, pa.string())}), "has more than 10000 values"),
        (pa.table({"row": [[0] * 10_001]}), "has more than 10000 values"),
    ],
)
def test_a_file_of_few_bytes_that_unpacks_to_many_is_refused(tmp_path: Path, table: pa.Table, problem: str) -> None:
    write_parquet(table, tmp_path / "a.parquet")
    assert (tmp_path / "a.parquet").stat().st_size < 5_000
    with pytest.raises(DataError, match=problem):
        read_parquet(tmp_path / "a.parquet", limit=900_000, value_limit=10_000)


FLIPPING = """
import sys
from pathlib import Path
from tertium.errors import DataError
from tertium.files import read_parquet

path, content = Path(sys.argv[1]), Path(sys.argv[1]).read_bytes()
start = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
for place in range(start, len(content)):
    for bit in (0, 1):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :])
        try:
            read_parquet(path, hint="again")
        except DataError:
            print("refused")
"""


def test_a_damaged_footer_is_an_error_and_never_ends_the_process(tmp_path: Path) -> None:
    write_parquet(pa.table({"a": ["x", None, "y"], "b": [1.0, 2.0, 3.0]}), tmp_path / "t.parquet")
    process = subprocess.run(
        [sys.executable, "-c", FLIPPING, str(tmp_path / "t.parquet")],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.count("refused") > 100
