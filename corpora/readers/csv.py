"""CSV with a header row, as spreadsheets and pandas write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tertium.corpora.readers import delimited
from tertium.corpora.readers.table import Table, blank_notes
from tertium.files import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import Languages

DELIMITERS: Final = ",;\t"
"""The one that the header has most of is the file's; spreadsheets write semicolons where the comma is decimal."""

QUOTED: Final = re.compile(r'"[^"]*"')
"""Matches what stands in quotes, in which no character is a delimiter."""


def claims(path: Path) -> bool:
    """Return whether the name ends in .csv or .csv.gz."""
    return path.name.lower().endswith((".csv", ".csv.gz"))


def read_table(path: Path, languages: Languages) -> Table:  # noqa: ARG001 - the protocol's
    """Return the table; an empty cell is an empty text, a blank line is skipped with a note.

    Raises:
        DataError: a quote isn't closed, or a row has too many or too few cells.
    """
    text, notes = read_text(path)
    if "\r" in text and "\n" not in text:  # old Macs, and "CSV (Macintosh)" of Excel
        text = text.replace("\r", "\n")
        notes.append(f"{path.name}: lines end in CR alone, read as LF")
    first, _, rest = text.partition("\n")
    if first.startswith("sep=") and len(first) == len("sep=,"):  # Excel's own line, which no other program reads
        delimiter, text = first[-1], f"\n{rest}"  # lines are counted as in the file
        notes.append(f"{path.name}: line 1, {first!r}, names the delimiter")
        return _table(path, text, delimiter, notes, skipped=1)
    header = QUOTED.sub("", text.lstrip("\n")).partition("\n")[0]
    delimiter = max(DELIMITERS, key=header.count)  # of equals the first: a comma where there is but one column
    return _table(path, text, delimiter, notes)


def _table(path: Path, text: str, delimiter: str, notes: list[str], skipped: int = 0) -> Table:
    """Return the table of a text; so many of its blank lines aren't the user's."""
    parsed, blank = delimited.without_blank(delimited.parse(path, text, delimiter), of_one_column=True)
    columns = delimited.columns_of(path, parsed.rows, parsed.lines)
    return Table(path, columns, parsed.lines[1:], "line", notes=(*notes, *blank_notes(path, blank - skipped)))
