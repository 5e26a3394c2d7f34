"""Plain text with aligned columns and footnotes below; for a terminal through rich, as wide as the terminal is."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING

from tertium.terminal import reveal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from tertium.reports.table import Table

suffix = ".txt"

GAP = 2
"""Spaces between two columns; rich draws one of them itself."""

FEWEST = 2
"""First columns that every group may have, however long their texts are."""


def render(tables: Sequence[Table]) -> str:
    """Return one block per table with an empty line between; a footnote of several tables stands under the last."""
    return "\n".join(_block(table, notes) for table, notes in zip(tables, assign_footnotes(tables), strict=True))


def assign_footnotes(tables: Sequence[Table]) -> list[list[str]]:
    """Return the footnotes of each table; one that several tables share is given to the last of them only."""
    last = {note: i for i, table in enumerate(tables) for note in table.footnotes}
    return [[note for note in dict.fromkeys(table.footnotes) if last[note] == i] for i, table in enumerate(tables)]


def _block(table: Table, footnotes: Sequence[str]) -> str:
    notes = [f"  {reveal(note)}" for note in footnotes]
    if not table.rows:
        return "\n".join([reveal(table.title), "", "none", *notes]) + "\n"
    cells = [[column.heading for column in table.columns], *table.display_rows()]
    cells = [[reveal(cell) for cell in row] for row in cells]
    widths = [max(display_width(row[i]) for row in cells) for i in range(len(table.columns))]
    gap = " " * GAP
    lines = []
    for row in cells:
        padded = [
            _pad(cell, size, right=column.numeric)
            for cell, size, column in zip(row, widths, table.columns, strict=True)
        ]
        lines.append(gap.join(padded).rstrip())
    rule = gap.join("─" * size for size in widths)
    for i in sorted({0, *table.breaks}, reverse=True):  # from the end, so that the places above stay; 0: the headings'
        lines.insert(1 + i, rule)
    return "\n".join([reveal(table.title), "", *lines, *([""] if notes else []), *notes]) + "\n"


def _pad(cell: str, size: int, *, right: bool) -> str:
    """Return the cell filled up with spaces; str.ljust would count characters and not terminal columns."""
    spaces = " " * (size - display_width(cell))
    return spaces + cell if right else cell + spaces


def for_terminal(tables: Sequence[Table], columns: int, *, color: bool) -> str:
    """Return the tables for a terminal of this width, in characters.

    A table that is too wide goes on below with its first columns (system, document …) repeated; notes are wrapped.
    """
    from rich.console import Console

    console = Console(
        file=io.StringIO(),
        width=columns,
        force_terminal=color,
        color_system="standard" if color else None,
        highlight=False,
    )
    for i, (table, notes) in enumerate(zip(tables, assign_footnotes(tables), strict=True)):
        if i:
            console.print()
        _print_table(console, table, notes)
    assert isinstance(console.file, io.StringIO)  # noqa: S101 - for type checkers
    return console.file.getvalue()


def _print_table(console: Console, table: Table, notes: Sequence[str]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(reveal(table.title), style="bold"))
    if not table.rows:
        console.print()
        console.print("none")
    for group in column_groups(table, console.width) if table.rows else ():
        console.print()
        console.print(_grid(table, group))
    if notes:
        console.print()
    for note in notes:
        console.print(Padding(Text(reveal(note), style="dim"), (0, 0, 0, 2)))


def _grid(table: Table, group: list[int]) -> object:
    """Return a group of columns as a table of rich."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), header_style="bold")
    for j in group:
        column = table.columns[j]
        grid.add_column(
            Text(reveal(column.heading)),
            justify="right" if column.numeric else "left",
            no_wrap=column.numeric,
            overflow="fold",
        )
    for i, row in enumerate(table.display_rows()):
        cells = [Text(reveal(row[j]), style="bold green" if (i, j) in table.bold else "") for j in group]
        grid.add_row(*cells, end_section=i + 1 in table.breaks)
    return grid


def column_groups(table: Table, columns: int) -> list[list[int]]:
    """Return groups of column indices; the columns of a group stand beside each other in a terminal of this width.

    Each group begins with the first columns of the table, as many as it takes to tell the rows apart, but beyond
    `FEWEST` only as long as they take no more than half of the width. A column that adds to another stays with that.
    """
    cells = [[column.heading for column in table.columns], *table.display_rows()]
    widths = [max(display_width(reveal(row[j])) for row in cells) + GAP for j in range(len(table.columns))]
    first = list(range(_identifying_columns(table)))
    while len(first) > FEWEST and sum(widths[j] for j in first) > columns / 2:
        first.pop()
    units: list[list[int]] = []
    for j in range(len(first), len(table.columns)):
        if table.columns[j].beside and units:
            units[-1].append(j)
        else:
            units.append([j])
    groups = [list(first)]
    for unit in units:
        # A group has at least one column of its own, even where that is too wide: else it would never end.
        if len(groups[-1]) > len(first) and sum(widths[k] for k in [*groups[-1], *unit]) > columns:
            groups.append(list(first))
        groups[-1] += unit
    return groups


def _identifying_columns(table: Table) -> int:
    """Return how many of the first columns of text tell the rows apart, or the number of those columns."""
    texts = next((j for j, column in enumerate(table.columns) if column.numeric), len(table.columns))
    unique = (j for j in range(1, texts) if len({row[:j] for row in table.rows}) == len(table.rows))
    return next(unique, texts)


def crop(text: str, letters: int) -> str:
    """Return the text without hidden characters; a longer one is cut and ends in an ellipsis."""
    revealed = reveal(text)
    return revealed if len(revealed) <= letters else f"{revealed[: max(letters - 1, 1)]}…"


def display_width(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide characters take two, combining marks none."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) != 0 for c in text)
