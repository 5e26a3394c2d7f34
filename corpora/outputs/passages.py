"""The passages of an output: which of its lines translate which rows of a set, as far as it tells."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from tertium.errors import DataError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.corpora.outputs.delivery import Delivery
    from tertium.corpora.types import EvalSet


@dataclass(frozen=True, slots=True)
class Passage:
    """Rows of a set and the lines in which a system translated them, in any division."""

    rows: slice
    lines: tuple[str, ...]


def passages(delivery: Delivery, data: EvalSet) -> list[Passage]:
    """Return a passage per document, told by file, by line or by block between empty lines; else one for the whole set.

    Raises:
        DataError: a folder lacks the file of a document, or has one of no document.
    """
    if delivery.files is not None:
        _check_files(delivery.origin, delivery.files, data)
        return [Passage(document.rows, delivery.files[document.id]) for document in data.documents]
    texts = [text or "" for text in delivery.lines]
    # A text of a list may have several lines; a missing one is no empty line, which would end a block.
    lines = [line for text in delivery.lines if text is not None for line in text.split("\n")]
    blocks = "\n".join(lines).strip("\n").split("\n\n")
    for of_documents in (texts, blocks):
        if len(of_documents) == len(data.documents):
            pairs = zip(data.documents, of_documents, strict=True)
            return [Passage(document.rows, tuple(text.split("\n"))) for document, text in pairs]
    return [Passage(slice(0, len(data)), tuple(lines))]


def _check_files(folder: str, files: Mapping[str, tuple[str, ...]], data: EvalSet) -> None:
    documents = [document.id for document in data.documents]
    for document in documents:
        if document not in files:
            raise DataError(f"{folder} has no file for document {document!r}", hint=f"{document}.txt, empty if need be")
    for name in files:
        if name not in documents:
            similar = shorten(nearest(name, documents), 200, placeholder=" …")
            hint = f"take it out of the folder; the nearest documents: {similar}"
            raise DataError(f"{folder}/{name}.txt belongs to no document of the set", hint=hint)
