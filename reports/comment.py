"""A run as a comment on a pull request: verdict, doubts, leaderboard, the largest losses with their texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.reports import sections
from tertium.reports.formats import markdown
from tertium.reports.formats.text import cropped
from tertium.reports.summary import capped
from tertium.reports.table import NOTHING, Table

if TYPE_CHECKING:
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions

LIMIT: Final = 60_000
"""Bytes; GitHub refuses a comment of more than 65,536 characters."""

LETTERS: Final = 400
NAME: Final = 80


def render(run: Run, decided: Decisions, *, room: int = LIMIT) -> str:
    """Return Markdown of at most `room` bytes in which every text and name is escaped."""
    tables = sections.tables("comment", run, decided)
    made = markdown.render([_cropped(replace(table, notes=(), basis=NOTHING)) for table in tables])
    told = [*(decided.comparison.conflicts if decided.comparison else ()), *(n for t in tables for n in t.said)]
    notes = "".join(f"- {markdown.escaped(cropped(note, LETTERS))}\n" for note in dict.fromkeys(told))
    return capped(f"{made}\n<details><summary>What this rests on</summary>\n\n{notes}\n</details>\n", room)


def _cropped(table: Table) -> Table:
    """Return the table with texts that leave room for the others."""
    rows = tuple(tuple(cropped(cell, LETTERS) if isinstance(cell, str) else cell for cell in row) for row in table.rows)
    columns = tuple(replace(column, title=cropped(column.title, NAME)) for column in table.columns)
    return replace(table, title=cropped(table.title, NAME), columns=columns, rows=rows)
