"""Reads language tags in the names of articles: r1.en and r1.de, r1_en, en/r1 and de/r1 say who translates whom."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.text import tags

if TYPE_CHECKING:
    from collections.abc import Iterable

SEPARATOR: Final = re.compile("[._-]")
"""What may stand between a name and its tag."""


class Name(NamedTuple):
    """An article's name without its language.

    Attributes:
        stem: the rest of the name: what both articles of a pair have in common.
        language: that one of the two languages whose tag the name has; empty where it has none.
    """

    stem: str
    language: str


class Partners:
    """Finds the sources that have a target's name in the other language.

    Args:
        sources: ids of the articles in the source language.
        languages: source and target language.
    """

    def __init__(self, sources: Iterable[str], languages: tuple[str, str]) -> None:
        self._languages = languages
        self._by_stem: dict[str, list[tuple[str, str]]] = {}
        for source in sources:
            name = parse(source, languages)
            if name.language in {"", languages[0]}:
                self._by_stem.setdefault(name.stem, []).append((source, name.language))

    def of(self, target: str) -> tuple[str, ...]:
        """Return the sources that the target translates by its name; one of the two names has a language at least."""
        name = parse(target, self._languages)
        if name.language not in {"", self._languages[1]}:
            return ()
        return tuple(source for source, language in self._by_stem.get(name.stem, ()) if language or name.language)


def parse(article: str, languages: tuple[str, str]) -> Name:
    """Return the name of an article without the tags of the two languages, however they are spelt."""
    rest: list[str] = []
    found = ""
    for part in unicodedata.normalize("NFC", article).split("/"):
        found = _language(part, languages) or found
        if not _language(part, languages):
            rest.append(part)
    if rest:
        for separator in SEPARATOR.finditer(rest[-1]):  # the longest tag first: r1.pt-BR
            if language := _language(rest[-1][separator.end() :], languages):
                return Name("/".join((*rest[:-1], rest[-1][: separator.start()])).casefold(), language)
    return Name("/".join(rest).casefold(), found)


def _language(text: str, languages: tuple[str, str]) -> str:
    """Return which of the languages a text is a tag of; empty for neither."""
    tag = tags.parse(text)
    for language in languages if tag else ():
        wanted = tags.parse(language)
        if tag and wanted and {*tag.languages} & {*wanted.languages}:
            return language
    return ""
