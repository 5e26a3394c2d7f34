"""Names of months and weekdays in any language, from the Unicode CLDR (package babel)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

LONG: Final = 5
"""Letters that tell a name when its ending changes."""


def months_named(text: str, language: str | None) -> frozenset[Decimal]:
    """Return the numbers of the months that the text names, inflected forms included."""
    lowered = text.casefold()
    return frozenset(Decimal(number) for number, form in _forms(language, "months") if form.search(lowered))


def weekdays_named(text: str, language: str | None) -> frozenset[int]:
    """Return the weekdays that the text names, 0 for Monday, inflected forms included."""
    lowered = text.casefold()
    return frozenset(number for number, form in _forms(language, "days") if form.search(lowered))


@cache
def _forms(language: str | None, kind: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Return (number, pattern) of every month or weekday; empty where the language isn't known."""
    from babel import Locale, UnknownLocaleError

    try:
        tables = getattr(Locale.parse(language or ""), kind)
    except (UnknownLocaleError, ValueError):
        return ()
    return tuple(
        (number, re.compile("|".join(_stem(name) for name in sorted(_names(tables, number), key=len, reverse=True))))
        for number in tables["format"]["wide"]
    )


def _names(tables: dict[str, dict[str, dict[int, str]]], number: int) -> set[str]:
    return {
        tables[context][width][number].casefold()
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        if width in tables[context]
    }


def _stem(name: str) -> str:
    """Return a pattern for the name; of a long one the last letters may change with the case."""
    plain = name.rstrip(".")
    if len(plain) < LONG or not plain.isalpha():
        return rf"\b{re.escape(plain)}\b" if plain.isalpha() else re.escape(plain)
    return rf"\b{re.escape(plain[: min(LONG, len(plain) - 1)])}\w{{0,{len(plain)}}}\b"
