"""The verdict of a gate: may the candidate be released, rule by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.provenance import BOUNDS_SIGNATURE, bounds_summary, make_provenance
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.results import Verdict


def verdict_table(verdict: Verdict) -> Table:
    """Return one row per rule: its outcome, the measured value and the limit that it is compared with."""
    columns = (
        *(Column("outcome"), Column("rule"), Column("measured", digits=4, numeric=True)),
        *(Column("limit", digits=4, numeric=True), Column("why")),
    )
    rows = tuple((check.outcome, check.rule, check.value, check.limit, check.said) for check in verdict.checks)
    warnings = (f"{check.rule}: {warning}" for check in verdict.checks for warning in check.doubts)
    provenance = make_provenance(
        verdict.signatures,
        (verdict.name, verdict.fingerprint),
        full=(f"bounds: {BOUNDS_SIGNATURE}|cluster:{verdict.resampling.cluster}|level:{verdict.resampling.level:g}",),
        brief=(f"bounds: {bounds_summary(verdict.resampling)}",),
    )
    title = f"{verdict.outcome.upper()}: {verdict.candidate} against {verdict.baseline}"
    return Table(title, columns, rows, (*warnings, *verdict.warnings), provenance=provenance)


section: Final = Section(
    name="verdict",
    order=10,
    tables=lambda _, decisions: [verdict_table(decisions.verdict)] if decisions.verdict else [],
    forms=frozenset({"page", "comment"}),
    needs=frozenset({"verdict"}),
    chapter="verdict",
)
