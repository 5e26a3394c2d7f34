"""Outputs that lost the set's segments: cut along the first reference, omissions and additions recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.outputs.passages import passages
from tertium.corpora.types import UNPENALISED
from tertium.errors import DataError, counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tertium.corpora.outputs.delivery import Delivery
    from tertium.corpora.outputs.passages import Passage
    from tertium.corpora.resegmentation.resegment import Addition, Resegmentation
    from tertium.corpora.types import Column, EvalSet

REORDERED: Final = 0.2
"""Share of the segments from which omissions and additions suggest another order of documents: a document out of place
is omitted in one place and added in another."""


def attach_resegmented(data: EvalSet, deliveries: Mapping[str, Delivery]) -> tuple[EvalSet, list[str]]:
    """Return the set with these outputs cut into its segments, and warnings.

    A system with omissions or additions comes twice, the second time without them. What was omitted and added stands in
    the set's provenance, row by row.

    Raises:
        DataError: the set has no reference.
    """
    if not data.references:
        raise DataError(f"set {data.name!r} has no reference to realign with", hint="--alignment document, or aligned")
    from tertium.corpora.outputs.mismatch import describe_mismatch  # both load the aligner's n-grams
    from tertium.corpora.resegmentation.resegment import resegment

    references = [text or "" for text in next(iter(data.references.values()))]
    size = sum(map(bool, references))
    columns: dict[str, Column] = {}
    record: dict[str, Any] = {}
    warnings: list[str] = []
    for name, delivery in deliveries.items():
        resegmented = [
            (passage, resegment(references[passage.rows], passage.lines, data.languages[1]))
            for passage in passages(delivery, data)
        ]
        omitted, added = _omitted(resegmented, references, data.ids), _added(resegmented, data)
        columns[name] = tuple(text for _, part in resegmented for text in part.with_additions)
        texts = [text for _, part in resegmented for text in part.texts]
        if omitted or added:
            columns[name + UNPENALISED] = tuple(text or None for text in texts)
        record[name] = {"omitted": omitted, "added": added}
        warnings.append(_summary(name, len(omitted), len(added), size))
        if mismatch := describe_mismatch(texts, references):
            warnings.append(f"{name}: {mismatch}; is it a translation of this set?")
        if min(len(omitted), len(added)) > REORDERED * size:
            warnings.append(f"{name}: so much is omitted and added that its documents may stand in another order")
    provenance = {**data.provenance, "realigned": record}
    return replace(data.with_outputs(columns), provenance=provenance), warnings


def _omitted(
    resegmented: Sequence[tuple[Passage, Resegmentation]], references: Sequence[str], ids: Sequence[str]
) -> list[str]:
    """Return the ids of the segments that have a reference and no text of the output."""
    rows: list[int] = [passage.rows.start + i for passage, part in resegmented for i in part.omitted]
    return [ids[row] for row in rows if references[row]]


def _added(resegmented: Sequence[tuple[Passage, Resegmentation]], data: EvalSet) -> list[dict[str, str | None]]:
    documents = data.document_ids
    return [
        _place(addition, passage.rows.start, data.ids, documents)
        for passage, part in resegmented
        for addition in part.additions
    ]


def _place(addition: Addition, start: int, ids: Sequence[str], documents: Sequence[str]) -> dict[str, str | None]:
    """Return an added sentence with its document and the segment that it follows; None before the first."""
    after = ids[start + addition.after] if addition.after >= 0 else None
    return {"document": documents[start + max(addition.after, 0)], "after": after, "text": addition.text}


def _summary(name: str, omitted: int, added: int, size: int) -> str:
    policy = f"; {name}{UNPENALISED} leaves both out" if omitted or added else ""
    return (
        f"{name}: realigned; {omitted} of {size} segments {_are(omitted)} omitted and scored as empty, "
        f"{counted(added, 'sentence')} {_are(added)} added and scored with the segment before{policy}"
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
