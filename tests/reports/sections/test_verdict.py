"""A verdict as a table: one row per rule."""

from __future__ import annotations

from tertium.evals.results import (
    Check,
    Verdict,
)
from tertium.reports.sections.verdict import verdict_table
from tests.reports.making import (
    FEW,
)


def test_every_rule_has_its_outcome_its_limit_and_its_warnings() -> None:
    check = Check("chrf non-inferior", "chrf", "fail", -33.25, -0.5, "chrf falls", ("few documents",))
    table = verdict_table(Verdict("fail", "south", "north", "town", "f", (check,), FEW, warnings=("odd",)))
    assert table.title == "FAIL: south against north"
    assert table.rows == (("fail", "chrf non-inferior", -33.25, -0.5, "chrf falls"),)
    assert table.notes == ("chrf non-inferior: few documents", "odd")


def test_bounds_are_said_to_need_no_draws() -> None:
    table = verdict_table(Verdict("pass", "south", "north", "town", "f", (), FEW))
    assert table.provenance is not None
    assert table.provenance.brief[0] == "bounds: each of the documents left out once, Student's t (no draws, no seed)"
    assert table.provenance.full[0].startswith(
        "bounds: jackknife:CV3|freedom:Bell-McCaffrey 1.5|skewness:Hall|cluster:"
    )
