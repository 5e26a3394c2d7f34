"""The scores of the whole set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key
from tertium.reports.measures import PART_NOTE, metric_column, segment_cells, systems_best_first, table_measures
from tertium.reports.provenance import run_provenance
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Cell


MACRO_NOTE: Final = "macro: the mean over documents; without it: of all segments together"


def set_table(run: Run, decisions: Decisions) -> Table:
    """Return one row per system, the best first: micro, of the summed counts, and macro, the mean over documents.

    Where the caller chose the systems, they stand in that order.
    """
    has_macro = len(run.data.documents) > 1  # of one document both are the same number
    measures = table_measures(run)
    with_macro = [measure for measure in measures if has_macro and not measure.is_of_usage]
    columns = [Column("system"), Column("segments", numeric=True), Column("documents", numeric=True)]
    for measure in measures:
        titles = [measure.label, f"{measure.label} macro"] if measure in with_macro else [measure.label]
        columns += [metric_column(measure, title) for title in titles]
    rows, marks, coverage, segments = [], set[tuple[int, int]](), run.coverage, segment_cells(run)
    systems = run.systems if decisions.given_order else systems_best_first(run)
    for i, system in enumerate(systems):
        row: list[Cell] = [system, segments[system], len(run.data.documents)]
        for measure in measures:
            key = Key(system, measure.label)
            values = run.values[key]
            if not coverage[key].is_complete and coverage[key].scored:
                marks |= {(i, len(row) + j) for j in range(1 + (measure in with_macro))}
            row += [values.total, values.macro] if measure in with_macro else [values.total]
        rows.append(tuple(row))
    notes = (
        *((PART_NOTE,) if marks else ()),
        *((MACRO_NOTE,) if has_macro else ()),
        *decisions.inspection_of(run).notes,
    )
    title = f"{run.data.name}: scores"
    provenance = run_provenance(run)
    return Table(title, tuple(columns), tuple(rows), notes, provenance=provenance, marks=frozenset(marks))


section: Final = Section(
    name="set",
    order=70,
    tables=lambda run, decisions: [set_table(run, decisions)],
    forms=frozenset({"text", "tables"}),
    by_name=True,
)
