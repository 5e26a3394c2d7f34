"""What a gate says of a candidate, rule by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.provenance import basis, drawn
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.decisions import (
        Verdict,
    )


def verdict_table(verdict: Verdict) -> Table:
    """Return one row per rule: what came out, what was measured, and what it was held against."""
    columns = (
        *(Column("outcome"), Column("rule"), Column("measured", digits=4, numeric=True)),
        *(Column("limit", digits=4, numeric=True), Column("why")),
    )
    rows = tuple((one.outcome, one.rule, one.value, one.limit, one.said) for one in verdict.checks)
    notes = (
        *(f"{one.rule}: {doubt}" for one in verdict.checks for doubt in one.doubts),
        *verdict.warnings,
    )
    rests = basis(
        verdict.signatures,
        (verdict.name, verdict.fingerprint),
        full=(f"bounds: {verdict.resampling.signature}",),
        brief=(f"bounds: {drawn(verdict.resampling)}",),
    )
    title = f"{verdict.outcome.upper()}: {verdict.candidate} against {verdict.baseline}"
    return Table(title, columns, rows, notes, basis=rests)


section: Final = Section(
    name="verdict",
    order=10,
    tables=lambda _, decisions: [verdict_table(decisions.verdict)] if decisions.verdict else [],
    forms=frozenset({"page", "comment"}),
    needs=frozenset({"verdict"}),
    chapter="first",
)
