"""A run as a comment on a pull request: verdict, warnings, leaderboard, the largest losses with their texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.reports import sections
from tertium.reports.formats import markdown
from tertium.reports.formats.text import crop
from tertium.reports.summary import cut_to_size
from tertium.reports.table import NO_PROVENANCE

if TYPE_CHECKING:
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Table

LIMIT: Final = 60_000
"""Bytes; GitHub refuses a comment of more than 65,536 characters."""

CELL_LETTERS: Final = 400
"""Characters of a text: five losses with four texts each then fit many times over."""

TITLE_LETTERS: Final = 80
"""Characters of a title or heading, which may hold a system's name."""


def render(run: Run, decisions: Decisions, *, room: int = LIMIT) -> str:
    """Return Markdown of at most `room` bytes in which every text and name is escaped."""
    tables = sections.tables("comment", run, decisions)
    # Footnotes of all tables stand together at the end, folded, so that the tables can be read at a glance.
    shown = markdown.render([crop_table(replace(table, notes=(), provenance=NO_PROVENANCE)) for table in tables])
    conflicts = decisions.comparison.conflicts if decisions.comparison else ()
    notes = dict.fromkeys([*conflicts, *(note for table in tables for note in table.footnotes)])
    lines = "".join(f"- {markdown.escape_markdown(crop(note, CELL_LETTERS))}\n" for note in notes)
    return cut_to_size(f"{shown}\n<details><summary>What this rests on</summary>\n\n{lines}\n</details>\n", room)


def crop_table(table: Table, letters: int = CELL_LETTERS) -> Table:
    """Return the table with long texts, headings and titles cut."""
    rows = tuple(tuple(crop(cell, letters) if isinstance(cell, str) else cell for cell in row) for row in table.rows)
    columns = tuple(replace(column, title=crop(column.title, TITLE_LETTERS)) for column in table.columns)
    return replace(table, title=crop(table.title, TITLE_LETTERS), columns=columns, rows=rows)
