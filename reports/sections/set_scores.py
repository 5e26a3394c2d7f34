"""Scores of the whole set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key, Run
from tertium.reports.measures import metric_column
from tertium.reports.provenance import basis_of
from tertium.reports.section import Section
from tertium.reports.table import Cell, Column, Table

if TYPE_CHECKING:
    from tertium.reports.decisions import Decisions


def set_table(run: Run, decisions: Decisions) -> Table:
    """Return one row per system: micro, the score of the summed counts, and macro, the mean over documents."""
    several = len(run.data.documents) > 1
    columns = [Column("system"), Column("segments", numeric=True), Column("documents", numeric=True)]
    for measure in run.measures.values():
        columns.append(metric_column(measure, measure.label))
        if several:
            columns.append(metric_column(measure, f"{measure.label} macro"))
    rows = []
    for system in run.systems:
        row: list[Cell] = [system, len(run.data), len(run.data.documents)]
        for metric in run.measures:
            values = run.values[Key(system, metric)]
            row += [values.total, values.macro] if several else [values.total]
        rows.append(tuple(row))
    explained = ("macro: the mean over documents; without it: of all segments together",)
    said = (explained if several else ()) + decisions.inspection_of(run).notes
    return Table(f"{run.data.name}: scores", tuple(columns), tuple(rows), said, basis=basis_of(run))


section: Final = Section(
    name="set",
    order=70,
    tables=lambda run, decisions: [set_table(run, decisions)],
    forms=frozenset({"text", "tables"}),
    by_name=True,
)
