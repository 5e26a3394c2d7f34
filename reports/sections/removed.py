"""The lines that cleaning removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.evidence import cells, listed
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet


def removed_table(data: EvalSet) -> Table:
    """Return one row per line that cleaning removed, with the rule that did."""
    rows = tuple(cells(one, "article", "line", "rule", "text") for one in listed(data, "removed"))
    columns = (Column("article"), Column("line", numeric=True), Column("rule"), Column("text"))
    return Table(f"{data.name}: what cleaning removed", columns, rows)
