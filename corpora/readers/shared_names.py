"""Which of several tables the names of columns are about, where a set and the outputs of its systems are tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.readers.table import flattened
from tertium.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tertium.corpora.readers.table import Table


def by_table(tables: Mapping[Path, Table], columns: Mapping[str, str]) -> dict[Path, dict[str, str]]:
    """Return the named columns of each table: those whose header it has.

    Args:
        tables: the tables by their paths; of a single one every name is.
        columns: name of a column of ours to the header in the files; a nested key is ``outer.inner``.

    Raises:
        UsageError: no table has a header.
    """
    if len(tables) == 1:  # its reader says what it lacks
        return {path: dict(columns) for path in tables}
    headers = {path: flattened(table).columns.keys() for path, table in tables.items()}
    for header in columns.values():
        if not any(header in present for present in headers.values()):
            files = ", ".join(dict.fromkeys(table.path.name for table in tables.values()))
            known = dict.fromkeys(name for present in headers.values() for name in present)
            raise UsageError(f"no table has a column {header!r}: {files}", hint=nearest(header, known))
    return {
        path: {name: header for name, header in columns.items() if header in present}
        for path, present in headers.items()
    }
