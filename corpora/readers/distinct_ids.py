"""Ids that are unique in a set, made of those of other tools, which may be missing, repeated or unique per file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def distinct_ids(ids: Sequence[str | None], documents: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return a unique id for every segment, and notes on what was changed.

    A missing id is ``document#number``, counted in the document; an id of several documents gets its document's name,
    ``document#id``; one that is repeated within a document is numbered, ``id.2``.

    Args:
        ids: as the file has them.
        documents: the id of each segment's document.
    """
    numbered = _numbered(ids, documents)
    in_documents = Counter(id_ for id_, _ in dict.fromkeys(zip(numbered, documents, strict=True)))
    prefixed = [
        f"{document}#{id_}" if in_documents[id_] > 1 else id_ for id_, document in zip(numbered, documents, strict=True)
    ]
    distinct = distinct_names(prefixed)
    return distinct, _notes(ids, numbered, prefixed, distinct)


def distinct_names(names: Sequence[str]) -> list[str]:
    """Return the names; what is repeated is numbered from its second occurrence on: ``a``, ``a.2``, ``a.3``."""
    taken = set(names)
    occurrences: Counter[str] = Counter()
    distinct = []
    for name in names:
        occurrences[name] += 1
        number, numbered = occurrences[name], name
        while number > 1 and numbered in taken:
            numbered = f"{name}.{number}"
            number += 1
        if number > 1:
            occurrences[name] = number - 1
        taken.add(numbered)
        distinct.append(numbered)
    return distinct


def _numbered(ids: Sequence[str | None], documents: Sequence[str]) -> list[str]:
    """Return the ids, with ``document#number`` for the missing ones."""
    counts: Counter[str] = Counter()
    numbered = []
    for id_, document in zip(ids, documents, strict=True):
        counts[document] += 1
        numbered.append(id_ or f"{document}#{counts[document]}")
    return numbered


def _notes(
    ids: Sequence[str | None], numbered: Sequence[str], prefixed: Sequence[str], distinct: Sequence[str]
) -> list[str]:
    """Return a sentence for each kind of change, with its first example."""
    missing = sum(not id_ for id_ in ids)
    notes = [f"segments without an id, which are numbered: {missing} of {len(ids)}"] if 0 < missing < len(ids) else []
    for before, after, what in (
        (numbered, prefixed, "of several documents, which get their document's name"),
        (prefixed, distinct, "that are repeated, which get a number"),
    ):
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        if changed:
            notes.append(f"ids {what}: {len(changed)} ({changed[0][0]} is {changed[0][1]})")
    return notes
