"""New and fixed findings: what metrics point at in a system and not in its baseline, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.evals.results.findings import gravity
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.results import Comparison, Finding, FindingChange

SAME: Final = (
    "Findings of a segment are the same in both if metric, label, severity and note are equal, and without a note the "
    "marked text."
)


ROWS: Final = 10
"""Examples in a page or comment, which may hold hundreds of systems; `tertium compare --examples` shows all."""


def findings_tables(comparison: Comparison, rows: int | None = None) -> list[Table]:
    """Return the numbers of new and fixed findings by system and metric, and so many examples with their texts."""
    return findings_of(comparison.findings, f"{comparison.name}: findings", comparison.baseline, rows)


def findings_of(changes: Sequence[FindingChange], title: str, baseline: str, rows: int | None = None) -> list[Table]:
    """Return the two tables of these changes, new and grave examples first; none where nothing was pointed at."""
    if not changes:
        return []
    counts = tuple((item.system, item.metric, item.new, item.fixed, item.kept) for item in changes)
    columns = (
        *(Column("system"), Column("metric"), Column("new", numeric=True), Column("fixed", numeric=True)),
        Column("in both", numeric=True),
    )
    shown = sorted(
        ((item, example) for item in changes for example in item.examples),
        key=lambda pair: (pair[1].change != "new", gravity(pair[1].severity)),
    )
    examples = tuple(
        (example.change, item.system, item.metric, example.segment, in_words(example), *_outputs(example))
        for item, example in shown[:rows]
    )
    texts = ("change", "system", "metric", "segment", "finding", "source", "output", f"output of {baseline}")
    return [
        Table(f"{title}, new and fixed against {baseline}", columns, counts, (SAME,)),
        *([Table(f"{title}, the gravest new and fixed ones", tuple(map(Column, texts)), examples)] if examples else []),
    ]


def in_words(finding: Finding) -> str:
    """Return ``major · number · “40” · expected 14``; parts that are empty are left out."""
    marked = f"“{finding.text}”" if finding.text else ""
    return " · ".join(filter(None, (finding.severity, finding.label, marked, finding.note)))


def _outputs(finding: Finding) -> tuple[str | None, str, str]:
    """Return the source, the system's output and the baseline's."""
    if finding.change == "new":
        return finding.source, finding.hypothesis, finding.other
    return finding.source, finding.other, finding.hypothesis


section: Final = Section(
    name="findings",
    order=65,
    tables=lambda _, decisions: findings_tables(decisions.comparison, ROWS) if decisions.comparison else [],
    forms=frozenset({"comment", "page"}),
    needs=frozenset({"comparison"}),
    optional=True,
    title="New and fixed findings",
)
