"""Scores by part of the set: by length, by domain, by alignment confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.measures import metric_column
from tertium.reports.section import Section
from tertium.reports.table import Cell, Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.decisions import (
        Slice,
    )
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions


def slices_tables(run: Run, decisions: Decisions) -> list[Table]:
    """Return a table per division of the set."""
    divisions = dict.fromkeys(one.by for one in decisions.slices)
    return [slices_table(run, [one for one in decisions.slices if one.by == by]) for by in divisions]


def slices_table(run: Run, slices: Sequence[Slice]) -> Table:
    """Return one row per part and system of one division: segments, and each metric's score with its interval."""
    columns = [Column(slices[0].by if slices else "part"), Column("system"), Column("segments", numeric=True)]
    metrics = list(dict.fromkeys(one.metric for one in slices))
    for metric in metrics:
        score = metric_column(run.measures[metric], metric)
        bounds = (Column(f"{metric} {which}", digits=score.digits, numeric=True) for which in ("low", "high"))
        columns += [score, *bounds]
    found = {(one.part, one.system, one.metric): one for one in slices}
    rows: list[tuple[Cell, ...]] = []
    for part, system in dict.fromkeys((one.part, one.system) for one in slices):
        own = [found.get((part, system, metric)) for metric in metrics]
        sizes = [one.segments for one in own if one]
        cells = [x for one in own for x in ((one.score, *one.interval) if one else (None, None, None))]
        rows.append((part, system, max(sizes), *cells))
    title = f"{run.data.name}: scores by {slices[0].by}" if slices else f"{run.data.name}: scores by part"
    return Table(title, tuple(columns), tuple(rows))


section: Final = Section(
    name="slices",
    order=100,
    tables=slices_tables,
    forms=frozenset({"page"}),
    needs=frozenset({"slices"}),
    chapter="parts",
)
