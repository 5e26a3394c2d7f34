"""The warnings that a comment has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.section import Section
from tertium.reports.sections.alarms import first_alarms
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions


def gravest_warnings_table(run: Run, decisions: Decisions) -> Table:
    """Return what is alarming in at most five rows: each kind once, and how often it is."""
    rows = tuple((alarm.kind, alarm.number, alarm.message) for alarm in first_alarms(run, decisions))
    columns = (Column("what"), Column("count", numeric=True), Column("details"))
    return Table(f"{run.data.name}: read this first", columns, rows)


section: Final = Section(
    name="gravest-warnings",
    order=20,
    tables=lambda run, decisions: [gravest_warnings_table(run, decisions)],
    forms=frozenset({"comment"}),
    optional=True,
)
