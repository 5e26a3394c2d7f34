"""The segments and sentences that realigned systems omitted and added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.section import Section
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet
    from tertium.reports.table import Cell


BRIEF_LETTERS: Final = 80
"""Characters of a sentence that text shows unless verbose."""

MEANING: Final = (
    "omitted: the segment, with its reference; added: the segment that the sentence stands behind (–: none)"
)


def realigned_table(data: EvalSet) -> Table:
    """Return one row per segment that a realigned system omitted, and per sentence that it added."""
    document_of = dict(zip(data.ids, data.document_ids, strict=True))
    index_of = {segment: i for i, segment in enumerate(data.ids)}
    reference = next(iter(data.references.values()), ())
    rows: list[tuple[Cell, ...]] = []
    for system, result in data.provenance.get("realigned", {}).items():
        rows += [
            (system, "omitted", document_of[segment], segment, reference[index_of[segment]] or "")
            for segment in result["omitted"]
        ]
        rows += [
            (system, "added", sentence.get("document"), sentence["after"], sentence["text"])
            for sentence in result["added"]
        ]
    columns = (*map(Column, ("system", "what", "document", "segment")), Column("text", letters=BRIEF_LETTERS))
    title = f"{data.name}: what systems omitted and added"
    return Table(title, columns, tuple(rows), (MEANING,) if rows else ())


section: Final = Section(
    name="realigned",
    order=150,
    tables=lambda run, _: [realigned_table(run.data)],
    of_set=realigned_table,
    forms=frozenset({"text", "tables", "page"}),
    optional=True,
    by_name=True,
    chapter="left-out",
)
