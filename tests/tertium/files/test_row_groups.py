"""Parquet files are written and read by row group, with every check of a file that is read at once."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tertium.errors import DataError
from tertium.files import GroupedTable, read_parquet, write_parquet, write_row_groups

if TYPE_CHECKING:
    from pathlib import Path

TABLE = pa.table({"id": [f"i{i}" for i in range(20)], "text": ["ä", None, "b", "ä"] * 5, "score": [0.5] * 20})


@pytest.mark.parametrize("sizes", [[20], [1] * 20, [7, 0, 13], [3, 9, 8]])
def test_the_bytes_do_not_depend_on_where_the_tables_end(tmp_path: Path, sizes: list[int]) -> None:
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    parts = (TABLE.slice(start, size) for start, size in zip(starts, sizes, strict=True))
    write_row_groups(parts, tmp_path / "parts.parquet", rows=6)
    write_row_groups([TABLE], tmp_path / "whole.parquet", rows=6)
    assert (tmp_path / "parts.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()
    assert pq.ParquetFile(tmp_path / "parts.parquet").num_row_groups == 4
    assert read_parquet(tmp_path / "parts.parquet").to_pydict() == TABLE.to_pydict()


@pytest.mark.parametrize("rows", [20, 21])
def test_a_single_row_group_is_the_file_that_is_written_at_once(tmp_path: Path, rows: int) -> None:
    write_row_groups([TABLE], tmp_path / "groups.parquet", rows=rows)
    write_parquet(TABLE, tmp_path / "whole.parquet")
    assert (tmp_path / "groups.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()


def test_a_table_without_rows_is_written_too(tmp_path: Path) -> None:
    write_row_groups([TABLE.slice(0, 0)], tmp_path / "none.parquet", rows=6)
    assert read_parquet(tmp_path / "none.parquet").num_rows == 0


def test_row_groups_are_read_one_at_a_time_also_after_a_pickle(tmp_path: Path) -> None:
    write_row_groups([TABLE], tmp_path / "t.parquet", rows=6)
    for table in (opened := GroupedTable(tmp_path / "t.parquet"), pickle.loads(pickle.dumps(opened))):  # noqa: S301
        assert (table.rows, table.starts) == (20, [0, 6, 12, 18])
        assert table.read(1, ["text", "score"]).to_pydict() == TABLE.slice(6, 6).select(["text", "score"]).to_pydict()
        numbered = table.read(1, ["text"], decode=False).column("text")
        assert pa.types.is_dictionary(numbered.type)


def test_damage_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    with pytest.raises(DataError, match="can't read"):
        GroupedTable(path)
    path.write_bytes(b"PAR1 no table PAR1")
    with pytest.raises(DataError, match=r"can't read .*t\.parquet"):
        GroupedTable(path)
    write_row_groups([TABLE], path, rows=6)
    content = bytearray(path.read_bytes())
    content[40] ^= 255
    path.write_bytes(content)
    damaged = GroupedTable(path)
    with pytest.raises(DataError, match="can't read"):
        damaged.read(0, ["id", "text", "score"])
