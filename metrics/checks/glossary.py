"""Glossaries: terms and how they are to be translated, from TSV or TBX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.text import tags
from tertium.errors import DataError
from tertium.files import read_lines
from tertium.untrusted import LANGUAGE, line_of, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element


class Term(NamedTuple):
    """A term of the source language, and its translations, of which a hypothesis must use one.

    Attributes:
        source: the term.
        targets: its translations.
        unchanged: whether it mustn't be translated: then it is its only translation.
    """

    source: str
    targets: tuple[str, ...]
    unchanged: bool = False


UNCHANGED: Final = "="
"""The translation of a term that mustn't be translated."""


def term(source: str, targets: tuple[str, ...]) -> Term:
    """Return a term; one whose only translation is ``=`` stays unchanged."""
    return Term(source, (source,), unchanged=True) if targets == (UNCHANGED,) else Term(source, targets)


def read(path: Path, languages: tuple[str | None, str | None]) -> list[Term]:
    """Return the terms of a glossary.

    A TSV file has the source term, a tab, and the target term, alternatives separated by ``|``, or ``=`` for a term
    that stays as it is; lines that begin with ``#`` are comments. A TBX file (``.tbx``, ``.xml``) has a langSet or
    langSec with xml:lang per language.

    Raises:
        DataError: the file is broken, has no term, or (TBX) has none in these languages.
    """
    is_tbx = path.suffix.lower() in {".tbx", ".xml"}
    terms = list(_tbx(path, languages) if is_tbx else _tsv(path))
    if not terms:
        raise DataError(f"{path} has no terms for {' to '.join(map(str, languages))}", hint="SOURCE<TAB>TARGET")
    return terms


def _tsv(path: Path) -> Iterator[Term]:
    for number, line in enumerate(read_lines(path)[0], start=1):
        if not line.strip() or line.startswith("#"):
            continue
        source, target = (part.strip() for part in (line + "\t").split("\t")[:2])
        if not (source and target):
            raise DataError(
                f"{path}, line {number}: no term, tab and translation", hint="SOURCE<TAB>TARGET|OTHER TARGET"
            )
        yield term(source, tuple(filter(None, map(str.strip, target.split("|")))))


def _tbx(path: Path, languages: tuple[str | None, str | None]) -> Iterator[Term]:
    for entry in parse(path).iter():
        if entry.tag not in {"termEntry", "conceptEntry"}:
            continue
        sections = _sections(path, entry)
        sources, targets = (tuple(_terms(sections, language)) for language in languages)
        yield from (Term(source, targets) for source in sources if targets)


def _sections(path: Path, entry: Element) -> list[tuple[str, Element]]:
    """Return the sections of an entry with their languages.

    Raises:
        DataError: a term is in no section, or in one without a language, where nobody would look for it.
    """
    sections = [section for section in entry if section.tag in {"langSet", "langSec"}]
    if sum(1 for section in sections for _ in section.iter("term")) < sum(1 for _ in entry.iter("term")):
        raise DataError(
            f"{path}, line {line_of(entry)}: a term of this entry is in no section of a language",
            hint="<langSet> or <langSec> in the entry",
        )
    for section in sections:
        if not _language(section) and section.find(".//term") is not None:
            raise DataError(f"{path}, line {line_of(section)}: a section has no language", hint='xml:lang="en"')
    return [(_language(section), section) for section in sections]


def _language(section: Element) -> str:
    return section.get(LANGUAGE) or section.get("lang") or ""


def _terms(sections: list[tuple[str, Element]], language: str | None) -> Iterator[str]:
    """Yield an entry's terms in a language: of the closest regions, else of any region."""
    offered = [tag for tag, _ in sections]
    chosen = tags.closest(language or "", offered) or [tag for tag in offered if tags.is_one_language(tag, language)]
    for tag, section in sections:
        if tag and tag in chosen:
            terms = ("".join(term.itertext()).strip() for term in section.iter("term"))
            yield from filter(None, terms)
