"""TSV with a header row: no quoting, so a text with a tab or a line end can't be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.named_columns import from_set
from tertium.corpora.readers.tsv import unquoted
from tertium.corpora.writers.lines import missing_text_notes
from tertium.errors import DataError
from tertium.files import write_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.corpora.types import EvalSet

MARKER = None


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the file; a missing text becomes an empty one.

    Raises:
        DataError: a text or a name contains a tab or a line end, or quotes that would be taken for those of a program.
    """
    columns = from_set(data)
    rows = [list(columns), *([_cell(value) for value in row] for row in zip(*columns.values(), strict=True))]
    for number, row in enumerate(rows, start=1):
        for cell in row:
            if any(char in cell for char in "\t\n\r"):
                raise DataError(f"{path}, line {number}: {cell[:40]!r} contains a tab or a line end", hint="-f jsonl")
    lines = ["\t".join(row) for row in rows]
    _check_quotes(path, lines, rows)
    write_text(path, "".join(f"{line}\n" for line in lines))
    return missing_text_notes(data)


def _check_quotes(path: Path, lines: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Raise DataError where the reader would take quotes for those of a program that quotes."""
    try:
        read, _ = unquoted(path, lines)
    except DataError as error:
        raise DataError(str(error).partition("\n")[0], hint="-f jsonl") from error
    for number, (row, again) in enumerate(zip(rows, read.rows, strict=True), start=1):
        if [*row] != again:
            raise DataError(f"{path}, line {number}: would be read back without its quotes", hint="-f jsonl")


def _cell(value: str | float | None) -> str:
    return "" if value is None or value != value else str(value)  # noqa: PLR0124 - nan
