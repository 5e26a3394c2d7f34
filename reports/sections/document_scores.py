"""Scores by document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key, Run
from tertium.reports.measures import metric_columns
from tertium.reports.provenance import basis_of
from tertium.reports.section import Section
from tertium.reports.table import Cell, Column, Table

if TYPE_CHECKING:
    from tertium.reports.decisions import Decisions


def documents_table(run: Run, decisions: Decisions) -> Table:
    """Return one row per document and system: the score of the document's summed counts."""
    rows: list[tuple[Cell, ...]] = [
        (
            *(document.id, document.domain, system, document.stop - document.start),
            *(float(run.values[Key(system, metric)].documents[i]) for metric in run.measures),
        )
        for i, document in enumerate(run.data.documents)
        for system in run.systems
    ]
    first = (Column("document"), Column("domain"), Column("system"), Column("segments", numeric=True))
    table = Table(
        f"{run.data.name}: scores by document",
        (*first, *metric_columns(run)),
        tuple(rows),
        decisions.inspection_of(run).notes,
        basis=basis_of(run),
    )
    return table if run.data.domains else without(table, "domain")


def without(table: Table, title: str) -> Table:
    """Return the table without the column of this title."""
    keep = [i for i, column in enumerate(table.columns) if column.title != title]
    rows = tuple(tuple(row[i] for i in keep) for row in table.rows)
    bold = frozenset((row, keep.index(i)) for row, i in table.bold if i in keep)
    return replace(table, columns=tuple(table.columns[i] for i in keep), rows=rows, bold=bold)


section: Final = Section(
    name="document",
    order=90,
    tables=lambda run, decisions: [documents_table(run, decisions)],
    forms=frozenset({"tables"}),
    by_name=True,
)
