"""The files of the folder that were not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.evidence import entries, entry_cells
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet


def unread_table(data: EvalSet) -> Table:
    """Return one row per file of the folder of articles that was not read, with the reason."""
    rows = tuple(entry_cells(file, "file", "reason") for file in entries(data, "unread"))
    columns = (Column("file"), Column("why"))
    return Table(f"{data.name}: files that were not read", columns, rows)


section: Final = Section(
    name="unread",
    order=145,
    tables=lambda run, _: [unread_table(run.data)],
    of_set=unread_table,
    forms=frozenset({"page"}),
    optional=True,
    by_name=True,
    chapter="left-out",
)
