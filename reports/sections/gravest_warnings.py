"""The warnings that a comment has room for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.errors import counted
from tertium.reports.section import Section
from tertium.reports.sections.warnings import warnings_table

if TYPE_CHECKING:
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Table


ROWS: Final = 20
"""More rows would push the leaderboard out of sight; the warnings come most serious first."""


def gravest_warnings_table(run: Run, decisions: Decisions) -> Table:
    """Return the first warnings, and in a note how many are left out."""
    table = warnings_table(run, decisions.inspection_of(run).warnings)
    more = len(table.rows) - ROWS
    notes = (f"{counted(more, 'more doubt')} left out here",) if more > 0 else ()
    return replace(table, rows=table.rows[:ROWS], notes=notes)


section: Final = Section(
    name="gravest-warnings",
    order=20,
    tables=lambda run, decisions: [gravest_warnings_table(run, decisions)],
    forms=frozenset({"comment"}),
    optional=True,
)
