"""The hash that identifies a set's data, computed from columns of any length one chunk at a time."""

from __future__ import annotations

import hashlib
import json
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DIGITS: Final = 16
"""Length of the fingerprint; 64 bits tell any number of sets apart that one person keeps."""
CHUNK: Final = 4096
"""Number of values that are hashed at a time."""


def fingerprint(
    ids: Iterable[str],
    documents: Iterable[tuple[str, int, int, str | None]],
    texts: tuple[Iterable[str | None] | None, Mapping[str, Iterable[str | None]]],
    languages: tuple[str | None, str | None],
) -> str:
    """Return 16 hex digits of everything in a set but its outputs, name and provenance.

    Args:
        ids: ids of the segments.
        documents: id, start, stop, domain.
        texts: sources, or None, and references by name.
        languages: source and target.
    """
    digest = hashlib.sha256()
    for piece in _pieces(ids, documents, texts, languages):
        digest.update(piece.encode())
    return digest.hexdigest()[:DIGITS]


def _pieces(
    ids: Iterable[str],
    documents: Iterable[tuple[str, int, int, str | None]],
    texts: tuple[Iterable[str | None] | None, Mapping[str, Iterable[str | None]]],
    languages: tuple[str | None, str | None],
) -> Iterator[str]:
    """Yield the text to hash, piece by piece: a JSON list [ids, documents, sources, references, languages]."""
    sources, references = texts
    yield "["
    yield from _list(ids)
    yield ","
    yield from _list(documents)
    yield ","
    yield from _list(sources) if sources is not None else ["null"]
    yield ",["
    for i, (name, column) in enumerate(references.items()):
        yield f"{',' if i else ''}[{_dumps(name)},"
        yield from _list(column)
        yield "]"
    yield f"],{_dumps(list(languages))}]"


def _list(items: Iterable[Any]) -> Iterator[str]:
    """Yield the JSON of a list, chunk by chunk."""
    yield "["
    remaining = iter(items)
    first = True
    while chunk := list(islice(remaining, CHUNK)):
        yield ("" if first else ",") + _dumps(chunk)[1:-1]  # without the brackets of the chunk
        first = False
    yield "]"


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
