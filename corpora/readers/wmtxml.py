"""WMT's XML since 2021: a dataset of documents, each with a source, references by translator, and systems' outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.columns import ONLY_REFERENCE, ONLY_SYSTEM, to_set
from tertium.corpora.markup import readable_text
from tertium.corpora.text import tags
from tertium.errors import DataError
from tertium.untrusted import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet

WHOLE_IDS: Final = "tertium-ids"
"""Attribute of a dataset whose segment ids are unique in the set, and not numbers within the document."""

MISSING: Final = "tertium-missing"
"""Attribute of an empty segment that stands for a missing text."""


class Cell(NamedTuple):
    """One text of one column.

    Attributes:
        document: id of the document.
        segment: id of the segment in the document.
        column: name of the column, as in columns.py.
        text: the text; None where the column lacks it and only the segment is known.
    """

    document: str
    segment: str
    column: str
    text: str | None


def claims(path: Path) -> bool:
    """Return whether the name ends in .xml or .xml.gz."""
    return path.name.endswith((".xml", ".xml.gz"))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set of the requested target language, or of the only one.

    Raises:
        DataError: the file is broken or dangerous, or holds several target languages and none is requested.
    """
    root = parse(path)
    documents = list(root.iter("doc"))
    if root.tag not in {"dataset", "collection"} or not documents:
        raise DataError(f"{path} is not WMT XML with documents", hint="<dataset> with <doc> elements")
    pair, target = _languages(path, documents, languages)
    domains = {document.get("id", ""): document.get("domain") for document in documents}
    cells = [cell for document in documents for cell in _cells(document, target)]
    columns = columns_of(cells, domains, whole_ids=root.get(WHOLE_IDS) is not None)
    return to_set(columns, name=path.name.split(".")[0], origin=path.name, languages=pair)


def columns_of(
    cells: list[Cell], domains: dict[str, str | None], *, whole_ids: bool = False
) -> dict[str, list[str | None]]:
    """Return the columns of the cells, with rows by document in the order in which segments first appear."""
    # Dictionaries serve as ordered sets: documents in the order of `domains`, segments as they appear.
    segments_of: dict[str, dict[str, None]] = {document: {} for document in domains}
    for cell in cells:
        segments_of.setdefault(cell.document, {})[cell.segment] = None
    rows = [(document, segment) for document, segments in segments_of.items() for segment in segments]
    texts: dict[str, dict[tuple[str, str], str | None]] = {}
    for cell in cells:
        texts.setdefault(cell.column, {})[cell.document, cell.segment] = cell.text
    columns: dict[str, list[str | None]] = {
        "id": [segment if whole_ids else f"{document}#{segment}" for document, segment in rows],
        "document": [document for document, _ in rows],
    }
    if any(domains.values()):
        columns["domain"] = [domains.get(document) for document, _ in rows]
    return columns | {column: [text_of.get(row) for row in rows] for column, text_of in texts.items()}


def _cells(document: Element, target: str | None) -> Iterator[Cell]:
    """Yield the texts of a document; those of other target languages are left out."""
    for part in document:
        column = _column(part)
        if column is None or (column != "source" and target and part.get("lang", target) != target):
            continue
        for number, segment in enumerate(part.iter("seg"), start=1):
            text = None if segment.get(MISSING) else readable_text(segment)
            yield Cell(document.get("id", ""), segment.get("id") or str(number), column, text)


def _column(part: Element) -> str | None:
    if part.tag == "src":
        return "source"
    if part.tag == "ref":
        return f"reference.{part.get('translator') or ONLY_REFERENCE}"
    if part.tag == "hyp":
        return f"system.{part.get('system') or ONLY_SYSTEM}"
    return None


def _languages(path: Path, documents: list[Element], requested: Languages) -> tuple[Languages, str | None]:
    """Return the set's languages, and the target language as the file spells it."""
    source = next((part.get("lang") for document in documents for part in document.iter("src")), None)
    parts = [part for document in documents for part in document if part.tag in {"ref", "hyp"}]
    targets = list(dict.fromkeys(tag for part in parts if (tag := part.get("lang"))))
    matches = tags.closest(requested[1], targets) if requested[1] else targets
    if len(targets) > 1 and len(matches) != 1:
        raise DataError(f"{path} has the target languages {', '.join(targets)}", hint=f"--to {(matches or targets)[0]}")
    target = next(iter(matches), requested[1])
    return (requested[0] or source, requested[1] or target), target
