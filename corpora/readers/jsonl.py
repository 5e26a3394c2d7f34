"""JSON lines: one object per segment; null, or no key, where a text is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.readers import json_values
from tertium.corpora.readers.table import Table, blank_notes, from_records
from tertium.errors import DataError
from tertium.files import read_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tertium.corpora.types import Languages


def claims(path: Path) -> bool:
    """Return whether the name ends in .jsonl or .jsonl.gz."""
    return path.name.lower().endswith((".jsonl", ".jsonl.gz"))


def read_table(path: Path, languages: Languages) -> Table:  # noqa: ARG001 - the protocol's
    """Return the table; blank lines are skipped with a note.

    Raises:
        DataError: a line isn't a JSON object.
    """
    lines, notes = read_lines(path)
    return of_lines(path, lines, notes)


def of_lines(path: Path, lines: Sequence[str], notes: Sequence[str]) -> Table:
    """Return the table in the lines of a file; see `read_table`."""
    records, numbers = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        record = json_values.parse(line, f"{path}, line {number}")
        if not isinstance(record, dict):
            raise DataError(f"{path}, line {number}: not an object", hint="one JSON object per line")
        records.append(record)
        numbers.append(number)
    if not records:
        raise DataError(f"{path} is empty", hint="one JSON object per line")
    blank = len(lines) - len(records)
    return from_records(path, records, numbers=numbers, unit="line", notes=(*notes, *blank_notes(path, blank)))
