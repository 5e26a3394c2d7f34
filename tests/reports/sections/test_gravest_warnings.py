"""A comment has what is alarming in a few rows, each kind once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.reports.decisions import Decisions
from tertium.reports.sections.alarms import LINES, alarms
from tertium.reports.sections.gravest_warnings import gravest_warnings_table

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_each_kind_has_one_row_with_its_count(run: Run) -> None:
    rows = gravest_warnings_table(run, Decisions()).rows
    assert [row[0] for row in rows] == [alarm.kind for alarm in alarms(run, Decisions())]
    assert ("empty output", 1, "output of south") in rows


def test_many_warnings_of_a_kind_are_still_one_row(run: Run) -> None:
    many = replace(run, warnings=tuple(f"warning {i}" for i in range(40)))
    rows = gravest_warnings_table(many, Decisions()).rows
    assert len(rows) <= LINES
    assert [row[1] for row in rows if row[0] == "other"] in ([40], [])
