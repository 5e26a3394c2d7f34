"""WMT's XML since 2021: a dataset of documents, each with a source, references by translator, and systems' outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.columns import ONLY_REFERENCE, ONLY_SYSTEM, to_set
from tertium.corpora.markup import plain
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
"""An attribute of the dataset, where segment ids are whole and not numbers within the document."""

MISSING: Final = "tertium-missing"
"""An attribute of an empty segment that only keeps the place of one."""


class Cell(NamedTuple):
    """One text of a file of segments by document.

    Attributes:
        document: its id.
        segment: the segment's id in the document.
        column: as in columns.py.
        text: as it stands there; None keeps a place for what other columns have.
    """

    document: str
    segment: str
    column: str
    text: str | None


def claims(path: Path) -> bool:
    """Whether the name ends in .xml or .xml.gz."""
    return path.name.endswith((".xml", ".xml.gz"))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set of the asked target language, or of the only one there is.

    Raises:
        DataError: the file is broken or dangerous, or holds several target languages and none is asked for.
    """
    root = parse(path)
    documents = list(root.iter("doc"))
    if root.tag not in {"dataset", "collection"} or not documents:
        raise DataError(f"{path} is no WMT XML with documents", hint="<dataset> with <doc> elements")
    pair, target = _languages(path, documents, languages)
    domains = {document.get("id", ""): document.get("domain") for document in documents}
    cells = [cell for document in documents for cell in _cells(document, target)]
    columns = gather(cells, domains, whole_ids=root.get(WHOLE_IDS) is not None)
    return to_set(columns, name=path.name.split(".")[0], origin=path.name, languages=pair)


def gather(
    cells: list[Cell], domains: dict[str, str | None], *, whole_ids: bool = False
) -> dict[str, list[str | None]]:
    """Return the columns that cells of any order are in; rows in the order of first appearance, by document."""
    places: dict[str, dict[str, None]] = {document: {} for document in domains}
    for cell in cells:
        places.setdefault(cell.document, {})[cell.segment] = None
    rows = [(document, segment) for document, segments in places.items() for segment in segments]
    texts: dict[str, dict[tuple[str, str], str | None]] = {}
    for cell in cells:
        texts.setdefault(cell.column, {})[cell.document, cell.segment] = cell.text
    columns: dict[str, list[str | None]] = {
        "id": [segment if whole_ids else f"{document}#{segment}" for document, segment in rows],
        "document": [document for document, _ in rows],
    }
    if any(domains.values()):
        columns["domain"] = [domains.get(document) for document, _ in rows]
    return columns | {column: [found.get(row) for row in rows] for column, found in texts.items()}


def _cells(document: Element, target: str | None) -> Iterator[Cell]:
    for part in document:
        column = _column(part)
        if column is None or (column != "source" and target and part.get("lang", target) != target):
            continue
        for number, segment in enumerate(part.iter("seg"), start=1):
            text = None if segment.get(MISSING) else plain(segment)
            yield Cell(document.get("id", ""), segment.get("id") or str(number), column, text)


def _column(part: Element) -> str | None:
    if part.tag == "src":
        return "source"
    if part.tag == "ref":
        return f"reference.{part.get('translator') or ONLY_REFERENCE}"
    if part.tag == "hyp":
        return f"system.{part.get('system') or ONLY_SYSTEM}"
    return None


def _languages(path: Path, documents: list[Element], asked: Languages) -> tuple[Languages, str | None]:
    """Return the set's languages, and the target language as the file spells it."""
    source = next((part.get("lang") for document in documents for part in document.iter("src")), None)
    parts = [part for document in documents for part in document if part.tag in {"ref", "hyp"}]
    targets = list(dict.fromkeys(one for part in parts if (one := part.get("lang"))))
    fitting = tags.closest(asked[1], targets) if asked[1] else targets
    if len(targets) > 1 and len(fitting) != 1:
        raise DataError(f"{path} has the target languages {', '.join(targets)}", hint=f"--to {(fitting or targets)[0]}")
    target = next(iter(fitting), asked[1])
    return (asked[0] or source, asked[1] or target), target
