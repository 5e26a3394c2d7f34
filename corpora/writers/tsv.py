"""TSV with a header row: no quoting, so a text with a tab or a line end can't be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.columns import from_set
from tertium.corpora.writers.lines import missing_text_notes
from tertium.errors import DataError
from tertium.files import write_text

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

MARKER = None


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the file; a missing text becomes an empty one.

    Raises:
        DataError: a text or a name contains a tab or a line end.
    """
    columns = from_set(data)
    rows = [list(columns), *([_cell(value) for value in row] for row in zip(*columns.values(), strict=True))]
    for number, row in enumerate(rows, start=1):
        for cell in row:
            if any(char in cell for char in "\t\n\r"):
                raise DataError(f"{path}, line {number}: {cell[:40]!r} contains a tab or a line end", hint="-f jsonl")
    write_text(path, "".join("\t".join(row) + "\n" for row in rows))
    return missing_text_notes(data)


def _cell(value: str | float | None) -> str:
    return "" if value is None or value != value else str(value)  # noqa: PLR0124 - nan
