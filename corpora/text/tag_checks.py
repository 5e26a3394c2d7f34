"""Checks the language tags that a user gives, and suggests valid ones for a wrong one; names are those of the CLDR."""

from __future__ import annotations

import difflib
from functools import cache
from typing import TYPE_CHECKING, Final

from tertium.corpora.text import cldr, tags
from tertium.corpora.text.identification import recognised, recognised_as
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MIN_RATIO: Final = 0.7
"""Ratio of difflib from which a name is similar to a misspelt one."""
MAX_SCRIPTS: Final = 2
"""Number of scripts that are suggested for a misspelt one."""
MIN_NAME: Final = 4
"""Letters from which a text may be a misspelt name; shorter ones are codes."""


def check_articles(languages: Iterable[str]) -> None:
    """Check that articles can be identified as these languages.

    Raises:
        UsageError: the identifier doesn't know one.
    """
    for tag in languages:
        if recognised_as(tag) is None:
            name = cldr.english().languages.get(tags.base(tag))
            raise UsageError(
                f"no article can be recognised as {tag!r}{f' ({name})' if name else ''}",
                hint=", ".join(suggestion for suggestion in suggestions(tag) if recognised_as(suggestion))
                or ("aligned texts, docs/formats.md" if name else "an ISO 639-1 code: de, en"),
            )


def check(languages: Iterable[str | None]) -> None:
    """Check that language tags are valid. `None` means that the user gave none.

    Raises:
        UsageError: a tag is empty or invalid.
    """
    for tag in languages:
        if tag is not None and not tag.strip():
            raise UsageError("a language code is empty", hint="--from en --to de, or leave them out")
        if tag is not None and tags.parse(tag) is None:
            raise UsageError(
                f"{tag!r} is no language code", hint=", ".join(suggestions(tag)) or "an ISO 639-1 code: de, en"
            )


def suggestions(tag: str) -> list[str]:
    """Return the valid tags that an invalid one most likely stands for, the likeliest first.

    The first of these that gives any: the tag without its invalid parts, a misspelt script corrected; the language of
    this name; the language of the country with this code; the languages with similar names. Names and countries give
    only languages that the identifier knows.
    """
    first = tag.replace("_", "-").split("-")[0].casefold()
    attempts = (
        _corrected(tag),
        _identifiable(_named(tag)),
        _identifiable(_country_languages(first)),
        _identifiable(_similarly_named(tag)),
    )
    return next((codes for codes in attempts if codes), [])


def _corrected(tag: str) -> list[str]:
    """Return the tag without its invalid parts, a misspelt script corrected; none if the language is invalid."""
    language, *rest = tag.strip().replace("_", "-").casefold().split("-")
    if tags.parse(language) is None:
        return []
    valid = [language]
    for part in rest:
        exact = [longer for prefix in valid if tags.parse(longer := f"{prefix}-{part}")]
        scripts = cldr.scripts(language)
        similar = set(difflib.get_close_matches(part.title(), scripts, cutoff=MIN_RATIO))
        # In the order of `scripts`, the usual one first, not in difflib's.
        ordered = [script for script in scripts if script in similar]
        corrected = [longer for script in ordered for prefix in valid if tags.parse(longer := f"{prefix}-{script}")]
        valid = exact or corrected[:MAX_SCRIPTS] or valid
    return [canonical for text in valid if (canonical := str(tags.parse(text))) != tag]


def _identifiable(codes: Iterable[str]) -> list[str]:
    return [code for code in dict.fromkeys(codes) if code in recognised()]


def _named(text: str) -> list[str]:
    return [code for name, code in _names() if name == text.casefold()]


def _similarly_named(text: str) -> list[str]:
    if len(text) < MIN_NAME:
        return []
    names = [name for name, _ in _names()]
    similar_names = difflib.get_close_matches(text.casefold(), names, cutoff=MIN_RATIO)
    return [code for similar in similar_names for name, code in _names() if name == similar]


def _country_languages(code: str) -> list[str]:
    """Return the language of the country with this code; none if a language has the code too."""
    from babel.core import get_global

    country = code.upper()
    if cldr.is_language(code):
        return []
    likely = get_global("likely_subtags").get(f"und_{country}", "").split("_")[0]
    languages = get_global("territory_languages").get(country, {}).items()
    official = [language for language, facts in languages if facts["official_status"]]
    return [likely] if likely else official[:1]


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Return (name, code) of the identifier's languages; English names and those in the language itself, casefolded."""
    return tuple(dict.fromkeys((name.casefold(), code) for name, code in (*_english_names(), *_own_names()) if name))


def _english_names() -> Iterator[tuple[str | None, str]]:
    return ((cldr.english().languages.get(code), code) for code in sorted(recognised()))


def _own_names() -> Iterator[tuple[str | None, str]]:
    from babel import Locale, UnknownLocaleError

    for code in sorted(recognised()):
        try:
            yield Locale.parse(code).languages.get(code), code
        except (UnknownLocaleError, ValueError):
            continue
