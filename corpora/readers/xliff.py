"""XLIFF 1.2 and 2.0: a target is a translation by people, alternatives are told apart by their origin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from tertium.corpora.columns import to_set
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

SPACE: Final = "urn:tertium:set"
"""The namespace of the attributes column, confidence and domain."""
TEXTS: Final = ("reference", "system")

Row: TypeAlias = "dict[str, str | None]"


class _Names(NamedTuple):
    """What the two versions call their languages."""

    source: str
    target: str


def claims(path: Path) -> bool:
    """Whether the name ends in .xlf, .xliff, or one of them and .gz."""
    return path.name.removesuffix(".gz").endswith((".xlf", ".xliff"))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set: one document per file element, a unit without target has no reference.

    Raises:
        DataError: the file is broken or dangerous, or no XLIFF of version 1.2 or 2.
    """
    root = parse(path)
    version = root.get("version", "")
    if root.tag != "xliff" or not version.startswith(("1.", "2.")):
        raise DataError(f"{path} is no XLIFF 1.2 or 2.0", hint='<xliff version="1.2"> or <xliff version="2.0">')
    files = list(root.iter("file"))
    first = version.startswith("1.")
    rows = [
        {
            "document": document.get("original") or document.get("id") or path.stem,
            "domain": document.get("domain"),
            **row,
        }
        for document in files
        for row in (_units_1(document) if first else _units_2(document))
    ]
    if not rows:
        raise DataError(f"{path} has no translation units", hint="<trans-unit> or <unit> elements")
    names = _Names("source-language", "target-language") if first else _Names("srcLang", "trgLang")
    holder = files[0] if first else root
    said = _languages((holder.get(names.source), holder.get(names.target)))
    pair = (languages[0] or said[0], languages[1] or said[1])
    order = (root.get("columns") or "").split("\t") if root.get("columns") else None
    found = dict.fromkeys(key for row in rows for key, value in row.items() if key != "domain" or value)
    columns = {key: [row.get(key) for row in rows] for key in order or found}
    return to_set(columns, name=path.name.split(".")[0], origin=path.name, languages=pair)


def _units_1(document: Element) -> Iterator[Row]:
    for unit in document.iter("trans-unit"):
        row: Row = {"id": unit.get("resname") or unit.get("id"), **_shared(unit)}
        for alternative in unit.findall("alt-trans"):
            row |= _alternative(alternative, alternative.get("origin"))
        yield row


def _units_2(document: Element) -> Iterator[Row]:
    for unit in document.iter("unit"):
        segments = unit.findall("segment")
        for number, segment in enumerate(segments, start=1):
            name = unit.get("name") or unit.get("id") or ""
            row: Row = {"id": name if len(segments) == 1 else f"{name}.{number}", **_shared(segment)}
            row |= {key: unit.get(key) for key in ("confidence",) if unit.get(key)}
            for match in unit.iter("match"):
                row |= _alternative(match, match.get("origin"))
            yield row


def _shared(unit: Element) -> Row:
    row: Row = {}
    if (source := unit.find("source")) is not None and source.get("missing") is None:
        row["source"] = plain(source)
    if (target := unit.find("target")) is not None:
        row[target.get("column") or "reference"] = plain(target)
    if confidence := unit.get("confidence"):
        row["confidence"] = confidence
    return row


def _alternative(element: Element, origin: str | None) -> Row:
    """Return the column that an alternative says it is of; proposals of other tools are left out."""
    if origin is None or not origin.startswith(TEXTS):
        return {}
    return {origin: plain(element.find("target"))}


def _languages(attributes: Languages) -> Languages:
    """Return the base languages that the file names; whole tags where it translates from one region to another."""
    short = tags.told_apart(one for one in attributes if one)
    source, target = (None if not one or short[one] == "und" else short[one] for one in attributes)
    return source, target
