"""The segments that lose most against a baseline, with their texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.evals.types import leading_measure
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.results import Comparison, Difference, Example
    from tertium.evals.types import Run


ROWS: Final = 5
"""Each has four texts; more are read in the page."""

CONTRIBUTION: Final = (
    "Segments are ordered by what they add to the difference of the corpus scores: the system's score minus the score "
    "that it would have with the baseline's output for that segment."
)


def losses_of(difference: Difference) -> list[Example]:
    """Return the examples that make the system worse, the largest loss first; for a metric without a direction none."""
    sign = {True: 1, False: -1, None: 0}[difference.higher_is_better]
    losses = [example for example in difference.examples if sign * example.contribution < 0]
    return sorted(losses, key=lambda example: sign * example.contribution)


def losses(comparison: Comparison, metric: str) -> list[Example]:
    """Return the segments that lose most by a metric, the largest loss first; of a comparison of two systems."""
    return [loss for item in comparison.differences if item.metric == metric for loss in losses_of(item)]


def losses_table(comparison: Comparison, metric: str) -> Table:
    """Return the segments that contribute most to what systems lose against the baseline by a metric, with texts."""
    rows = [
        (abs(loss.contribution), (loss.segment, item.system, loss.contribution, loss.change, *_texts(loss)))
        for item in comparison.differences
        if item.metric == metric
        for loss in losses_of(item)
    ]
    largest = tuple(row for _, row in sorted(rows, key=lambda row: -row[0])[:ROWS])
    baseline = comparison.baseline
    columns = (
        *(Column("segment"), Column("system"), replace(contribution_column(), title=f"adds to Δ {metric}")),
        Column("segment Δ", numeric=True),
        *map(Column, ("source", "reference", "output", f"output of {baseline}")),
    )
    title = f"{comparison.name}: largest losses against {baseline}"
    return Table(title, columns, largest, (CONTRIBUTION,) if largest else ())


def contribution_column() -> Column:
    """Return the column of what segments add to a difference, which is a small part of a point."""
    return Column("adds to Δ", digits=3, numeric=True)


def _texts(loss: Example) -> tuple[str | None, ...]:
    return loss.source, loss.reference, loss.hypothesis, loss.other


def leading_metric(run: Run, comparison: Comparison) -> str:
    """Return the metric that orders systems, or where it can't be compared the first that can."""
    compared = [item.metric for item in comparison.differences]
    leading = leading_measure(run).label
    return leading if leading in compared else compared[0]


section: Final = Section(
    name="losses",
    order=60,
    tables=lambda run, decisions: (
        [losses_table(decisions.comparison, leading_metric(run, decisions.comparison))] if decisions.comparison else []
    ),
    forms=frozenset({"comment", "page"}),
    needs=frozenset({"comparison"}),
    title="Largest losses",
)
