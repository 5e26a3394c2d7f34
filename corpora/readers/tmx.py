"""TMX 1.4: translation memories, and sets that were written as such."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.columns import to_set
from tertium.corpora.markup import plain
from tertium.errors import DataError
from tertium.untrusted import LANGUAGE, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet

PROP: Final = "x-tertium-"
"""Properties that only our writer sets: columns (of the header), document, domain, confidence, column."""
REFERENCE: Final = "reference"


def claims(path: Path) -> bool:
    """Whether the name ends in .tmx or .tmx.gz."""
    return path.name.endswith((".tmx", ".tmx.gz"))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set: of a foreign memory, its first variant in the target language is the reference, others follow.

    Raises:
        DataError: the file is broken or dangerous, or the languages can't be told apart.
    """
    root = parse(path)
    units = list(root.iter("tu"))
    if root.tag != "tmx" or not units:
        raise DataError(f"{path} is no TMX with translation units", hint="a <tmx> with <tu> elements")
    header = root.find("header")
    pair = _languages(path, units, "" if header is None else header.get("srclang", ""), languages)
    rows = [dict(_unit(unit, pair)) for unit in units]
    said = _properties(header) if header is not None else {}
    names = json.loads(said.get("columns", "null")) or list(dict.fromkeys(key for row in rows for key in row))
    columns = {name: [row.get(name) for row in rows] for name in names}
    return to_set(columns, name=path.name.split(".")[0], origin=path.name, languages=pair)


def _unit(unit: Element, pair: Languages) -> Iterator[tuple[str, str | None]]:
    if "tuid" in unit.attrib:
        yield "id", unit.attrib["tuid"]
    yield from ((key, value) for key, value in _properties(unit).items() if key in {"document", "domain", "confidence"})
    seen = 0
    for variant in unit.iter("tuv"):
        name = _properties(variant).get("column")
        language = _code(variant)
        text = plain(variant.find("seg"))
        if name is not None:
            yield name, text
        elif language == pair[0]:
            yield "source", text
        elif language == pair[1]:
            seen += 1
            yield (REFERENCE if seen == 1 else f"{REFERENCE}.{seen}"), text


def _languages(path: Path, units: list[Element], declared: str, asked: Languages) -> Languages:
    """Return source and target as asked, else as the header says, else the only two there are."""
    found = list(dict.fromkeys(_code(variant) for unit in units for variant in unit.iter("tuv")))
    if len(found) > 1 and (wrong := [one for one in asked if one and one not in found]):
        raise DataError(f"{path} has no text in {wrong[0]!r}", hint=", ".join(found))
    source = asked[0] or (declared.partition("-")[0].lower() if declared not in {"", "*all*"} else found[0])
    others = [one for one in found if one != source]
    target = asked[1] or (others[0] if len(others) == 1 else None)
    if target is None and others:
        raise DataError(f"{path} has the languages {', '.join(found)}", hint=f"--from {source} --to {others[0]}")
    return tuple(None if one == "und" else one for one in (source, target))  # type: ignore[return-value]


def _code(variant: Element) -> str:
    return (variant.get(LANGUAGE) or variant.get("lang") or "und").partition("-")[0].lower()


def _properties(element: Element) -> dict[str, Any]:
    return {
        one.get("type", "").removeprefix(PROP): one.text or ""
        for one in element.findall("prop")
        if one.get("type", "").startswith(PROP)
    }
