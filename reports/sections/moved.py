"""The sentences that a translation has in another place than the original."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.evidence import entries, entry_cells
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet


def moved_table(data: EvalSet) -> Table:
    """Return one row per pair of sentences that stand in different places of an article and its translation."""
    keys = ("segment", "target", "column", "confidence", "source_text", "target_text")
    rows = tuple(entry_cells(entry, *keys) for entry in entries(data, "moved"))
    columns = (
        *map(Column, ("segment", "article", "column")),
        Column("confidence", digits=3, numeric=True),
        *map(Column, ("source", "translation")),
    )
    return Table(f"{data.name}: what moved within a translation", columns, rows)


section: Final = Section(
    name="moved",
    order=138,
    tables=lambda run, _: [moved_table(run.data)],
    of_set=moved_table,
    forms=frozenset({"page"}),
    optional=True,
    by_name=True,
    chapter="left-out",
)
