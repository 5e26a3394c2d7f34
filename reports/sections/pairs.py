"""The pairs of articles that a set was built from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.evidence import EVIDENCE, LIKENESS, cells, evidence, listed
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet


def pairs_table(data: EvalSet) -> Table:
    """Return one row per pair of articles in the set, with its evidence."""
    rows = tuple(cells(one, "source", "target", "column", *EVIDENCE) for one in listed(data, "pairs"))
    columns = (Column("source"), Column("target"), Column("column"), *evidence())
    return Table(f"{data.name}: pairs of articles", columns, rows, (LIKENESS,) if rows else ())


section: Final = Section(
    name="pairs",
    order=110,
    tables=lambda run, _: [pairs_table(run.data)],
    of_set=pairs_table,
    forms=frozenset({"set"}),
    optional=True,
    by_name=True,
)
