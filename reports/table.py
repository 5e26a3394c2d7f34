"""One value for every question: a titled grid whose numbers are never rounded, only shown rounded."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias

Cell: TypeAlias = "str | int | float | None"

MISSING: Final = "–"
"""How nan and None are shown, in every format."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        title: shown above it.
        digits: decimals that a number is shown with; the value itself stays unrounded.
        numeric: aligned to the right.
        better: ``"↑"`` or ``"↓"`` where a direction is better, shown beside the title.
        letters: of a text, so many are shown in the short form; 0 shows all.
    """

    title: str
    digits: int = 2
    numeric: bool = False
    better: str = ""
    letters: int = 0

    @property
    def heading(self) -> str:
        """The title with its direction."""
        return f"{self.title} {self.better}".rstrip()

    def show(self, cell: Cell) -> str:
        """Return the cell as people read it; 0 and 100 appear only when true."""
        if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
            return MISSING
        if isinstance(cell, float):
            return rounded(cell, self.digits)
        return str(cell)

    def shortened(self, cell: Cell) -> Cell:
        """Return the cell, of a text too long for the short form its beginning with a sign that there is more."""
        if not (self.letters and isinstance(cell, str) and len(cell) > self.letters):
            return cell
        return f"{cell[: self.letters - 1]}…"


class Basis(NamedTuple):
    """What reproduces a table's numbers.

    Attributes:
        full: signatures with every option, settings, sources; a line each.
        brief: the same in as few lines as a person wants to see under a table.
    """

    full: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()


NOTHING: Final = Basis()


@dataclass(frozen=True, slots=True)
class Table:
    """A titled grid with notes.

    Attributes:
        title: what the table answers.
        columns: one per cell of a row.
        rows: the cells; numbers unrounded, nan or None where there is none.
        notes: skipped segments, doubts, what a column means: shown under the table in every format.
        basis: what the numbers rest on, shown below the notes.
        bold: (row, column) of scores that are best, and significantly so.
        breaks: rows that begin a new significance cluster.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    bold: frozenset[tuple[int, int]] = frozenset()
    breaks: frozenset[int] = frozenset()
    basis: Basis = NOTHING

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.title}: a row has {len(row)} cells for {len(self.columns)} columns")

    @property
    def said(self) -> tuple[str, ...]:
        """All that stands under the table."""
        return (*self.notes, *self.basis.full)

    def shortened(self) -> Table:
        """Return the table with the short form of its texts and of what it rests on."""
        columns = self.columns
        rows = tuple(tuple(one.shortened(cell) for one, cell in zip(columns, row, strict=True)) for row in self.rows)
        return replace(self, rows=rows, basis=Basis(self.basis.brief, self.basis.brief))

    def shown(self) -> list[list[str]]:
        """Return the rows as people read them."""
        return [[column.show(cell) for column, cell in zip(self.columns, row, strict=True)] for row in self.rows]


def rounded(value: float, digits: int) -> str:
    """Return the number with this many decimals, more where it would otherwise read as an exact 0 or 100."""
    for more in range(digits, digits + 12):
        text = f"{value:.{more}f}"
        if float(text) not in {0.0, 100.0} or float(text) == value:
            return text
    return f"{value:.3g}"
