"""Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tertium.corpora.readers import open_set, parquet
from tertium.errors import DataError
from tests.corpora.making import TABLE, assert_refused, assert_table, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("name", "claimed"), [("a.parquet", True), ("a.parquet.gz", False)])
def test_a_file_is_claimed_by_its_name(name: str, claimed: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert parquet.claims(tmp_path / name) is claimed


def test_a_row_is_a_segment(tmp_path: Path) -> None:
    pd.DataFrame(TABLE).to_parquet(tmp_path / "a.parquet")
    assert_table(open_set(tmp_path / "a.parquet"))


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    assert_refused(write(tmp_path / "a.parquet", "no parquet"), "can't read ")


def test_a_parquet_file_without_rows_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"source": pa.array([], pa.string())}), tmp_path / "a.parquet")
    with pytest.raises(DataError, match=r"a\.parquet has no rows\n  try: one row per segment"):
        open_set(tmp_path / "a.parquet")


def test_bytes_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    raw = pa.array([b"a\xff", b"b"], pa.binary())
    text = pa.Array.from_buffers(pa.string(), 2, raw.buffers())
    pq.write_table(pa.table({"source": text, "reference": ["a", "b"]}), tmp_path / "a.parquet")
    assert_refused(tmp_path / "a.parquet", "can't read .*UTF8")
