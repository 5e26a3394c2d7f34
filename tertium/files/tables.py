"""Parquet files, read with every check that Arrow has, so that damage is an error and never a wrong text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from tertium.errors import DataError
from tertium.files.text import too_large
from tertium.limits import MAX_TABLE_BYTES, MAX_TABLE_VALUES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa

Kind: TypeAlias = Literal["text", "text or null", "whole number", "number", "numbers"]
"""What a column holds; "numbers" is a list of numbers in each row."""

HINT: Final = "make the folder again"


def read_parquet(
    path: Path,
    *,
    hint: str = HINT,
    limit: int = MAX_TABLE_BYTES,
    value_limit: int = MAX_TABLE_VALUES,
    decode: bool = True,
) -> pa.Table:
    """Return the table in a Parquet file; text that is stored as a dictionary is read as text.

    Args:
        path: the file.
        hint: of the error.
        limit: most bytes that the table may take, unpacked.
        value_limit: most values that it may have, nulls included.
        decode: False where the caller wants texts as dictionaries, which are one for the whole of a column.

    Raises:
        DataError: the file can't be read, isn't Parquet, is damaged or too large, or holds bytes that aren't UTF-8 as
            text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # Arrow takes no path that isn't UTF-8. A thread of its own that still reads ahead in Python's file when the
        # process ends would abort it ("terminate called without an active exception").
        with path.open("rb") as file:
            parquet = pq.ParquetFile(file, page_checksum_verification=True, pre_buffer=False)
            _check_size(path, parquet, limit, value_limit)
            # A file of kilobytes may name one text a billion times: as a dictionary, it is in memory once.
            texts = [field.name for field in parquet.schema_arrow if is_text(field.type)]
            file.seek(0)
            table = pq.ParquetFile(file, page_checksum_verification=True, pre_buffer=False, read_dictionary=texts).read(
                use_threads=False
            )
        table.validate(full=True)  # the texts, and the dictionaries' numbers, on which what follows relies
        table = decoded(path, table, limit) if decode else table.unify_dictionaries().combine_chunks()
    except (OSError, ValueError, pa.ArrowException) as error:  # UnicodeDecodeError, of a name, is a ValueError
        raise unreadable(path, error, hint) from error
    return table


def unreadable(path: Path, error: BaseException, hint: str) -> DataError:
    """Return the error for a file that can't be read, with the reason."""
    reason = getattr(error, "strerror", None) or (str(error).splitlines() or [type(error).__name__])[0]
    return DataError(f"can't read {path}: {reason}", hint=hint)


def _check_size(path: Path, parquet: Any, limit: int, value_limit: int) -> None:
    """Check the numbers of a file's footer: how many bytes and values its columns unpack to."""
    groups = [parquet.metadata.row_group(i) for i in range(parquet.metadata.num_row_groups)]
    if sum(group.total_byte_size for group in groups) > limit:
        raise too_large(path, limit)
    # A damaged description of a column ends the process when it is looked at first by `column`, and is an error when a
    # row is read first. The only row of a list may be of any size.
    columns = [parquet.schema.column(i) for i in range(len(parquet.schema.names))]
    flat = [column.path for column in columns if column.max_repetition_level == 0]
    for i in range(len(groups) if flat else 0):
        next(parquet.iter_batches(batch_size=1, row_groups=[i], columns=flat, use_threads=False), None)
    values = sum(group.column(i).num_values for group in groups for i in range(group.num_columns))
    if values > value_limit:
        raise DataError(f"{path} has more than {value_limit} values", hint="split the file")


def decoded(path: Path, table: pa.Table, limit: int) -> pa.Table:
    """Return the table with texts in the place of dictionaries, if they don't exceed the limit."""
    from pyarrow import types

    from tertium.files import arrays

    size = 0
    for i, field in enumerate(table.schema):
        if not (types.is_dictionary(field.type) and is_text(field.type)):
            continue
        columns = [arrays.categories(chunk) for chunk in table.column(i).chunks]
        size += sum(column.size for column in columns)
        if size > limit:
            raise too_large(path, limit)
        table = table.set_column(i, field.name, arrays.decoded(columns))
    return table


def is_text(type_: Any) -> bool:
    """Whether a column's type is text, or a dictionary of texts."""
    from pyarrow import types

    value_type = type_.value_type if types.is_dictionary(type_) else type_
    return bool(types.is_string(value_type) or types.is_large_string(value_type))


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write a table, compressed, and with the checksums that `read_parquet` verifies."""
    import pyarrow.parquet as pq

    with path.open("wb") as file:
        pq.write_table(table, file, compression="zstd", write_page_checksum=True)


def check_columns(table: pa.Table, kinds: Mapping[str, Kind], path: Path) -> None:
    """Check that a table has these columns, each of its kind, and no others.

    Raises:
        DataError: it hasn't; the message names the column.
    """
    for name in table.column_names:
        if name not in kinds or table.column_names.count(name) > 1:
            problem = "twice" if name in kinds else "and nothing says what it is"
            raise DataError(f"{path} is damaged: it has a column {name!r}, {problem}", hint=HINT)
    for name, kind in kinds.items():
        if name not in table.column_names:
            raise DataError(f"{path} is damaged: it lacks the column {name!r}", hint=HINT)
        column = table[name]
        if not _is_of(column.type, kind) or (kind != "text or null" and column.null_count):
            raise DataError(f"{path} is damaged: column {name!r} is not {kind} in every row", hint=HINT)


def _is_of(type_: Any, kind: Kind) -> bool:
    from pyarrow import types

    if kind == "numbers":
        return bool(types.is_list(type_) or types.is_large_list(type_)) and bool(types.is_floating(type_.value_type))
    if kind == "text or null" and types.is_null(type_):  # as other tools write a column without any text
        return True
    if kind in {"text", "text or null"}:
        return is_text(type_)
    return bool(types.is_integer(type_) if kind == "whole number" else types.is_floating(type_))
