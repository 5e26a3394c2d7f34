"""TMX 1.4: translation memories, and sets that were written as such."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.columns import to_set
from tertium.corpora.markup import plain
from tertium.corpora.text import tags
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
    chosen = _languages(path, units, "" if header is None else header.get("srclang", ""), languages)
    rows = [dict(_unit(unit, chosen)) for unit in units]
    said = _properties(header) if header is not None else {}
    names = json.loads(said.get("columns", "null")) or list(dict.fromkeys(key for row in rows for key in row))
    columns = {name: [row.get(name) for row in rows] for name in names}
    short = tags.told_apart(_found(units))
    source, target = (asked or short.get(one or "", one) for asked, one in zip(languages, chosen, strict=True))
    pair = (None if source == "und" else source, None if target == "und" else target)
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
    """Return source and target, as the variants spell them: as asked, else as the header says, else the only two."""
    found = _found(units)
    declared = "" if declared == "*all*" else declared
    source = _chosen(path, found, asked[0] or declared, declared) or asked[0] or tags.base(declared) or found[0]
    others = [one for one in found if one != source]
    target = _chosen(path, others, asked[1] or "", "")
    if target is None and asked[1] is None and others:
        if len(others) > 1:
            raise DataError(f"{path} has the languages {', '.join(found)}", hint=f"--from {source} --to {others[0]}")
        target = others[0]
    if len(found) > 1 and (
        missing := [a for a, one in zip(asked, (source, target), strict=True) if a and one not in found]
    ):
        raise DataError(f"{path} has no text in {missing[0]!r}", hint=", ".join(found))
    return source, target or asked[1]


def _chosen(path: Path, found: list[str], wanted: str, preferred: str) -> str | None:
    """Return the variants' tag that is wanted; of several regions the one that the header names, else DataError."""
    fitting = tags.closest(wanted, found) if wanted else []
    exact = tags.closest(preferred, fitting) if preferred and len(fitting) > 1 else fitting
    if len(exact) > 1:
        raise DataError(f"{path} has {wanted!r} as {', '.join(exact)}", hint=" or ".join(exact))
    return next(iter(exact), None)


def _found(units: list[Element]) -> list[str]:
    """Return the tags of all variants, in the order of their first appearance, spelt as tags are."""
    return list(dict.fromkeys(_code(variant) for unit in units for variant in unit.iter("tuv")))


def _code(variant: Element) -> str:
    tag = variant.get(LANGUAGE) or variant.get("lang") or "und"
    return str(tags.parse(tag) or tag)


def _properties(element: Element) -> dict[str, Any]:
    return {
        one.get("type", "").removeprefix(PROP): one.text or ""
        for one in element.findall("prop")
        if one.get("type", "").startswith(PROP)
    }
