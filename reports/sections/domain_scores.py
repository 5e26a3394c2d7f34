"""The scores by domain."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key, segment_domains
from tertium.reports.measures import PART_OF_PART_NOTE, metric_columns, part_cell, part_marks, table_measures
from tertium.reports.provenance import run_provenance
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Cell


def domains_table(run: Run, decisions: Decisions) -> Table:
    """Return one row per domain and system: the score of the domain's summed counts."""
    sizes = Counter(segment_domains(run.data))
    coverage, measures = run.part_coverage.domains, table_measures(run)
    rows, marks = list[tuple["Cell", ...]](), set[tuple[int, int]]()
    for i, domain in enumerate(run.data.domains):
        for system in run.systems:
            keys = [Key(system, measure.label) for measure in measures]
            parts = [coverage[key][i] for key in keys]
            # Three columns stand before the scores.
            marks |= {(len(rows), 3 + j) for j, is_marked in enumerate(part_marks(parts)) if is_marked}
            scores = (float(run.values[key].domains[i]) for key in keys)
            rows.append((domain, system, part_cell(parts, sizes[domain]), *scores))
    columns = (Column("domain"), Column("system"), Column("segments", numeric=True), *metric_columns(run))
    absence = () if rows else ("No document of this set has a domain.",)
    notes = (*absence, *((PART_OF_PART_NOTE,) if marks else ()), *decisions.inspection_of(run).notes)
    title = f"{run.data.name}: scores by domain"
    return Table(title, columns, tuple(rows), notes, provenance=run_provenance(run), marks=frozenset(marks))


section: Final = Section(
    name="domain",
    order=80,
    tables=lambda run, decisions: [domains_table(run, decisions)],
    by_name=True,
)
