"""The scores by domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key
from tertium.reports.measures import metric_columns
from tertium.reports.provenance import run_provenance
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Cell


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
    columns = (Column("domain"), Column("system"), Column("segments", numeric=True), *metric_columns(run))
    absence = () if rows else ("No document of this set has a domain.",)
    notes = (*absence, *decisions.inspection_of(run).notes)
    title = f"{run.data.name}: scores by domain"
    return Table(title, columns, tuple(rows), notes, provenance=run_provenance(run))


section: Final = Section(
    name="domain",
    order=80,
    tables=lambda run, decisions: [domains_table(run, decisions)],
    by_name=True,
)
