"""TMX 1.4: translation memories, and sets that our writer wrote in this format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tertium.corpora.columns import to_set
from tertium.corpora.markup import readable_text
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
"""Prefix of the properties that only our writer sets: columns (in the header), document, domain, confidence, column."""
REFERENCE: Final = "reference"


def claims(path: Path) -> bool:
    """Return whether the name ends in .tmx or .tmx.gz."""
    return path.name.endswith((".tmx", ".tmx.gz"))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set; in a memory of another tool, every variant in the target language is a reference, in order.

    Raises:
        DataError: the file is broken or dangerous, or has several languages and the user must choose.
    """
    root = parse(path)
    units = list(root.iter("tu"))
    if root.tag != "tmx" or not units:
        raise DataError(f"{path} is not a TMX file with translation units", hint="a <tmx> with <tu> elements")
    header = root.find("header")
    variants = _languages(path, units, "" if header is None else header.get("srclang", ""), languages)
    rows = [dict(_unit(unit, variants)) for unit in units]
    properties = _properties(header) if header is not None else {}
    names = json.loads(properties.get("columns", "null")) or list(dict.fromkeys(key for row in rows for key in row))
    columns = {name: [row.get(name) for row in rows] for name in names}
    short_tags = tags.told_apart(_tags(units))
    source, target = (
        requested or short_tags.get(variant or "", variant)
        for requested, variant in zip(languages, variants, strict=True)
    )
    pair = (None if source == "und" else source, None if target == "und" else target)
    return to_set(columns, name=path.name.split(".")[0], origin=path.name, languages=pair)


def _unit(unit: Element, pair: Languages) -> Iterator[tuple[str, str | None]]:
    """Yield the columns of a translation unit with their values."""
    if "tuid" in unit.attrib:
        yield "id", unit.attrib["tuid"]
    yield from ((key, value) for key, value in _properties(unit).items() if key in {"document", "domain", "confidence"})
    references = 0
    for variant in unit.iter("tuv"):
        name = _properties(variant).get("column")
        language = _tag(variant)
        text = readable_text(variant.find("seg"))
        if name is not None:
            yield name, text
        elif language == pair[0]:
            yield "source", text
        elif language == pair[1]:
            references += 1
            yield (REFERENCE if references == 1 else f"{REFERENCE}.{references}"), text


def _languages(path: Path, units: list[Element], declared: str, requested: Languages) -> Languages:
    """Return source and target as the variants spell them: the requested ones, else the header's, else the only two."""
    present = _tags(units)
    declared = "" if declared == "*all*" else declared  # TMX: any variant may be the source
    matching = _matching_tag(path, present, requested[0] or declared, declared)
    source = matching or requested[0] or tags.base(declared) or present[0]
    targets = [tag for tag in present if tag != source]
    target = _matching_tag(path, targets, requested[1] or "", "")
    if target is None and requested[1] is None and targets:
        if len(targets) > 1:
            hint = f"--from {source} --to {targets[0]}"
            raise DataError(f"{path} has the languages {', '.join(present)}", hint=hint)
        target = targets[0]
    pairs = zip(requested, (source, target), strict=True)
    absent = [wanted for wanted, tag in pairs if wanted and tag not in present]
    if len(present) > 1 and absent:
        raise DataError(f"{path} has no text in {absent[0]!r}", hint=", ".join(present))
    return source, target or requested[1]


def _matching_tag(path: Path, present: list[str], wanted: str, preferred: str) -> str | None:
    """Return the variants' tag for a language; of several regions the one that the header prefers, else DataError."""
    matches = tags.closest(wanted, present) if wanted else []
    if preferred and len(matches) > 1:
        matches = tags.closest(preferred, matches)
    if len(matches) > 1:
        raise DataError(f"{path} has {wanted!r} as {', '.join(matches)}", hint=" or ".join(matches))
    return next(iter(matches), None)


def _tags(units: list[Element]) -> list[str]:
    """Return the language tags of all variants in order of first appearance, in canonical spelling."""
    return list(dict.fromkeys(_tag(variant) for unit in units for variant in unit.iter("tuv")))


def _tag(variant: Element) -> str:
    tag = variant.get(LANGUAGE) or variant.get("lang") or "und"
    return str(tags.parse(tag) or tag)


def _properties(element: Element) -> dict[str, Any]:
    return {
        prop.get("type", "").removeprefix(PROP): prop.text or ""
        for prop in element.findall("prop")
        if prop.get("type", "").startswith(PROP)
    }
