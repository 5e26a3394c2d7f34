"""Leaves out the segments of a set whose source or reference has a problem."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.corpora.types import Document
from tertium.errors import DataError, UsageError, nearest
from tertium.evals.inspection.inspect import problems_of_set
from tertium.evals.results import PHRASES, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tertium.corpora.types import Column, EvalSet
    from tertium.evals.results import SetInspection

KINDS: Final = tuple(kind for kind in PHRASES if kind != "derived")
"""The kinds that single segments have. A reference that was made from a system is unfit as a whole."""


def check_kinds(kinds: Iterable[str]) -> None:
    """Raise UsageError for what is no kind of segment."""
    for kind in kinds:
        if kind == "derived":
            message = "a reference that was made from a system is unfit as a whole, not in some segments"
            raise UsageError(message, hint="tertium score SET --reference NAME, with another reference")
        if kind not in KINDS:
            raise UsageError(f"no kind of segment is called {kind!r}", hint=nearest(kind, KINDS))


def leave_out(data: EvalSet, kinds: Iterable[str], known: SetInspection | None = None) -> EvalSet:
    """Return the set without the segments whose source or any reference has a problem of these kinds.

    Another set has another fingerprint; its provenance says under ``left_out`` what is missing, in sentences.

    Args:
        data: the set.
        kinds: what is left out.
        known: what an earlier inspection found; see `inspect`.

    Raises:
        UsageError: an unknown kind.
        DataError: no segment is left.
    """
    chosen = frozenset(kinds)
    check_kinds(chosen)
    if not chosen:
        return data
    of_set = problems_of_set(data, known)
    problems = [problem for problem in of_set if problem.kind in chosen]
    out = {row for problem in problems for row in problem.segments}
    if not out:
        return data
    kept = [row for row in range(len(data)) if row not in out]
    if not kept:
        raise DataError(f"every segment of set {data.name!r} would be left out", hint="fewer kinds to leave out")
    reasons = "; ".join(map(str, sentences(problems)))
    note = f"{len(out)} of {len(data)} segments are left out: {reasons}"
    return only_rows(data, kept, note)


def only_rows(data: EvalSet, kept: Sequence[int], note: str) -> EvalSet:
    """Return the set with these segments only, whose indices ascend; the note says what is left out, and why."""
    provenance = {**data.provenance, "left_out": [*data.provenance.get("left_out", []), note]}
    if own := provenance.get("columns"):
        provenance["columns"] = {name: [column[row] for row in kept] for name, column in own.items()}
    return replace(
        data,
        ids=tuple(data.ids[row] for row in kept),
        documents=tuple(_documents(data, kept)),
        sources=None if data.sources is None else _rows(data.sources, kept),
        references={name: _rows(column, kept) for name, column in data.references.items()},
        outputs={name: _rows(column, kept) for name, column in data.outputs.items()},
        confidence=None if data.confidence is None else tuple(data.confidence[row] for row in kept),
        provenance=provenance,
    )


def leaving_notes(before: EvalSet, after: EvalSet) -> list[str]:
    """Return what the provenance of a set says was left out since it was another."""
    earlier = before.provenance.get("left_out", [])
    return list(after.provenance.get("left_out", []))[len(earlier) :]


def _rows(column: Column, rows: Sequence[int]) -> Column:
    return tuple(column[row] for row in rows)


def _documents(data: EvalSet, kept: Sequence[int]) -> Iterator[Document]:
    """Yield the documents that still have segments, with their new places."""
    start = 0
    for document in data.documents:
        if size := bisect_left(kept, document.stop) - bisect_left(kept, document.start):
            yield Document(document.id, start, start + size, document.domain)
            start += size
