"""TMX 1.4: translation memories, and sets that our writer wrote in this format."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from tertium.corpora.columns import to_set
from tertium.corpora.markup import omissions, readable_text, stray_texts
from tertium.corpora.readers.distinct_ids import distinct_ids
from tertium.corpora.text import tags
from tertium.errors import DataError
from tertium.files import bom_note
from tertium.untrusted import LANGUAGE, line_of, parse

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet

PROP: Final = "x-tertium-"
"""Prefix of the properties that only our writer sets: columns (in the header), document, domain, confidence, column."""
REFERENCE: Final = "reference"
UNIT_COLUMNS: Final = frozenset({"document", "domain", "confidence"})
"""Columns that are properties of a unit."""
STRUCTURE: Final = frozenset({"tmx", "body", "tu", "tuv"})
"""Elements that hold other elements and no text."""

Row: TypeAlias = "dict[str, str | None]"


def claims(path: Path) -> bool:
    """Return whether the name ends in .tmx or .tmx.gz."""
    return path.name.lower().endswith((".tmx", ".tmx.gz"))


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set; in a memory of another tool, every variant in the target language is a reference, in order.

    Raises:
        DataError: the file is broken or dangerous, has several languages and the user must choose, or a unit has two
            variants in the source language.
    """
    root = parse(path)
    units = list(root.iter("tu"))
    if root.tag != "tmx" or not units:
        raise DataError(f"{path} is not a TMX file with translation units", hint="a <tmx> with <tu> elements")
    header = root.find("header")
    variants = _languages(path, units, "" if header is None else header.get("srclang", ""), languages)
    own = None if header is None else _own_columns(path, header)
    name = path.name.split(".")[0]
    reading = _Reading(path, variants, own)
    rows = [reading.row(unit) for unit in units]
    reading.check_count(root)
    reading.stray = stray_texts(root, STRUCTURE)
    rows, id_notes = (rows, []) if own is not None else _with_distinct_ids(rows, name)
    names = dict.fromkeys([*(own or ()), *(key for row in rows for key in row)])
    short_tags = tags.told_apart(_tags(units))
    source, target = (
        requested or short_tags.get(variant or "", variant)
        for requested, variant in zip(languages, variants, strict=True)
    )
    return to_set(
        {key: [row.get(key) for row in rows] for key in names},
        name=name,
        origin=path.name,
        languages=(None if source == "und" else source, None if target == "und" else target),
        notes=[*bom_note(path), *(f"{path.name}: {note}" for note in (*reading.notes(), *id_notes))],
    )


def _with_distinct_ids(rows: list[Row], name: str) -> tuple[list[Row], list[str]]:
    """Return the rows with unique ids, and notes on what was changed; a memory needn't have ids, or may repeat them."""
    if not any("id" in row for row in rows):
        return rows, []
    ids, notes = distinct_ids([row.get("id") for row in rows], [row.get("document") or name for row in rows])
    return [{**row, "id": id_} for row, id_ in zip(rows, ids, strict=True)], notes


def _own_columns(path: Path, header: Element) -> list[str] | None:
    """Return the columns that our writer lists in the header, in order; None for a memory of another tool."""
    listed = _properties(path, header).get("columns")
    if listed is None:
        return None
    try:
        names = json.loads(listed)
    except (ValueError, RecursionError):
        names = None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise DataError(
            f"{path}, line {line_of(header)}: the property {PROP}columns is no list of names", hint="a JSON list"
        )
    return names


@dataclass(slots=True)
class _Reading:
    """What is read of a memory so far.

    Attributes:
        path: the file, for messages.
        pair: the variants that are source and reference, as tags.
        own: the columns that our writer listed; None for a memory of another tool.
        texts: number of variants that are in the set.
        empty: number of empty variants in the target language whose source has text.
        left_out: number of variants in languages that aren't read.
        stray: number of texts outside segments.
        omitted: number of passages that are left out of texts that are read, by kind.
    """

    path: Path
    pair: Languages
    own: list[str] | None
    texts: int = 0
    empty: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    stray: int = 0
    omitted: Counter[str] = field(default_factory=Counter)

    def row(self, unit: Element) -> Row:
        """Return the columns of a translation unit with their values."""
        properties = _properties(self.path, unit)
        row: Row = {"id": unit.attrib["tuid"]} if "tuid" in unit.attrib else {}
        row |= {key: value for key, value in properties.items() if key in UNIT_COLUMNS}
        references = 0
        for variant in unit.iter("tuv"):
            name, segment = _properties(self.path, variant).get("column"), variant.find("seg")
            tag = _tag(variant)
            if name is None and tag == self.pair[0]:
                name = "source"
            elif name is None and tag == self.pair[1]:
                references += 1
                name = REFERENCE if references == 1 else f"{REFERENCE}.{references}"
            if name is None:
                self.left_out[tag] += 1
                continue
            if name in row:
                message = f"{self.path}, line {line_of(variant)}: a second {name} in one unit ({tag})"
                raise DataError(message, hint="one variant in the source language per unit")
            row[name] = readable_text(segment)
            self.omitted += omissions(segment)
            self.texts += 1
        return row if self.own else self._without_empty_references(row)

    def check_count(self, root: Element) -> None:
        """Check that every variant of the file was read once, or counted as one of other languages."""
        variants, counted = list(root.iter("tuv")), self.texts + self.left_out.total()
        if len(variants) != counted:
            message = f"{self.path} has {len(variants)} <tuv> elements, of which {counted} are read"
            raise DataError(message, hint="each in a <tu>")
        texts, read_texts = sum(1 for _ in root.iter("seg")), sum(tuv.find("seg") is not None for tuv in variants)
        if texts != read_texts:
            message = f"{self.path} has {texts} <seg> elements, of which {read_texts} are read"
            raise DataError(message, hint="one in each <tuv>")

    def notes(self) -> list[str]:
        """Return what people should know about the reading."""
        notes = [f"variants in {tag} are left out: {count}" for tag, count in self.left_out.items()]
        notes += [f"texts outside segments are left out: {self.stray}"] if self.stray else []
        notes += [f"{kind} are left out: {count}" for kind, count in self.omitted.items()]
        return [*notes, *([f"empty variants, so not translated and no reference: {self.empty}"] if self.empty else [])]

    def _without_empty_references(self, row: Row) -> Row:
        """Return a row without empty references: where the source has text they are not translated."""
        if not (row.get("source") or "").strip():
            return row
        empty = [
            key for key, text in row.items() if key.startswith(REFERENCE) and text is not None and not text.strip()
        ]
        self.empty += len(empty)
        return {key: text for key, text in row.items() if key not in empty}


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


def _properties(path: Path, element: Element) -> dict[str, str]:
    """Return the properties of an element that only our writer sets, by name without `PROP`."""
    properties: dict[str, str] = {}
    for prop in element.findall("prop"):
        kind = prop.get("type", "")
        name = kind.removeprefix(PROP)
        if not kind.startswith(PROP):
            continue
        if name in properties:
            raise DataError(f"{path}, line {line_of(prop)}: the property {kind} occurs twice", hint="one of them")
        properties[name] = prop.text or ""
    return properties
