"""XLIFF 1.2 and 2.0: a target is a reference; our alternatives name their column as their origin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from tertium.corpora.columns import to_set
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

NAMESPACE: Final = "urn:tertium:set"
"""Namespace of the attributes that only our writer sets: columns, column, confidence, domain, missing."""
TEXTS: Final = ("reference", "system")

Row: TypeAlias = "dict[str, str | None]"


class _LanguageAttributes(NamedTuple):
    """Names of the attributes that hold the languages; the two versions differ."""

    source: str
    target: str


NAMES_1: Final = _LanguageAttributes("source-language", "target-language")
NAMES_2: Final = _LanguageAttributes("srcLang", "trgLang")


def claims(path: Path) -> bool:
    """Return whether the name ends in .xlf, .xliff, or one of them and .gz."""
    return path.name.removesuffix(".gz").endswith((".xlf", ".xliff"))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set: one document per file element; a unit without a target has no reference.

    Raises:
        DataError: the file is broken or dangerous, or isn't XLIFF of version 1.2 or 2.
    """
    root = parse(path)
    version = root.get("version", "")
    if root.tag != "xliff" or not version.startswith(("1.", "2.")):
        raise DataError(f"{path} is not XLIFF 1.2 or 2.0", hint='<xliff version="1.2"> or <xliff version="2.0">')
    files = list(root.iter("file"))
    version_1 = version.startswith("1.")
    rows = [
        {
            "document": document.get("original") or document.get("id") or path.stem,
            "domain": document.get("domain"),
            **row,
        }
        for document in files
        for row in (_units_1(document) if version_1 else _units_2(document))
    ]
    if not rows:
        raise DataError(f"{path} has no translation units", hint="<trans-unit> or <unit> elements")
    declaring, names = (files[0], NAMES_1) if version_1 else (root, NAMES_2)
    source, target = _languages((declaring.get(names.source), declaring.get(names.target)))
    pair = (languages[0] or source, languages[1] or target)
    order = (root.get("columns") or "").split("\t") if root.get("columns") else None
    present = dict.fromkeys(key for row in rows for key, value in row.items() if key != "domain" or value)
    columns = {key: [row.get(key) for row in rows] for key in order or present}
    return to_set(columns, name=path.name.split(".")[0], origin=path.name, languages=pair)


def _units_1(document: Element) -> Iterator[Row]:
    """Yield one row per unit of an XLIFF 1.2 file element; our writer keeps the segment's id in resname."""
    for unit in document.iter("trans-unit"):
        row: Row = {"id": unit.get("resname") or unit.get("id"), **_source_and_target(unit)}
        for alternative in unit.findall("alt-trans"):
            row |= _alternative(alternative, alternative.get("origin"))
        yield row


def _units_2(document: Element) -> Iterator[Row]:
    """Yield one row per segment of an XLIFF 2 file element; segments of one unit are numbered."""
    for unit in document.iter("unit"):
        segments = unit.findall("segment")
        for number, segment in enumerate(segments, start=1):
            name = unit.get("name") or unit.get("id") or ""
            row: Row = {"id": name if len(segments) == 1 else f"{name}.{number}", **_source_and_target(segment)}
            row |= {key: unit.get(key) for key in ("confidence",) if unit.get(key)}
            for match in unit.iter("match"):
                row |= _alternative(match, match.get("origin"))
            yield row


def _source_and_target(unit: Element) -> Row:
    """Return what both versions write alike: source, target, confidence."""
    row: Row = {}
    if (source := unit.find("source")) is not None and source.get("missing") is None:
        row["source"] = readable_text(source)
    if (target := unit.find("target")) is not None:
        row[target.get("column") or "reference"] = readable_text(target)
    if confidence := unit.get("confidence"):
        row["confidence"] = confidence
    return row


def _alternative(element: Element, origin: str | None) -> Row:
    """Return the text of an alternative under the column that is its origin; proposals of other tools are left out."""
    if origin is None or not origin.startswith(TEXTS):
        return {}
    return {origin: readable_text(element.find("target"))}


def _languages(attributes: Languages) -> Languages:
    """Return the base languages that the file names; whole tags where it translates between regions of one language."""
    short_tags = tags.told_apart(tag for tag in attributes if tag)
    source, target = (None if not tag or short_tags[tag] == "und" else short_tags[tag] for tag in attributes)
    return source, target
