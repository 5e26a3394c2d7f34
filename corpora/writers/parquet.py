"""Parquet with the columns of columns.py, compressed by zstd, with page checksums."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tertium.corpora.columns import from_set
from tertium.errors import DataError
from tertium.files import write_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

MARKER = None


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the file; nothing is lost but the languages, the name and the provenance."""
    write_bytes(path, content(data))
    return ()


def content(data: EvalSet) -> bytes:
    """Return the file's bytes; DataError for a name that no column can have."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = from_set(data)
    if zero := next((name for name in columns if "\0" in name), None):
        raise DataError(f"no column can be called {zero!r}", hint="another name, or -f jsonl")
    kinds = {name: pa.float64() if name == "confidence" else pa.string() for name in columns}
    table = pa.table({name: pa.array(column, kinds[name]) for name, column in columns.items()})
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd", write_page_checksum=True)
    return out.getvalue()
