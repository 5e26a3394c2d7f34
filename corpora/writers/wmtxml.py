"""WMT's XML since 2021: segments by document, one element per source, reference and system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.corpora.markup import markup, spoilt, text
from tertium.corpora.readers.wmtxml import MISSING, WHOLE_IDS
from tertium.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tertium.corpora.types import Column, Document, EvalSet

MARKER = None


def write(data: EvalSet, path: Path) -> tuple[str, ...]:
    """Write the file; a missing text is a missing segment, but in the first column and in a document without any."""
    numbered = all(
        data.ids[row].startswith(f"{one.id}#") for one in data.documents for row in range(one.start, one.stop)
    )
    documents = "\n".join(_document(data, one, numbered=numbered) for one in data.documents)
    attributes = {} if numbered else {WHOLE_IDS.replace("-", "__"): "whole"}
    whole = markup("dataset", f"\n{documents}\n", id=data.name, **attributes)
    write_text(path, f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}\n')
    lost = () if data.confidence is None else ("the confidence of the alignment is left out",)
    return (*lost, *spoilt(data))


def _document(data: EvalSet, document: Document, *, numbered: bool) -> str:
    cut = len(document.id) + 1 if numbered else 0
    ids = [one[cut:] for one in data.ids[document.rows]]
    parts = [
        markup(tag, "\n" + "\n".join(_segments(ids, column[document.rows], first=not i)) + "\n", **attributes)
        for i, (tag, column, attributes) in enumerate(_columns(data))
    ]
    content = "\n" + "\n".join(parts) + "\n"
    return markup("doc", content, origlang=data.languages[0], id=document.id, domain=document.domain)


def _columns(data: EvalSet) -> Iterator[tuple[str, Column, dict[str, str | None]]]:
    source, target = data.languages
    if data.sources is not None:
        yield "src", data.sources, {"lang": source}
    for name, column in data.references.items():
        yield "ref", column, {"lang": target, "translator": name}
    for name, column in data.outputs.items():
        yield "hyp", column, {"lang": target, "system": name}


def _segments(ids: list[str], texts: Column, *, first: bool) -> list[str]:
    gap = {MISSING.replace("-", "__"): "yes"}
    gaps = first or all(one is None for one in texts)  # every column stands in every document, in one order
    return [
        markup("seg", id=own, **gap) if one is None else markup("seg", text(one), id=own)
        for own, one in zip(ids, texts, strict=True)
        if one is not None or gaps
    ]
