"""Parquet with the columns of columns.py, compressed by zstd, with page checksums."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tertium.corpora.named_columns import from_set
from tertium.errors import DataError
from tertium.files import write_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

MARKER = None


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the file; only the languages, the name and the provenance are lost."""
    write_bytes(path, parquet_bytes(data))
    return ()


def parquet_bytes(data: EvalSet) -> bytes:
    """Return the file's bytes.

    Raises:
        DataError: a name contains a zero character, which no column's name may.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = from_set(data)
    if invalid := next((name for name in columns if "\0" in name), None):
        raise DataError(f"invalid column name {invalid!r}", hint="another name, or -f jsonl")
    types = {name: pa.float64() if name == "confidence" else pa.string() for name in columns}
    table = pa.table({name: pa.array(column, types[name]) for name, column in columns.items()})
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", write_page_checksum=True)
    return buffer.getvalue()
