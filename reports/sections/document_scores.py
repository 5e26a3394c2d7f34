"""The scores by document."""

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


def documents_table(run: Run, decisions: Decisions) -> Table:
    """Return one row per document and system: the score of the document's summed counts."""
    has_domains = bool(run.data.domains)
    rows: list[tuple[Cell, ...]] = [
        (
            *((document.id, document.domain) if has_domains else (document.id,)),
            *(system, document.stop - document.start),
            *(float(run.values[Key(system, metric)].documents[i]) for metric in run.measures),
        )
        for i, document in enumerate(run.data.documents)
        for system in run.systems
    ]
    titles = ("document", "domain", "system") if has_domains else ("document", "system")
    columns = (*map(Column, titles), Column("segments", numeric=True), *metric_columns(run))
    title, notes = f"{run.data.name}: scores by document", decisions.inspection_of(run).notes
    return Table(title, columns, tuple(rows), notes, provenance=run_provenance(run))


section: Final = Section(
    name="document",
    order=90,
    tables=lambda run, decisions: [documents_table(run, decisions)],
    forms=frozenset({"tables"}),
    by_name=True,
)
