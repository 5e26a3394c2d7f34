"""What to know before any score is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.section import Section
from tertium.reports.table import Column, Table
from tertium.reports.warnings import SHOWN_IDS, Doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.types import Run


def doubts_table(run: Run, warnings: Sequence[Doubt]) -> Table:
    """Return one row per doubt: what, whose, in how many segments, which are the first."""
    rows = []
    for doubt in warnings:
        first = [run.data.ids[i] for i in doubt.segments[:SHOWN_IDS]]
        more = ["…"] if len(doubt.segments) > SHOWN_IDS else []
        rows.append(
            (doubt.kind, doubt.system or "all", len(doubt.segments) or None, ", ".join(first + more), doubt.said)
        )
    columns = (Column("what"), Column("system"), Column("segments", numeric=True), Column("first"), Column("details"))
    return Table(f"{run.data.name}: read this first", columns, tuple(rows))


section: Final = Section(
    name="warnings",
    order=20,
    tables=lambda run, decisions: [doubts_table(run, decisions.inspection_of(run).warnings)],
    forms=frozenset({"page"}),
    chapter="first",
)
