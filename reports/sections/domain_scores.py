"""Scores by domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key, Run
from tertium.reports.measures import metric_columns
from tertium.reports.provenance import basis_of
from tertium.reports.section import Section
from tertium.reports.table import Cell, Column, Table

if TYPE_CHECKING:
    from tertium.reports.decisions import Decisions


def domains_table(run: Run, decisions: Decisions) -> Table:
    """Return one row per domain and system: the score of the domain's summed counts."""
    sizes = dict.fromkeys(run.data.domains, 0)
    for document in run.data.documents:
        if document.domain is not None:
            sizes[document.domain] += document.stop - document.start
    rows: list[tuple[Cell, ...]] = [
        (domain, system, sizes[domain], *(float(run.values[Key(system, metric)].domains[i]) for metric in run.measures))
        for i, domain in enumerate(run.data.domains)
        for system in run.systems
    ]
    first = (Column("domain"), Column("system"), Column("segments", numeric=True))
    said = () if rows else ("No document of this set has a domain.",)
    columns = (*first, *metric_columns(run))
    return Table(
        f"{run.data.name}: scores by domain",
        columns,
        tuple(rows),
        said + decisions.inspection_of(run).notes,
        basis=basis_of(run),
    )


section: Final = Section(
    name="domain",
    order=80,
    tables=lambda run, decisions: [domains_table(run, decisions)],
    by_name=True,
)
