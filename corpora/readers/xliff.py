"""XLIFF 1.2 and 2.0: a target is a reference; our alternatives name their column as their origin."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from tertium.corpora.columns import to_set
from tertium.corpora.markup import omissions, readable_text, stray_texts
from tertium.corpora.readers.distinct_ids import distinct_ids, distinct_names
from tertium.corpora.readers.language_pairs import choose_pair, is_in, short_pair
from tertium.corpora.text import tags
from tertium.errors import DataError
from tertium.files import bom_note
from tertium.untrusted import LANGUAGE, line_of, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from tertium.corpora.readers import Languages
    from tertium.corpora.types import EvalSet

NAMESPACE: Final = "urn:tertium:set"
"""Namespace of the attributes that only our writer sets: columns, column, confidence, domain, missing."""
OURS: Final = f"{{{NAMESPACE}}}"
"""Prefix of these attributes in a parsed file."""
MATCHES_NAMESPACE: Final = "urn:oasis:names:tc:xliff:matches:2.0"
"""Namespace of XLIFF 2's alternatives."""
SUFFIXES: Final = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf")
"""Endings of XLIFF, also as Trados, memoQ, Memsource and Wordfast name it."""
UNTRANSLATED: Final = frozenset({"new", "needs-translation", "initial"})
"""States of a target that nobody has translated: two of XLIFF 1.2 and one of XLIFF 2."""
MATCHES: Final = frozenset({f"{{{MATCHES_NAMESPACE}}}matches", f"{{{MATCHES_NAMESPACE}}}match"})
STRUCTURE: Final = MATCHES | {
    "xliff",
    "file",
    "body",
    "group",
    "trans-unit",
    "alt-trans",
    "unit",
    "segment",
    "ignorable",
}
"""Elements that hold other elements and no text."""

Row: TypeAlias = "dict[str, str | None]"


def claims(path: Path) -> bool:
    """Return whether the name ends in one of `SUFFIXES`, or one of them and .gz."""
    return path.name.lower().removesuffix(".gz").endswith(SUFFIXES)


def read(path: Path, languages: Languages) -> EvalSet:
    """Return the set: one document per file element; a unit without a target, or with an empty one, has no reference.

    Raises:
        DataError: the file is broken or dangerous, isn't XLIFF of version 1.2 or 2, or has several target languages of
            which none is requested.
    """
    root = parse(path)
    version = root.get("version", "")
    if root.tag != "xliff" or not version.startswith(("1.", "2.")):
        raise DataError(f"{path} is not XLIFF 1.2 or 2.0", hint='<xliff version="1.2"> or <xliff version="2.0">')
    version_1 = version.startswith("1.")
    files = list(root.iter("file"))
    pairs = [_pair(file if version_1 else root, version_1=version_1) for file in files]
    chosen = choose_pair(path, pairs, languages)
    reading = _Reading(path, _columns(root))
    names = distinct_names([file.get("original") or file.get("id") or path.stem for file in files])
    for file, pair, name in zip(files, pairs, names, strict=True):
        if is_in(pair, chosen):
            reading.pair = pair
            units = reading.units_1(file) if version_1 else reading.units_2(file)
            domain = {"domain": file.get(f"{OURS}domain")} if file.get(f"{OURS}domain") else {}
            reading.rows += [{"document": name, **domain, **row} for row in units]
        else:  # XLIFF 1.2 only: a file of XLIFF 2 has one pair
            reading.other_languages["-".join(tag or "und" for tag in pair)] += sum(1 for _ in file.iter("trans-unit"))
    reading.left_out["texts outside sources and targets"] = stray_texts(root, STRUCTURE)
    _check_count(path, root, "trans-unit" if version_1 else "segment", reading)
    pair = short_pair(chosen)
    return to_set(
        reading.columns(),
        name=path.name.split(".")[0],
        origin=path.name,
        languages=(languages[0] or pair[0], languages[1] or pair[1]),
        notes=[*bom_note(path), *reading.all_notes()],
    )


def _pair(element: Element, *, version_1: bool) -> Languages:
    """Return the languages that an element declares; the two versions name the attributes differently."""
    names = ("source-language", "target-language") if version_1 else ("srcLang", "trgLang")
    return element.get(names[0]), element.get(names[1])


def _columns(root: Element) -> list[str] | None:
    """Return the columns that our writer lists, in order; None for a file of another tool."""
    names = root.get(f"{OURS}columns")
    return names.split("\t") if names else None


def _check_count(path: Path, root: Element, tag: str, reading: _Reading) -> None:
    """Check that every unit of the file was read once, or counted as one of other languages."""
    present = sum(1 for _ in root.iter(tag))
    counted = len(reading.rows) + sum(reading.other_languages.values())
    if present != counted:
        raise DataError(
            f"{path} has {present} <{tag}> elements, of which {counted} are read", hint="each in one <file>"
        )
    if not reading.rows:
        raise DataError(f"{path} has no translation units", hint="<trans-unit> or <unit> elements")


@dataclass(slots=True)
class _Reading:
    """What is read of a file so far.

    Attributes:
        path: the file, for messages.
        own: the columns that our writer listed; None for a file of another tool.
        pair: the languages of the file element that is being read; one that it doesn't name is that of its first text.
        rows: one per segment.
        other_languages: number of segments by the language pairs that aren't read.
        untranslated: ids of the targets that are marked as not translated, by whether they copy their source.
        empty: number of empty targets whose source has text.
        left_out: number of other texts that are no part of the set, by kind.
        id_notes: what was changed in ids.
    """

    path: Path
    own: list[str] | None
    pair: Languages = (None, None)
    rows: list[Row] = field(default_factory=list)
    other_languages: Counter[str] = field(default_factory=Counter)
    untranslated: dict[bool, list[str]] = field(default_factory=lambda: {True: [], False: []})
    empty: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    id_notes: list[str] = field(default_factory=list)

    def units_1(self, file: Element) -> Iterator[Row]:
        """Yield one row per unit of an XLIFF 1.2 file element; our writer keeps the segment's id in resname."""
        for unit in file.iter("trans-unit"):
            # Other tools' resname is the name of a resource, and several units may have one.
            id_ = unit.get("resname" if self.own else "id") or unit.get("id") or unit.get("resname")
            row: Row = {"id": id_, **self._texts(unit, unit, id_)}
            self._add_alternatives(row, unit.findall("alt-trans"))
            yield row

    def units_2(self, file: Element) -> Iterator[Row]:
        """Yield one row per segment of an XLIFF 2 file element; segments of one unit are numbered."""
        for unit in file.iter("unit"):
            segments = list(unit.iter("segment"))
            # A unit's id is unique in its file; our writer keeps the segment's id in its name.
            name = unit.get("name" if self.own else "id") or unit.get("id") or unit.get("name")
            for number, segment in enumerate(segments, start=1):
                id_ = name if len(segments) == 1 or name is None else f"{name}.{number}"
                row: Row = {"id": id_, **self._texts(segment, unit, id_)}
                self._add_alternatives(row, list(unit.iter(f"{{{MATCHES_NAMESPACE}}}match")))
                yield row
            ignored = "".join(readable_text(source) or "" for source in unit.iterfind(".//ignorable/source"))
            self.left_out["texts between segments (ignorable)"] += bool(ignored.strip())

    def columns(self) -> dict[str, list[str | None]]:
        """Return the columns of all rows, ours in the order that the file lists."""
        if self.own is None:
            documents = [row["document"] or "" for row in self.rows]
            ids, self.id_notes = distinct_ids([row["id"] for row in self.rows], documents)
            self.rows = [{**row, "id": id_} for row, id_ in zip(self.rows, ids, strict=True)]
        names = dict.fromkeys([*(self.own or ()), *(name for row in self.rows for name in row)])
        return {name: [row.get(name) for row in self.rows] for name in names}

    def all_notes(self) -> list[str]:
        """Return what people should know about the reading."""
        notes = [f"segments in {pair} are left out: {count}" for pair, count in self.other_languages.items()]
        notes += [f"{kind} are left out: {count}" for kind, count in self.left_out.items() if count]
        if self.empty:
            notes.append(f"empty targets, so not translated and no reference: {self.empty} of {len(self.rows)}")
        for copies, what in (
            (True, "copy their source, so no reference"),
            (False, "differ from their source, so kept"),
        ):
            if ids := self.untranslated[copies]:
                first = f"{', '.join(ids[:5])}{', …' if len(ids) > 5 else ''}"  # noqa: PLR2004 - enough to look one up
                notes.append(f"targets that are marked as not translated and {what}: {len(ids)} ({first})")
        return [f"{self.path.name}: {note}" for note in (*notes, *self.id_notes)]

    def _texts(self, parent: Element, unit: Element, id_: str | None) -> Row:
        """Return what both versions write alike: source, target, confidence."""
        row: Row = {}
        source, target = self._only(parent, "source"), self._only(parent, "target")
        self._check_languages((source, target))
        self.left_out += omissions(source) + omissions(target)
        if source is not None and source.get(f"{OURS}missing") is None:
            row["source"] = readable_text(source)
        if target is not None:
            text = readable_text(target) or ""
            column = target.get(f"{OURS}column")
            state = target.get("state") or parent.get("state") or ""
            if column is not None or self._is_translated(text, row.get("source") or "", state, id_ or "without id"):
                row[column or "reference"] = text
        if confidence := unit.get(f"{OURS}confidence"):
            row["confidence"] = confidence
        return row

    def _check_languages(self, texts: tuple[Element | None, Element | None]) -> None:
        """Check that texts which name their own language are in that of their file element."""
        named = tuple(None if text is None else text.get(LANGUAGE) for text in texts)
        for text, tag, expected in zip(texts, named, self.pair, strict=True):
            if text is not None and tag and expected and tags.base(tag) != tags.base(expected):
                message = f"{self.path}, line {line_of(text)}: a <{text.tag}> in {tag!r}, in a file in {expected!r}"
                raise DataError(message, hint="a <file> of its own for each pair of languages")
        self.pair = self.pair[0] or named[0], self.pair[1] or named[1]

    def _is_translated(self, text: str, source: str, state: str, id_: str) -> bool:
        """Whether a target of another tool is a translation; what speaks against it is counted."""
        if source.strip() and not text.strip():
            self.empty += 1
            return False
        if state not in UNTRANSLATED:
            return True
        is_copy = text.split() == source.split()
        # Every segment of XLIFF 2 is `initial` until a tool says otherwise: alone it says nothing.
        if is_copy or state != "initial":
            self.untranslated[is_copy].append(f"{id_}: {state}")
        return not is_copy

    def _only(self, parent: Element, tag: str) -> Element | None:
        """Return the only child of this name; None without one."""
        children = parent.findall(tag)
        if len(children) > 1:
            message = f"{self.path}, line {line_of(children[1])}: a second <{tag}> in one unit"
            raise DataError(message, hint=f"one <{tag}>, others in <alt-trans> or a unit of their own")
        return next(iter(children), None)

    def _add_alternatives(self, row: Row, alternatives: list[Element]) -> None:
        """Add the texts of our alternatives to a row, and count the proposals of other tools."""
        for alternative in alternatives:
            origin = alternative.get("origin")
            if self.own is None or origin not in self.own:
                self.left_out["proposals (alternatives) of other tools"] += 1
                continue
            if origin in row:
                message = f"{self.path}, line {line_of(alternative)}: {origin!r} has two texts in one unit"
                raise DataError(message, hint="one text per column")
            row[origin] = readable_text(alternative.find("target"))
