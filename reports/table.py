"""A table: a titled grid of unrounded numbers and texts, which formats render."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias

from tertium.errors import counted

Cell: TypeAlias = "str | int | float | None"

MISSING: Final = "–"
"""How nan and None are shown, in every format."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        title: heading of the column.
        digits: decimals that a number is shown with; the value itself stays unrounded.
        numeric: whether cells are aligned to the right.
        better: ``"↑"`` or ``"↓"`` where that direction is better, shown beside the title.
        letters: characters of a text that the short form shows; 0 shows all.
        beside: whether it only adds to the column on its left: LaTeX sets it small and close to that.
    """

    title: str
    digits: int = 2
    numeric: bool = False
    better: str = ""
    letters: int = 0
    beside: bool = False

    @property
    def heading(self) -> str:
        """The title, followed by the direction that is better."""
        return f"{self.title} {self.better}".rstrip()

    def show(self, cell: Cell) -> str:
        """Return the cell as people read it; a number reads 0 or 100 only when it is exactly that."""
        if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
            return MISSING
        if isinstance(cell, float):
            return rounded(cell, self.digits)
        return str(cell)

    def shortened(self, cell: Cell) -> Cell:
        """Return the cell for the short form: a long text is cut and ends in an ellipsis."""
        if not (self.letters and isinstance(cell, str) and len(cell) > self.letters):
            return cell
        return f"{cell[: self.letters - 1]}…"


class Provenance(NamedTuple):
    """The lines that make a table's numbers reproducible.

    Attributes:
        full: one line per signature (with every option), setting and source.
        brief: the same in the few lines that a person wants to see under a table.
    """

    full: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()


NO_PROVENANCE: Final = Provenance()


@dataclass(frozen=True, slots=True)
class Table:
    """A titled grid with notes.

    Attributes:
        title: the question that the table answers.
        columns: one per cell of a row.
        rows: the cells; numbers are unrounded, a missing one is nan or None.
        notes: skipped segments, warnings, meanings of columns; shown under the table in every format.
        bold: (row, column) of scores in the best significance cluster, where there is a worse one.
        marks: (row, column) of totals over part of a set; an asterisk stands behind the number.
        breaks: indices of rows that begin a new significance cluster.
        provenance: signatures and settings, shown below the notes.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    bold: frozenset[tuple[int, int]] = frozenset()
    breaks: frozenset[int] = frozenset()
    provenance: Provenance = NO_PROVENANCE
    marks: frozenset[tuple[int, int]] = frozenset()

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"{self.title}: a row has {counted(len(row), 'cell')} for {counted(len(self.columns), 'column')}"
                )

    @property
    def footnotes(self) -> tuple[str, ...]:
        """The notes and the full provenance: everything that stands under the table."""
        return (*self.notes, *self.provenance.full)

    def shortened(self) -> Table:
        """Return the table with long texts cut and the brief provenance in place of the full one."""
        rows = tuple(
            tuple(column.shortened(cell) for column, cell in zip(self.columns, row, strict=True)) for row in self.rows
        )
        brief = self.provenance.brief
        # Brief in both places: formats print `full`, and shortening twice changes nothing.
        return replace(self, rows=rows, provenance=Provenance(full=brief, brief=brief))

    def display_rows(self) -> list[list[str]]:
        """Return the rows as people read them."""
        return [
            [
                column.show(cell) + "*" * ((i, j) in self.marks)
                for j, (column, cell) in enumerate(zip(self.columns, row, strict=True))
            ]
            for i, row in enumerate(self.rows)
        ]


def on_common_segments(segments: int, of: int) -> str:
    """Return the end of a title, ``" on 30 of 60 segments that all have"``; empty where all segments are compared."""
    return f" on {segments} of {of} segments that all have" if segments < of else ""


def rounded(value: float, digits: int) -> str:
    """Return the number with this many decimals, and with more where it would read as an exact 0 or 100."""
    # 12 more decimals resolve every score that isn't float noise; what is smaller is shown as 1e-20.
    for decimals in range(digits, digits + 12):
        text = f"{value:.{decimals}f}"
        if float(text) not in {0.0, 100.0} or float(text) == value:
            return text
    return f"{value:.3g}"
