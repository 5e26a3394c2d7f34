"""WMT's XML since 2021: segments by document, one element per source, reference and system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.markup import element_markup, escaped, replaced_characters
from tertium.corpora.readers.wmtxml import MISSING, WHOLE_IDS
from tertium.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tertium.corpora.types import Column, Document, EvalSet

MARKER = None


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the file; a missing text is a missing segment, except in the first column and in columns without any text.

    The first column has every segment, so that ids and their order survive; `MISSING` marks those without a text.
    """
    numbered = all(id_.startswith(f"{document.id}#") for document in data.documents for id_ in data.ids[document.rows])
    documents = "\n".join(_document(data, document, numbered=numbered) for document in data.documents)
    attributes = {} if numbered else {WHOLE_IDS.replace("-", "__"): "whole"}
    root = element_markup("dataset", f"\n{documents}\n", id=data.name, **attributes)
    write_text(path, f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n')
    notes = () if data.confidence is None else ("the confidence of the alignment is left out",)
    return (*notes, *replaced_characters(data))


def _document(data: EvalSet, document: Document, *, numbered: bool) -> str:
    prefix = len(document.id) + 1 if numbered else 0  # of the document and "#"
    ids = [id_[prefix:] for id_ in data.ids[document.rows]]
    parts = [
        element_markup(tag, "\n" + "\n".join(_segments(ids, column[document.rows], first=not i)) + "\n", **attributes)
        for i, (tag, column, attributes) in enumerate(_columns(data))
    ]
    content = "\n" + "\n".join(parts) + "\n"
    return element_markup("doc", content, origlang=data.languages[0], id=document.id, domain=document.domain)


def _columns(data: EvalSet) -> Iterator[tuple[str, Column, dict[str, str | None]]]:
    source, target = data.languages
    if data.sources is not None:
        yield "src", data.sources, {"lang": source}
    for name, column in data.references.items():
        yield "ref", column, {"lang": target, "translator": name}
    for name, column in data.outputs.items():
        yield "hyp", column, {"lang": target, "system": name}


def _segments(ids: list[str], texts: Column, *, first: bool) -> list[str]:
    missing = {MISSING.replace("-", "__"): "yes"}
    # A column is in every document even without a text there: the reader orders columns by appearance.
    with_missing = first or all(text is None for text in texts)
    return [
        element_markup("seg", id=id_, **missing) if text is None else element_markup("seg", escaped(text), id=id_)
        for id_, text in zip(ids, texts, strict=True)
        if text is not None or with_missing
    ]
