"""WMT's XML since 2021: a dataset of documents, each with a source, references by translator, and systems' outputs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.columns import ONLY_REFERENCE, ONLY_SYSTEM, to_set
from tertium.corpora.markup import readable_text
from tertium.corpora.readers.language_pairs import choose_pair, is_in
from tertium.errors import DataError
from tertium.files import bom_note
from tertium.untrusted import line_of, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
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
        position: file and line, for messages.
    """

    document: str
    segment: str
    column: str
    text: str | None
    position: str = ""


def claims(path: Path) -> bool:
    """Return whether the name ends in .xml or .xml.gz."""
    return path.name.lower().endswith((".xml", ".xml.gz"))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set of the requested target language, or of the only one.

    Raises:
        DataError: the file is broken or dangerous, holds several target languages and none is requested, or a document
            or a text occurs twice.
    """
    root = parse(path)
    documents = list(root.iter("doc"))
    if root.tag not in {"dataset", "collection"} or not documents:
        raise DataError(f"{path} is not WMT XML with documents", hint="<dataset> with <doc> elements")
    _check_documents(path, documents)
    pairs = [_pair(document, part) for document in documents for part in document if _column(part) is not None]
    chosen = choose_pair(path, pairs, languages)
    left_out: Counter[str] = Counter()
    cells = [cell for document in documents for cell in _cells(path, document, chosen, left_out)]
    _check_count(path, root, len(cells) + left_out.total())
    stray = _stray(root)
    notes = [f"segments {kind} are left out: {count}" for kind, count in left_out.items()]
    notes += [f"texts outside segments are left out: {stray}"] if stray else []
    domains = {document.get("id", ""): document.get("domain") for document in documents}
    return to_set(
        columns_of(cells, domains, whole_ids=root.get(WHOLE_IDS) is not None),
        name=path.name.split(".")[0],
        origin=path.name,
        languages=(languages[0] or chosen[0], languages[1] or chosen[1]),
        notes=[*bom_note(path), *(f"{path.name}: {note}" for note in notes)],
    )


def columns_of(
    cells: list[Cell], domains: Mapping[str, str | None], *, whole_ids: bool = False
) -> dict[str, list[str | None]]:
    """Return the columns of the cells, with rows by document in the order in which segments first appear.

    Raises:
        DataError: a segment has two texts in one column.
    """
    # Dictionaries serve as ordered sets: documents in the order of `domains`, segments as they appear.
    segments_of: dict[str, dict[str, None]] = {document: {} for document in domains}
    texts: dict[str, dict[tuple[str, str], str | None]] = {}
    for cell in cells:
        segments_of.setdefault(cell.document, {})[cell.segment] = None
        text_of = texts.setdefault(cell.column, {})
        if (cell.document, cell.segment) in text_of:
            raise _repeated(cell)
        text_of[cell.document, cell.segment] = cell.text
    rows = [(document, segment) for document, segments in segments_of.items() for segment in segments]
    columns: dict[str, list[str | None]] = {
        "id": [segment if whole_ids else f"{document}#{segment}" for document, segment in rows],
        "document": [document for document, _ in rows],
    }
    if any(domains.values()):
        columns["domain"] = [domains.get(document) for document, _ in rows]
    return columns | {column: [text_of.get(row) for row in rows] for column, text_of in texts.items()}


def _repeated(cell: Cell) -> DataError:
    """Return the error for a second text of one segment in one column."""
    kind, _, name = cell.column.partition(".")
    place = f"{cell.position}: " if cell.position else ""
    message = f"{place}document {cell.document!r}, segment {cell.segment!r} has two texts of {kind} {name!r}"
    return DataError(message.removesuffix(" ''"), hint="one text per segment, or another name for the second")


def _check_documents(path: Path, documents: list[Element]) -> None:
    """Check that every document has an id of its own."""
    lines: dict[str, int] = {}
    for document in documents:
        id_, position = document.get("id"), f"{path}, line {line_of(document)}"
        if not id_:
            raise DataError(f"{position}: a document has no id", hint='<doc id="…">')
        if id_ in lines:
            message = f"{position}: document {id_!r} occurs twice, first on line {lines[id_]}"
            raise DataError(message, hint="one <doc> per document")
        lines[id_] = line_of(document)


def _check_count(path: Path, root: Element, counted: int) -> None:
    """Check that every segment of the file was read once, or counted as one that is left out."""
    present = sum(1 for _ in root.iter("seg"))
    if present != counted:
        hint = "each within a <src>, <ref> or <hyp> of a <doc>"
        raise DataError(f"{path} has {present} <seg> elements, of which {counted} are read", hint=hint)


def _cells(path: Path, document: Element, chosen: Languages, left_out: Counter[str]) -> Iterator[Cell]:
    """Yield the texts of a document; those of other languages or unknown elements are counted in `left_out`."""
    for part in document:
        column, segments = _column(part), list(part.iterfind(".//seg"))
        if column is None or not is_in(_pair(document, part), chosen):
            kind = f"of <{part.tag}>" if column is None else f"of <{part.tag}> in {_language(part)}"
            left_out.update({kind: len(segments)} if segments else {})
            continue
        for number, segment in enumerate(segments, start=1):
            text = None if segment.get(MISSING) else readable_text(segment)
            id_ = segment.get("id") or str(number)
            yield Cell(document.get("id", ""), id_, column, text, f"{path}, line {line_of(segment)}")


def _stray(element: Element) -> int:
    """Return the number of texts in an element, or behind it, that no segment holds."""
    texts = [element.tail] if element.tag == "seg" else [element.text, element.tail]
    inner = 0 if element.tag == "seg" else sum(map(_stray, element))
    return inner + sum(1 for text in texts if text and text.strip())


def _column(part: Element) -> str | None:
    if part.tag == "src":
        return "source"
    if part.tag == "ref":
        return f"reference.{part.get('translator') or ONLY_REFERENCE}"
    if part.tag == "hyp":
        return f"system.{part.get('system') or ONLY_SYSTEM}"
    return None


def _language(part: Element) -> str | None:
    """Return the language of a part; WMT's own files name it in either attribute."""
    return part.get("lang") or part.get("language")


def _pair(document: Element, part: Element) -> Languages:
    """Return the language of the document's source and that of a translation."""
    source = next((_language(source) for source in document if source.tag == "src"), None)
    return source, None if part.tag == "src" else _language(part)
