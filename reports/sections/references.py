"""The problems of the set's own texts: sources, references, and outputs that are still tokenized."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.evals.results import COMMON
from tertium.reports.section import Section
from tertium.reports.table import Column, Table
from tertium.reports.warnings import segment_ids

if TYPE_CHECKING:
    from tertium.evals.types import Run

NOT_INSPECTED: Final = "the run was stored without them: score again"
COMMON_NOTE: Final = "number, length and duplicate: good sets have some"


def references_table(run: Run) -> Table:
    """Return one row per problem and column: how many texts have it, their share, and the first of them."""
    rows = tuple(
        (
            *(problem.kind, problem.column, len(problem.segments), 100 * problem.share),
            *(segment_ids(run, problem.segments), problem.details),
        )
        for problem in run.problems or ()
    )
    columns = (
        *(Column("problem"), Column("column"), Column("texts", numeric=True), Column("%", digits=1, numeric=True)),
        *(Column("first"), Column("details")),
    )
    notes = (
        (NOT_INSPECTED,)
        if run.problems is None
        else (COMMON_NOTE,)
        if COMMON & {problem.kind for problem in run.problems}
        else ()
    )
    left_out = tuple(map(str, run.data.provenance.get("left_out", ())))  # by building or by scoring
    return Table(f"{run.data.name}: sources and references", columns, rows, (*left_out, *notes))


section: Final = Section(
    name="references",
    order=75,
    tables=lambda run, _: [references_table(run)],
    forms=frozenset({"tables", "page"}),
    optional=True,
    by_name=True,
    chapter="warnings",
)
