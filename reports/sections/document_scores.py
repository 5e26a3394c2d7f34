"""The scores by document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key
from tertium.reports.measures import PART_OF_PART_NOTE, metric_columns, part_cell, part_marks, table_measures
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
    titles = ("document", "domain", "system") if has_domains else ("document", "system")
    coverage, measures = run.part_coverage.documents, table_measures(run)
    rows, marks = list[tuple["Cell", ...]](), set[tuple[int, int]]()
    for i, document in enumerate(run.data.documents):
        for system in run.systems:
            keys = [Key(system, measure.label) for measure in measures]
            parts = [coverage[key][i] for key in keys]
            # The scores stand after the titles and the number of segments.
            marks |= {(len(rows), len(titles) + 1 + j) for j, is_marked in enumerate(part_marks(parts)) if is_marked}
            rows.append(
                (
                    *((document.id, document.domain) if has_domains else (document.id,)),
                    *(system, part_cell(parts, document.stop - document.start)),
                    *(float(run.values[key].documents[i]) for key in keys),
                )
            )
    columns = (*map(Column, titles), Column("segments", numeric=True), *metric_columns(run))
    title = f"{run.data.name}: scores by document"
    notes = (*((PART_OF_PART_NOTE,) if marks else ()), *decisions.inspection_of(run).notes)
    return Table(title, columns, tuple(rows), notes, provenance=run_provenance(run), marks=frozenset(marks))


section: Final = Section(
    name="document",
    order=90,
    tables=lambda run, decisions: [documents_table(run, decisions)],
    forms=frozenset({"tables"}),
    by_name=True,
)
