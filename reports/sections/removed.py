"""The lines that cleaning removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.evidence import entries, entry_cells
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet


def removed_table(data: EvalSet) -> Table:
    """Return one row per line that cleaning removed, with the rule that removed it."""
    rows = tuple(entry_cells(line, "article", "line", "rule", "text") for line in entries(data, "removed"))
    columns = (Column("article"), Column("line", numeric=True), Column("rule"), Column("text"))
    return Table(f"{data.name}: what cleaning removed", columns, rows)


section: Final = Section(
    name="removed",
    order=140,
    tables=lambda run, _: [removed_table(run.data)],
    of_set=removed_table,
    forms=frozenset({"page"}),
    optional=True,
    by_name=True,
    chapter="left-out",
)
