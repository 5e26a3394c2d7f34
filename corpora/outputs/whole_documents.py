"""Outputs that are compared document by document: a set whose segments are whole documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.corpora.outputs.passages import passages
from tertium.corpora.text.joiner import glue
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.corpora.outputs.delivery import Delivery
    from tertium.corpora.types import Column, EvalSet


def whole_documents(data: EvalSet) -> EvalSet:
    """Return a set with one segment per document: its segments joined; None where all are missing."""
    documents = tuple(replace(document, start=i, stop=i + 1) for i, document in enumerate(data.documents))
    source_glue, target_glue = (glue(language) for language in data.languages)
    return replace(
        data,
        ids=tuple(document.id for document in documents),
        documents=documents,
        sources=None if data.sources is None else _by_document(data, data.sources, source_glue),
        references={name: _by_document(data, texts, target_glue) for name, texts in data.references.items()},
        outputs={name: _by_document(data, texts, target_glue) for name, texts in data.outputs.items()},
        confidence=None,
        provenance={**data.provenance, "segments": "one per document"},
    )


def attach_documents(data: EvalSet, deliveries: Mapping[str, Delivery]) -> tuple[EvalSet, list[str]]:
    """Return the set of whole documents with these outputs, and warnings.

    Raises:
        DataError: an output doesn't tell which of its lines belong to which document.
    """
    by_document = whole_documents(data)
    between = glue(data.languages[1])
    columns = {}
    for name, delivery in deliveries.items():
        of_documents = passages(delivery, data)
        if len(of_documents) != len(by_document):
            raise DataError(
                f"{delivery.origin} doesn't say which lines are of which of the {len(by_document)} documents",
                hint="a folder with one file per document, or one line per document",
            )
        columns[name] = tuple(
            between.join(line.strip() for line in passage.lines if line.strip()) for passage in of_documents
        )
    warning = f"segments are whole documents: {len(by_document)} instead of {len(data)}"
    return by_document.with_outputs(columns), [warning]


def _by_document(data: EvalSet, column: Column, between: str) -> Column:
    """Return a column's texts joined by document; an empty text leaves no gap, a document without texts is None."""
    joined_texts = []
    for document in data.documents:
        texts = [text for text in column[document.rows] if text is not None]
        joined_texts.append(between.join(filter(None, texts)) if texts else None)
    return tuple(joined_texts)
