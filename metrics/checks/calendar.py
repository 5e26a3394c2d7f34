"""Names of months and weekdays in any language, from the Unicode CLDR (package babel)."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

import regex

from tertium.corpora.text import tags
from tertium.corpora.text.graphemes import clusters
from tertium.corpora.text.scripts import starts_dense

if TYPE_CHECKING:
    from babel import Locale

LETTERS: Final = regex.compile(r"[\p{L}\p{M}]+")
"""A name without spaces, points or digits, its marks included."""

INFLECTED: Final = 5
"""Letters from which a name is recognised by its stem, whatever its ending: shorter stems begin other words too."""

OTHER_NAMES: Final = {
    ("de", "days", 5): ("sonnabend",),
    **{
        ("zh", "days", i): tuple(week + day for week in ("周", "週", "礼拜", "星期"))
        for i, day in enumerate("一二三四五六日")
    },
    **{("ja", "days", i): (day + "曜",) for i, day in enumerate("月火水木金土日")},
}
"""(Base language, kind, number) to names that the CLDR lacks."""

UNINFLECTED: Final = frozenset({"en", "id", "jv", "ms", "su", "sw", "tl", "vi"})
"""Languages whose names of months and days have no cases: what begins like one of them is another word."""

PREFIXES: Final = {"he": "[ובלכמהש]{0,3}", "ar": "[وبلكف]{0,2}"}
"""Base language to the letters that are written before a name as one word with it: ביולי, in July."""

_SPELLINGS: Final = str.maketrans({"أ": "[اأإ]", "إ": "[اأإ]", "ا": "[اأإ]", "\u093c": "\u093c?"})
"""Letters that many writers leave out or write otherwise: the hamza of an alef, a nukta (फरवरी)."""

Names: TypeAlias = "tuple[tuple[int, regex.Pattern[str]], ...]"
"""(Number, pattern) of each month (from 1) or weekday (from 0, Monday)."""


def months_named(text: str, language: str | None) -> frozenset[Decimal]:
    """Return the numbers of the months that the text names, inflected and shortened forms included."""
    lowered = text.casefold()
    forms = (*names(language, "months"), *names(language, "months", "abbreviated"))
    return frozenset(Decimal(number) for number, form in forms if form.search(lowered))


def weekdays_named(text: str, language: str | None) -> frozenset[int]:
    """Return the weekdays that the text names, inflected forms included."""
    lowered = text.casefold()
    return frozenset(number for number, form in names(language, "days") if form.search(lowered))


@cache
def names(language: str | None, kind: str, width: str = "wide") -> Names:
    """Return the names of all ``months`` or ``days``, for case-folded texts; empty where the language isn't known."""
    locale = _locale(language)
    if locale is None:
        return ()
    tables = getattr(locale, kind)
    contexts = [tables[context][width] for context in ("format", "stand-alone") if width in tables[context]]
    forms = []
    for number in tables["format"]["wide"]:
        spellings = {table[number].casefold().rstrip(".") for table in contexts}
        spellings |= set(OTHER_NAMES.get((tags.base(language), kind, number), ()))
        patterns = [pattern for spelling in sorted(spellings) if (pattern := _pattern(spelling, tags.base(language)))]
        if patterns:
            forms.append((number, regex.compile("|".join(patterns))))
    return tuple(forms)


def _locale(language: str | None) -> Locale | None:
    """Return the locale of a tag, or of the closest tag that has one; None where none has."""
    from babel import Locale, UnknownLocaleError

    tag = tags.parse(language or "")
    for name in tag.fallbacks if tag else ():
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _pattern(name: str, language: str) -> str:
    """Return the pattern of a name, inflected or in a compound (Sonntagmorgen); empty where other words may hold it."""
    if starts_dense(name[-1]):  # words aren't spaced (星期一, 12月), or take particles
        digit = r"(?<!\d)" if name[0].isdigit() else ""
        return digit + _escaped(name) if len(clusters(name)) > 1 else ""
    if not LETTERS.fullmatch(name):  # tháng 7, segunda-feira, יום ראשון
        has_parts = any(char.isdigit() or char in " -" for char in name)
        return rf"\b{PREFIXES.get(language, '')}{_escaped(name)}(?![\d\p{{L}}])" if has_parts else ""
    if language in PREFIXES:
        return rf"\b{PREFIXES[language]}{_escaped(name)}\b" if len(name) > len("so") else ""
    if len(name) < INFLECTED:
        # One or two ASCII letters are a word of another meaning (so, mi).
        return rf"\b{_escaped(name)}\b" if len(name) > len("so") or not name.isascii() else ""
    if language in UNINFLECTED:
        return rf"\b{_escaped(name)}s?\b"
    stem = name[:-2] if len(name) > INFLECTED + 1 else name[:-1]  # середа: середу, середи
    return rf"\b{_escaped(name)}\w*|\b{_escaped(stem)}\w{{1,3}}\b"


def _escaped(name: str) -> str:
    """Return a pattern of a name in its usual spellings."""
    return str(regex.escape(unicodedata.normalize("NFC", name), literal_spaces=True)).translate(_SPELLINGS)
