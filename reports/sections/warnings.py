"""The warnings about a run, which a reader should see before any score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.section import Section
from tertium.reports.table import Column, Table
from tertium.reports.warnings import segment_ids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.types import Run
    from tertium.reports.warnings import RunWarning


def warnings_table(run: Run, warnings: Sequence[RunWarning]) -> Table:
    """Return one row per warning: the problem, the system, how many segments have it, and the first of them."""
    rows = tuple(
        (
            *(warning.kind, warning.system or "all", len(warning.segments) or None),
            *(segment_ids(run, warning.segments), warning.message),
        )
        for warning in warnings
    )
    columns = (Column("what"), Column("system"), Column("segments", numeric=True), Column("first"), Column("details"))
    return Table(f"{run.data.name}: read this first", columns, rows)


section: Final = Section(
    name="warnings",
    order=900,
    tables=lambda run, decisions: [warnings_table(run, decisions.inspection_of(run).warnings)],
    forms=frozenset({"page"}),
    chapter="warnings",
)
