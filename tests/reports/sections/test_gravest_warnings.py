"""A comment has the most serious warnings, and says how many are left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.reports.decisions import Decisions
from tertium.reports.sections.gravest_warnings import ROWS, gravest_warnings_table
from tertium.reports.warnings import inspect_run

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_more_warnings_than_there_is_room_for_are_counted(run: Run) -> None:
    many = replace(run, warnings=tuple(f"warning {i}" for i in range(ROWS)))
    table = gravest_warnings_table(many, Decisions())
    warnings = inspect_run(many).warnings
    assert len(table.rows) == ROWS
    assert [row[0] for row in table.rows] == [warning.kind for warning in warnings[:ROWS]]
    assert table.notes == (f"{len(warnings) - ROWS} more doubts left out here",)
    assert gravest_warnings_table(run, Decisions()).notes == ()
