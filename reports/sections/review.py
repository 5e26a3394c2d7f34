"""The pairs of articles that a person should review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.evidence import EVIDENCE_KEYS, SIMILARITY_NOTE, entries, entry_cells, evidence_columns
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet


HOW_TO_DECIDE: Final = "none of them is in the set; to decide: a line in a file for --pairs, pair or apart"


def review_table(data: EvalSet) -> Table:
    """Return one row per pair that a person should review, with its evidence and the reason why it isn't in the set."""
    rows = tuple(entry_cells(pair, "source", "target", *EVIDENCE_KEYS) for pair in entries(data, "review"))
    columns = (Column("source"), Column("target"), *evidence_columns())
    notes = (SIMILARITY_NOTE, HOW_TO_DECIDE) if rows else ()
    return Table(f"{data.name}: pairs that need review", columns, rows, notes)


section: Final = Section(
    name="review",
    order=120,
    tables=lambda run, _: [review_table(run.data)],
    of_set=review_table,
    forms=frozenset({"set", "text", "tables", "page"}),
    optional=True,
    by_name=True,
    chapter="left-out",
)
