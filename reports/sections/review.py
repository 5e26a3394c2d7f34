"""The pairs of articles that a person should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.evidence import EVIDENCE, LIKENESS, cells, evidence, listed
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet


def review_table(data: EvalSet) -> Table:
    """Return one row per pair that a person should look at, with its evidence and what keeps it out of the set."""
    rows = tuple(cells(one, "source", "target", *EVIDENCE) for one in listed(data, "review"))
    columns = (Column("source"), Column("target"), *evidence())
    said = (LIKENESS, "none of them is in the set; to decide: a line in a file for --pairs, pair or apart")
    return Table(f"{data.name}: pairs that need review", columns, rows, said if rows else ())


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
