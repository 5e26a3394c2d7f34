"""The articles without a partner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.evidence import entries, entry_cells
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet


def unpaired_table(data: EvalSet) -> Table:
    """Return one row per article without a partner: the nearest one, and why; pairs to review are not here."""
    unpaired = (article for article in entries(data, "unpaired") if article.get("decision") != "review")
    rows = tuple(entry_cells(article, "id", "language", "nearest", "score", "reason") for article in unpaired)
    titles = ("article", "language", "nearest")
    columns = (*map(Column, titles), Column("likeness", digits=3, numeric=True), Column("why"))
    return Table(f"{data.name}: articles without a partner", columns, rows)


section: Final = Section(
    name="unpaired",
    order=130,
    tables=lambda run, _: [unpaired_table(run.data)],
    of_set=unpaired_table,
    forms=frozenset({"set", "page"}),
    optional=True,
    by_name=True,
    chapter="left-out",
)
