"""One set of a suite: both systems by every metric, the losses that broke it, new and fixed findings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.reports.measures import ARROWS
from tertium.reports.sections.findings import findings_of
from tertium.reports.sections.losses import CONTRIBUTION, contribution_column, losses_of
from tertium.reports.suite.matrix import broken_metrics
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.results import Comparison, Example
    from tertium.evals.results.suite import SetVerdict, SuiteVerdict
    from tertium.reports.table import Cell


def checks_table(row: SetVerdict) -> Table:
    """Return a row per rule of a set: outcome, limit and reason."""
    columns = (Column("rule"), Column("outcome"), Column("why"))
    rows = tuple((rule, cell.outcome, cell.check.said) for rule, cell in row.cells.items())
    return Table(f"{row.name}: {row.outcome}", columns, rows)


def scores_table(verdict: SuiteVerdict, row: SetVerdict, comparison: Comparison) -> Table:
    """Return a row per metric: baseline, candidate, and their difference with its interval."""
    percent = f"{100 * comparison.resampling.level:g} %"
    columns = (
        *(Column("metric"), Column(named(verdict, "baseline"), numeric=True), Column(verdict.candidate, numeric=True)),
        *(Column(title, numeric=True) for title in ("Δ", f"{percent} low", f"{percent} high")),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            *(f"{item.metric} {ARROWS[item.higher_is_better]}".rstrip(), item.other, item.score, item.delta),
            *(item.interval.low, item.interval.high),
        )
        for item in comparison.differences
    )
    return Table(f"{row.name}: {row.outcome}", columns, rows)


def named(verdict: SuiteVerdict, part: str) -> str:
    """Return the name of a part, "candidate" or "baseline"; a pinned baseline that is a path is "baseline"."""
    name = verdict.candidate if part == "candidate" else verdict.baseline
    return name if name and "/" not in name else part


def shown_metrics(row: SetVerdict, comparison: Comparison) -> list[str]:
    """Return the metrics whose losses explain a set: those of the rules that don't pass, else those of all rules."""
    with_losses = [item.metric for item in comparison.differences if losses_of(item)]
    wanted = broken_metrics(row) or list(dict.fromkeys(cell.check.metric for cell in row.cells.values()))
    return [metric for metric in wanted if metric in with_losses] or with_losses[:1]


def losses_table(verdict: SuiteVerdict, row: SetVerdict, examples: Sequence[Example], metric: str) -> Table:
    """Return the segments with what they add to the difference, and their texts."""
    columns = (
        *(Column("segment"), replace(contribution_column(), title=f"adds to Δ {metric}")),
        Column("segment Δ", numeric=True),
        *map(Column, ("source", "reference", named(verdict, "candidate"), named(verdict, "baseline"))),
    )
    rows = tuple(
        (each.segment, each.contribution, each.change, each.source, each.reference, each.hypothesis, each.other)
        for each in examples
    )
    return Table(f"{row.name}: largest losses by {metric}", columns, rows, (CONTRIBUTION,))


def findings_tables(verdict: SuiteVerdict, row: SetVerdict, comparison: Comparison, limit: int) -> list[Table]:
    """Return the numbers of new and fixed findings by metric, and up to so many of each kind with their texts."""
    candidate = named(verdict, "candidate")
    changes = [
        replace(
            change,
            system=candidate,
            examples=tuple(
                example
                for kind in ("new", "fixed")
                for example in [each for each in change.examples if each.change == kind][:limit]
            ),
        )
        for change in comparison.findings
        if change.new or change.fixed
    ]
    return findings_of(changes, f"{row.name}: findings", named(verdict, "baseline"))
