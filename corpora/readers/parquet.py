"""Parquet with the columns of columns.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.columns import cell_text, to_set
from tertium.errors import DataError
from tertium.files import read_parquet

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet


def claims(path: Path) -> bool:
    """Return whether the name ends in .parquet."""
    return path.suffix == ".parquet"


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set.

    Raises:
        DataError: the file isn't Parquet, has no rows, or has a column that isn't text; see also `to_set`.
    """
    table = read_parquet(path, hint="a Parquet file")
    if not table.num_rows:
        raise DataError(f"{path} has no rows", hint="one row per segment")
    columns = {
        name: [
            cell_text(value, f"{path}, row {row}, {name!r}") for row, value in enumerate(column.to_pylist(), start=1)
        ]
        for name, column in zip(table.column_names, table.columns, strict=True)
    }
    return to_set(columns, name=path.stem, origin=path.name, languages=languages)
