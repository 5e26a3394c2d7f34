"""Parquet files that are read and written one row group at a time, so that memory doesn't hold a whole table."""

from __future__ import annotations

import os
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias
from weakref import finalize

from tertium.errors import DataError
from tertium.files.remote import RemotePath
from tertium.files.tables import HINT, decoded, is_text, unreadable
from tertium.files.text import too_large
from tertium.limits import MAX_TABLE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    import pyarrow as pa

State: TypeAlias = "tuple[int, int] | str"
"""Size and time of a file, or what an address has for them: another one is another content."""


class GroupedTable:
    """A Parquet file of any size, read one row group at a time, each with the checks of `read_parquet`.

    The file stays open: a folder that is replaced meanwhile doesn't change what is read. It can be pickled: then it is
    opened again, and must be the same.

    Attributes:
        path: the file.
        rows: their number.
        starts: the first row of each row group.

    Raises:
        DataError: as `read_parquet`; the limit on bytes is that of a row group. When unpickled: the file has changed.
    """

    def __init__(self, path: Path, *, hint: str = HINT, state: State | None = None) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.path, self._hint, self._lock = path, hint, Lock()
        try:
            self._file = path.open("rb")
            finalize(self, self._file.close)
            self._state = path.state if isinstance(path, RemotePath) else _state(self._file)
            if state not in {None, self._state}:
                raise DataError(f"{path} has changed while it was read", hint="again, with nothing else writing to it")
            plain = pq.ParquetFile(self._file, pre_buffer=False)
            # A file of kilobytes may name one text a billion times: as a dictionary, it is in memory once.
            texts = [field.name for field in plain.schema_arrow if is_text(field.type)]
            self._file.seek(0)
            self._parquet = pq.ParquetFile(
                self._file, page_checksum_verification=True, pre_buffer=False, read_dictionary=texts
            )
        except (OSError, ValueError, pa.ArrowException) as error:
            raise unreadable(path, error, hint) from error
        self.schema: pa.Schema = plain.schema_arrow
        sizes = [self._parquet.metadata.row_group(i).num_rows for i in range(self._parquet.num_row_groups)]
        *self.starts, self.rows = accumulate(sizes, initial=0)

    def read(self, group: int, columns: Sequence[str], *, decode: bool = True) -> pa.Table:
        """Return columns of a row group, with texts as dictionaries unless `decode`; threads may call it at a time."""
        import pyarrow as pa

        try:
            with self._lock:
                metadata = self._parquet.metadata.row_group(group)
                if metadata.total_byte_size > MAX_TABLE_BYTES:
                    raise too_large(self.path, MAX_TABLE_BYTES)
                table = self._parquet.read_row_group(group, columns=list(columns), use_threads=False)
            table.validate(full=True)
            if not decode:
                return table.select(list(columns)).unify_dictionaries().combine_chunks()
            table = decoded(self.path, table, MAX_TABLE_BYTES)
        except (OSError, ValueError, pa.ArrowException) as error:
            raise unreadable(self.path, error, self._hint) from error
        return table.select(list(columns))

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopened, (self.path, self._hint, self._state)


def _state(file: BinaryIO) -> tuple[int, int]:
    status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns


def _reopened(path: Path, hint: str, state: State) -> GroupedTable:
    return GroupedTable(path, hint=hint, state=state)


def write_row_groups(tables: Iterable[pa.Table], path: Path, *, rows: int) -> None:
    """Write tables of one schema, one below the other, as `write_parquet` writes a single one.

    The bytes don't depend on where the tables begin and end: each row group has `rows` rows, the last one the rest.
    """
    import pyarrow.parquet as pq

    writer: Any = None
    with path.open("wb") as file:
        for table in _cut(tables, rows):
            if writer is None:
                writer = pq.ParquetWriter(file, table.schema, compression="zstd", write_page_checksum=True)
            writer.write_table(table, row_group_size=rows)
        if writer is not None:
            writer.close()


def _cut(tables: Iterable[pa.Table], rows: int) -> Iterator[pa.Table]:
    """Yield the same rows in tables of `rows` rows and a shorter last one; at least one, which may be empty."""
    import pyarrow as pa

    pending: list[pa.Table] = []
    size, empty = 0, True
    for table in tables:
        pending.append(table)
        size += len(table)
        while size >= rows:
            whole = pa.concat_tables(pending)
            yield whole.slice(0, rows).combine_chunks()
            size, empty = size - rows, False
            pending = [whole.slice(rows)]
    if size or empty:
        yield pa.concat_tables(pending).combine_chunks()
