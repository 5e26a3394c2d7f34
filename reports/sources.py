"""What became of the articles and outputs that a set was made from: pairs, doubts, and all that was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tertium.errors import DataError
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tertium.corpora.types import EvalSet
    from tertium.reports.table import Cell

SHORT: Final = 80
"""Characters of a sentence that text shows, unless verbose."""
LIKENESS: Final = (
    "likeness: the mean cosine of aligned sentences; coverage, numbers: the shares of the text and of its numbers that "
    "agree; second: the likeness of the next-best source"
)


def pairs_table(data: EvalSet) -> Table:
    """Return one row per pair of articles in the set, with its evidence."""
    rows = tuple(_cells(one, "source", "target", "column", *EVIDENCE) for one in _listed(data, "pairs"))
    columns = (Column("source"), Column("target"), Column("column"), *_evidence())
    return Table(f"{data.name}: pairs of articles", columns, rows, (LIKENESS,) if rows else ())


def review_table(data: EvalSet) -> Table:
    """Return one row per pair that a person should look at, with its evidence and what keeps it out of the set."""
    rows = tuple(_cells(one, "source", "target", *EVIDENCE) for one in _listed(data, "review"))
    columns = (Column("source"), Column("target"), *_evidence())
    said = (LIKENESS, "none of them is in the set; to decide: a line in a file for --pairs, pair or apart")
    return Table(f"{data.name}: pairs that need review", columns, rows, said if rows else ())


def unpaired_table(data: EvalSet) -> Table:
    """Return one row per article without a partner, its nearest and the reason; not those that need review."""
    found = (one for one in _listed(data, "unpaired") if one.get("decision") != "review")
    rows = tuple(_cells(one, "id", "language", "nearest", "score", "reason") for one in found)
    titles = ("article", "language", "nearest")
    columns = (*map(Column, titles), Column("likeness", digits=3, numeric=True), Column("why"))
    return Table(f"{data.name}: articles without a partner", columns, rows)


def removed_table(data: EvalSet) -> Table:
    """Return one row per line that cleaning removed, with the rule that did."""
    rows = tuple(_cells(one, "article", "line", "rule", "text") for one in _listed(data, "removed"))
    columns = (Column("article"), Column("line", numeric=True), Column("rule"), Column("text"))
    return Table(f"{data.name}: what cleaning removed", columns, rows)


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


TABLES: Final[Mapping[str, Callable[[EvalSet], Table]]] = {
    "pairs": pairs_table,
    "review": review_table,
    "unpaired": unpaired_table,
    "removed": removed_table,
    "realigned": realigned_table,
}
"""By the name that `tertium report --by` takes."""
EVIDENCE: Final = ("score", "coverage", "numbers", "runner_up", "reason")


def doubtful_tables(data: EvalSet) -> Iterator[Table]:
    """Yield the tables of what a reader of scores should look at, where there is anything."""
    yield from (table for make in (review_table, realigned_table) if (table := make(data)).rows)


def _evidence() -> Iterator[Column]:
    yield from (Column(title, digits=3, numeric=True) for title in ("likeness", "coverage", "numbers", "second"))
    yield Column("why")


def _listed(data: EvalSet, key: str) -> list[Mapping[str, Any]]:
    found = data.provenance.get(key, [])
    if not (isinstance(found, (list, tuple)) and all(isinstance(one, dict) for one in found)):
        raise DataError(f"set {data.name!r} is damaged: its {key!r} is no list of entries", hint="build it again")
    return list(found)


def _cells(one: Mapping[str, Any], *keys: str) -> tuple[Cell, ...]:
    return tuple(one.get(key) for key in keys)
