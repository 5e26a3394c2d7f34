"""The pairs of articles that a set was built from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.evidence import EVIDENCE_KEYS, SIMILARITY_NOTE, entries, entry_cells, evidence_columns
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet


def pairs_table(data: EvalSet) -> Table:
    """Return one row per pair of articles in the set, with its evidence."""
    rows = tuple(entry_cells(pair, "source", "target", "column", *EVIDENCE_KEYS) for pair in entries(data, "pairs"))
    columns = (Column("source"), Column("target"), Column("column"), *evidence_columns())
    return Table(f"{data.name}: pairs of articles", columns, rows, (SIMILARITY_NOTE,) if rows else ())


section: Final = Section(
    name="pairs",
    order=110,
    tables=lambda run, _: [pairs_table(run.data)],
    of_set=pairs_table,
    forms=frozenset({"set"}),
    optional=True,
    by_name=True,
)
