"""Which language tags a user may give, and what a wrong one was meant to be; names are those of the CLDR."""

from __future__ import annotations

import difflib
from functools import cache
from typing import TYPE_CHECKING, Final

from tertium.corpora.text import tags
from tertium.corpora.text.identification import recognised, recognised_as
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CLOSE: Final = 0.7
"""How alike a misspelt name must be, by difflib's ratio."""
MOST: Final = 2
"""Scripts that a misspelt one may have been."""
SHORTEST: Final = 4
"""Letters from which on something is taken for a name, not for a code."""


def check_articles(asked: Iterable[str]) -> None:
    """Raise UsageError for a language that the identifier doesn't know: no article would ever be in it."""
    for tag in asked:
        if recognised_as(tag) is None:
            name = tags.english().languages.get(tags.base(tag))
            raise UsageError(
                f"no article can be recognised as {tag!r}{f' ({name})' if name else ''}",
                hint=", ".join(one for one in suggestions(tag) if recognised_as(one))
                or ("aligned texts, docs/formats.md" if name else "an ISO 639-1 code: de, en"),
            )


def check(asked: Iterable[str | None]) -> None:
    """Raise UsageError for an empty language tag, and for what is none; None means that the user gave none."""
    for tag in asked:
        if tag is not None and not tag.strip():
            raise UsageError("a language code is empty", hint="--from en --to de, or leave them out")
        if tag is not None and tags.parse(tag) is None:
            raise UsageError(
                f"{tag!r} is no language code", hint=", ".join(suggestions(tag)) or "an ISO 639-1 code: de, en"
            )


def suggestions(tag: str) -> list[str]:
    """Return the valid tags that a wrong one was most likely meant to be, the likeliest first.

    Tried in this order: the tag without the parts that are wrong, and with a script that is spelt alike; the name of
    a language; the code of a country for its language; names that are spelt alike. Names and countries stand for
    languages that the identifier knows.
    """
    first = tag.replace("_", "-").split("-")[0].casefold()
    found = (_mended(tag), _known(_named(tag)), _known(_spoken(first)), _known(_alike(tag)))
    return next((some for some in found if some), [])


def _mended(tag: str) -> list[str]:
    """Return what is right in a tag, a misspelt script mended; none if the language is wrong or nothing else is."""
    language, *rest = tag.strip().replace("_", "-").casefold().split("-")
    if tags.parse(language) is None:
        return []
    kept = [language]
    for part in rest:
        exact = [way for one in kept if tags.parse(way := f"{one}-{part}")]
        close = set(difflib.get_close_matches(part.title(), scripts := tags.scripts(language), cutoff=CLOSE))
        mended = [way for script in scripts if script in close for one in kept if tags.parse(way := f"{one}-{script}")]
        kept = exact or mended[:MOST] or kept
    return [canonical for one in kept if (canonical := str(tags.parse(one))) != tag]


def _known(found: Iterable[str]) -> list[str]:
    return [code for code in dict.fromkeys(found) if code in recognised()]


def _named(text: str) -> list[str]:
    return [code for name, code in _names() if name == text.casefold()]


def _alike(text: str) -> list[str]:
    if len(text) < SHORTEST:
        return []
    names = [name for name, _ in _names()]
    close = difflib.get_close_matches(text.casefold(), names, cutoff=CLOSE)
    return [code for one in close for name, code in _names() if name == one]


def _spoken(base: str) -> list[str]:
    """Return the language of a country, unless the code is a language's own."""
    from babel.core import get_global

    country = base.upper()
    if tags.is_language(base):
        return []
    likely = get_global("likely_subtags").get(f"und_{country}", "").split("_")[0]
    official = [
        code for code, facts in get_global("territory_languages").get(country, {}).items() if facts["official_status"]
    ]
    return [likely] if likely else official[:1]


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Return (name, code) of the identifier's languages, in English and in themselves, in small letters."""
    return tuple(dict.fromkeys((name.casefold(), code) for name, code in (*_english_names(), *_own_names()) if name))


def _english_names() -> Iterator[tuple[str | None, str]]:
    return ((tags.english().languages.get(code), code) for code in sorted(recognised()))


def _own_names() -> Iterator[tuple[str | None, str]]:
    from babel import Locale, UnknownLocaleError

    for code in sorted(recognised()):
        try:
            yield Locale.parse(code).languages.get(code), code
        except (UnknownLocaleError, ValueError):
            continue
