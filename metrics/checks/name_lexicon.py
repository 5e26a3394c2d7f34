"""Names that the CLDR knows in many languages: countries and regions, languages; and those of months and weekdays."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from tertium.corpora.text.cldr import territories
from tertium.metrics.checks.name_spelling import SPELLED_ALIKE, plain, similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Entry = tuple[str, str]

Standing: TypeAlias = Literal[-1, 0, 1]
"""1: the other text has what the name is called in its language; -1: it doesn't; 0: the CLDR doesn't know the name."""

STEM: Final = 4
"""Letters by which an inflected or derived form begins at least: deutsche, Deutschland."""
ENDING: Final = 2
"""Letters of a longer name that an inflected form may lack."""
PARTICLE: Final = 2
"""Letters up to which a word of a name of several words is none that the other text must have."""


def standing(names: Iterable[str], others: Sequence[str], languages: tuple[str, str]) -> Standing:
    """Return whether the other text has the translation of a name.

    Args:
        names: spellings of the name, whole and in part.
        others: the plain words of the other text.
        languages: base languages of the name and of the other text.
    """
    known = [translations for name in names if (translations := _translations(*languages).get(plain(name)))]
    if any(_stands(translation, others) for translations in known for translation in translations):
        return 1
    return -1 if known else 0


def _stands(translation: str, others: Sequence[str]) -> bool:
    """Whether the words of a translation stand in the other text, in any form."""
    words = [word for word in translation.replace("-", " ").split() if len(word) > PARTICLE] or [translation]
    return all(any(_is_form(word, other) for other in others) for word in words)


def _is_form(word: str, other: str) -> bool:
    if word == other or (len(word) >= STEM and other.startswith(word[: max(STEM, len(word) - ENDING)])):
        return True
    return similarity(word, other) >= SPELLED_ALIKE


@cache
def _translations(language: str, target: str) -> Mapping[str, frozenset[str]]:
    """Return the plain names in one language to their plain translations in another."""
    names: dict[str, set[str]] = defaultdict(set)
    translated: dict[Entry, set[str]] = defaultdict(set)
    for entry, name in _entries(target):
        translated[entry].add(plain(name))
    for entry, name in _entries(language):
        names[plain(name)] |= translated[entry]
    return {name: frozenset(translations) for name, translations in names.items() if translations}


def _entries(language: str) -> Iterator[tuple[Entry, str]]:
    """Yield (kind, code) and name of what the CLDR names in a language; nothing where it lacks the language."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale(language)
    except (UnknownLocaleError, ValueError):
        return
    yield from ((("territory", code), name) for code, name in territories(language).items())
    yield from ((("language", code), name) for code, name in locale.languages.items())


@cache
def calendar_names(language: str) -> frozenset[str]:
    """Return the plain names of months and weekdays, and their short forms; empty where the CLDR lacks the language.

    They are no names here: translations leave them out and put them in, and `dates` looks for wrong ones.
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    forms = (locale.months, locale.days)
    tables = [form[context][width] for form in forms for context in form for width in ("wide", "abbreviated")]
    return frozenset(plain(name.rstrip(".")) for table in tables for name in table.values())
