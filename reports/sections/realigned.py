"""What systems omitted and added, where their outputs were realigned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.evidence import SHORT
from tertium.reports.section import Section
from tertium.reports.table import Cell, Column, Table

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet


def realigned_table(data: EvalSet) -> Table:
    """Return one row per segment that a realigned system omitted, and per sentence that it added."""
    document_of = dict(zip(data.ids, data.document_ids, strict=True))
    row_of = {one: i for i, one in enumerate(data.ids)}
    reference = next(iter(data.references.values()), ())
    rows: list[tuple[Cell, ...]] = []
    for system, found in data.provenance.get("realigned", {}).items():
        omitted = ((document_of[one], one, reference[row_of[one]]) for one in found["omitted"])
        added = ((one.get("document"), one["after"], one["text"]) for one in found["added"])
        rows += [(system, "omitted", document, segment, text or "") for document, segment, text in omitted]
        rows += [(system, "added", document, segment, text) for document, segment, text in added]
    columns = (*map(Column, ("system", "what", "document", "segment")), Column("text", letters=SHORT))
    said = ("omitted: the segment, with its reference; added: the segment that the sentence stands behind (–: none)",)
    return Table(f"{data.name}: what systems omitted and added", columns, tuple(rows), said if rows else ())


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
