"""What was decided about a run carries the run's warnings, collected once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.decisions import Decisions
from tertium.reports.warnings import Inspection, inspect_run

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_the_run_is_inspected_unless_it_was_already(run: Run) -> None:
    assert Decisions().inspection_of(run) == inspect_run(run)
    known = Inspection((), ("known",))
    assert Decisions(inspection=known).inspection_of(run) is known
