"""Parquet with the columns of columns.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.readers.table import Table
from tertium.errors import DataError
from tertium.files import read_parquet
from tertium.limits import MAX_BYTES, MAX_CELLS

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import Languages


def claims(path: Path) -> bool:
    """Return whether the name ends in .parquet."""
    return path.suffix.lower() == ".parquet"


def read_table(path: Path, languages: Languages) -> Table:  # noqa: ARG001 - the protocol's
    """Return the table.

    Raises:
        DataError: the file isn't Parquet, has no rows, has two columns of one name, or is too large.
    """
    table = read_parquet(path, hint="a Parquet file", limit=MAX_BYTES, value_limit=MAX_CELLS)
    if not table.num_rows:
        raise DataError(f"{path} has no rows", hint="one row per segment")
    if len(set(table.column_names)) < len(table.column_names):
        raise DataError(f"{path}: a column is named twice", hint="unique column names")
    columns = {name: column.to_pylist() for name, column in zip(table.column_names, table.columns, strict=True)}
    return Table(path, columns, name=path.stem)
