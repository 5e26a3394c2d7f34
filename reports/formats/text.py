"""Plain text for a log or a file: aligned columns, notes below; for a terminal as wide as that is, through rich."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from tertium.reports.table import Table

suffix = ".txt"

GAP = 2
"""Spaces between two columns; in a terminal rich draws one of them itself."""


def render(tables: Sequence[Table]) -> str:
    """Return one block per table, an empty line between; a note that several tables share stands under the last."""
    shown = zip(tables, said_once(tables), strict=True)
    return "\n".join(_block(table, notes) for table, notes in shown)


def said_once(tables: Sequence[Table]) -> list[list[str]]:
    """Return what stands under each table: a note that several tables share, under the last of them."""
    last = {note: i for i, table in enumerate(tables) for note in table.said}
    return [[note for note in dict.fromkeys(table.said) if last[note] == i] for i, table in enumerate(tables)]


def _block(table: Table, said: Sequence[str]) -> str:
    if not table.rows:
        return "\n".join([visible(table.title), "", "none", *(f"  {visible(note)}" for note in said)]) + "\n"
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
    notes = [f"  {visible(note)}" for note in said]
    return "\n".join([visible(table.title), "", *lines, *([""] if notes else []), *notes]) + "\n"


def for_terminal(tables: Sequence[Table], columns: int, *, color: bool) -> str:
    """Return the tables for a terminal of so many columns.

    A table that is too wide goes on below, its first columns (system, document …) repeated; notes are wrapped.
    """
    from rich.console import Console

    console = Console(
        file=io.StringIO(),
        width=columns,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
    )
    for i, (table, notes) in enumerate(zip(tables, said_once(tables), strict=True)):
        if i:
            console.print()
        _to(console, table, notes)
    assert isinstance(console.file, io.StringIO)  # noqa: S101 - for type checkers
    return console.file.getvalue()


def _to(console: Console, table: Table, notes: Sequence[str]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(visible(table.title), style="bold"))
    if not table.rows:
        console.print()
        console.print("none")
    for part in parts(table, console.width) if table.rows else ():
        console.print()
        console.print(_grid(table, part))
    if notes:
        console.print()
    for note in notes:
        console.print(Padding(Text(visible(note), style="dim"), (0, 0, 0, 2)))


def _grid(table: Table, part: list[int]) -> object:
    """Return these columns as rich's table."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), header_style="bold")
    for j in part:
        column = table.columns[j]
        grid.add_column(
            Text(visible(column.heading)),
            justify="right" if column.numeric else "left",
            no_wrap=column.numeric,
            overflow="fold",
        )
    for i, row in enumerate(table.shown()):
        cells = [Text(visible(row[j]), style="bold green" if (i, j) in table.bold else "") for j in part]
        grid.add_row(*cells, end_section=i + 1 in table.breaks)
    return grid


def parts(table: Table, columns: int) -> list[list[int]]:
    """Return which columns of the table stand beside each other in a terminal of so many columns.

    Each part begins with the first columns, as many as it takes to tell the rows apart.
    """
    shown = [[column.heading for column in table.columns], *table.shown()]
    widths = [max(width(visible(row[j])) for row in shown) + GAP for j in range(len(table.columns))]
    first = list(range(_telling(table)))
    found = [list(first)]
    for j in range(len(first), len(table.columns)):
        if len(found[-1]) > len(first) and sum(widths[k] for k in [*found[-1], j]) > columns:
            found.append(list(first))
        found[-1].append(j)
    return found


def _telling(table: Table) -> int:
    """Return how many of the first columns that are texts tell the rows apart, or how many there are."""
    texts = next((j for j, column in enumerate(table.columns) if column.numeric), len(table.columns))
    unique = (j for j in range(1, texts) if len({row[:j] for row in table.rows}) == len(table.rows))
    return next(unique, texts)


def visible(text: str) -> str:
    """Return the text with control and bidirectional characters shown as codes: none reaches the terminal."""
    return "".join(
        f"<U+{ord(c):04X}>" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in text
    )


def cropped(text: str, letters: int) -> str:
    """Return the visible text, or its beginning with a sign that there is more."""
    shown = visible(text)
    return shown if len(shown) <= letters else f"{shown[: max(letters - 1, 1)]}…"


def width(text: str) -> int:
    """Return how many terminal columns a text takes."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) != 0 for c in text)
