"""Plain text for a terminal or a log: aligned columns, notes below."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.reports.table import Table

suffix = ".txt"


def render(tables: Sequence[Table]) -> str:
    """Return one block per table, an empty line between."""
    return "\n".join(_block(table) for table in tables)


def _block(table: Table) -> str:
    cells = [[column.heading for column in table.columns], *table.shown()]
    cells = [[visible(cell) for cell in row] for row in cells]
    widths = [max(width(row[i]) for row in cells) for i in range(len(table.columns))]
    lines = []
    for row in cells:
        padded = [
            " " * (size - width(cell)) + cell if column.numeric else cell + " " * (size - width(cell))
            for cell, size, column in zip(row, widths, table.columns, strict=True)
        ]
        lines.append("  ".join(padded).rstrip())
    lines.insert(1, "  ".join("─" * size for size in widths))
    notes = [f"  {visible(note)}" for note in table.notes]
    return "\n".join([visible(table.title), "", *lines, *([""] if notes else []), *notes]) + "\n"


def visible(text: str) -> str:
    """Return the text with control and bidirectional characters shown as codes: none reaches the terminal."""
    return "".join(f"<U+{ord(c):04X}>" if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} else c for c in text)


def width(text: str) -> int:
    """Return how many terminal columns a text takes."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) != 0 for c in text)
