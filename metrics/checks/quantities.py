"""Reading numbers: each with all the values it may have in some language's format."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from tertium.corpora.text import tags
from tertium.corpora.text.scripts import UNSPACED
from tertium.metrics.checks.numerals import HAN, ROMAN, SCALES, STEMS, han, roman

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS: Final = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_SPACED: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?!\d)(?:[.,]\d+)?")
_GROUPED: Final = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_WORD: Final = regex.compile(r"[ \u00a0\u202f-]?[余餘多]?([\p{L}\p{M}]+\.?)")
_NAME: Final = regex.compile(rf"(?V1)[[\p{{L}}\p{{M}}]--{UNSPACED}]+-?$")
_RANGE: Final = regex.compile(r"\W{0,3}\w{0,6}\W{0,3}")
_UNSPACED_SCALES: Final = frozenset("千万萬만亿億억兆") | {"百万", "十亿", "万亿"}
_SCALE_OF: Final = sorted(((stem, factor) for factor, stems in SCALES.items() for stem in stems.split()), reverse=True)


class Number(NamedTuple):
    """A number written in digits.

    Attributes:
        start: of its first digit.
        end: behind its last digit.
        values: what it may be: ``1.500`` is 1.5 or 1500.
        parts: the integers between its separators: ``7.12`` may be the 7th of the 12th.
        factor: of the word behind it (million), 1 where there is none.
        name: the letters it is attached to (``MK`` in ``MK-41``), folded; empty where it stands alone.
    """

    start: int
    end: int
    values: frozenset[Decimal]
    parts: tuple[Decimal, ...]
    factor: int
    name: str

    @property
    def scaled(self) -> frozenset[Decimal]:
        """The values times the factor."""
        return frozenset(value * self.factor for value in self.values)


def numbers(text: str) -> list[Number]:
    """Return the numbers in digits, in order; ``07.12.2021`` and ``1.2.3`` are several."""
    spaced = {found.start(): found for found in _SPACED.finditer(text)}
    found: list[Number] = []
    i = 0
    for match in _DIGITS.finditer(text):
        if match.start() < i:
            continue
        whole = spaced.get(match.start(), match)
        found += _read(text, whole.start(), whole.end())
        i = whole.end()
    return [_in_range(text, one, after) for one, after in zip_longest(found, found[1:])]


def _in_range(text: str, number: Number, after: Number | None) -> Number:
    """Return the number with the readings that the factor behind its range gives it: 4 to 6 million."""
    if after is None or after.factor == 1 or number.factor > 1 or not _RANGE.fullmatch(text, number.end, after.start):
        return number
    return number._replace(values=number.values | {value * after.factor for value in number.values})


def _read(text: str, start: int, end: int) -> Iterator[Number]:
    digits = "".join(str(int(char)) if char.isdigit() else char for char in text[start:end])
    digits = re.sub(r"[ \u00a0\u2009\u202f'’٬]", "", digits).replace("٫", ".")
    if len(digits) > 1 and not digits.strip("0"):
        return  # the minutes of a full hour
    if values := _values(digits):
        parts = tuple(Decimal(part) for part in re.split("[.,]", digits))
        yield Number(start, end, values, parts, _factor(text, end), _name(text, start))
        return
    for part in _DIGITS.finditer(text[start:end].replace(".", " ").replace(",", " ")):
        value = Decimal(part.group())
        yield Number(start + part.start(), start + part.end(), frozenset({value}), (value,), 1, "")


def _values(digits: str) -> frozenset[Decimal]:
    """Return every reading of the digits; none if no language writes one number so."""
    values = set()
    if digits.replace(".", "").replace(",", "").isdigit():
        if len(re.findall("[.,]", digits)) <= 1:
            values.add(Decimal(digits.replace(",", ".")))
        if found := _GROUPED.fullmatch(digits):
            values.add(Decimal(digits.replace(found.group(1), "").replace(",", ".")))
    return frozenset(values)


def _factor(text: str, end: int) -> int:
    word = _WORD.match(text, end)
    behind = word.group(1).casefold() if word else ""
    return next((factor for stem, factor in _SCALE_OF if _is_scale(behind, stem)), 1)


def _is_scale(word: str, stem: str) -> bool:
    """Whether the word is the scale word, an ending of up to four letters aside; abbreviations have none."""
    if stem in _UNSPACED_SCALES:
        return word.startswith(stem)
    return word == stem or (len(stem) > 3 and word.startswith(stem) and len(word) <= len(stem) + 4)  # noqa: PLR2004


def _name(text: str, start: int) -> str:
    found = _NAME.search(text, max(0, start - 20), start)
    return found.group().rstrip("-").casefold() if found else ""


SCALE_OF_WORDS: Final = 10**6
"""From here on a number in words is two words: two million."""


def _factor_pattern(stems: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{stem}" for stem in stems.split() if len(stem) > len("mio")) or "(?!)")


def in_words(text: str, language: str | None) -> frozenset[Decimal]:
    """Return the numbers that the text may say in words: numerals of the language, Chinese and Roman numerals."""
    found = {roman(one.group()) for one in ROMAN.finditer(text)}
    for one in HAN.finditer(text):
        found.add(han(one.group()) * (10 if text[one.end() : one.end() + 1] == "成" else 1))
    lowered = text.casefold()
    for number, stems in (tags.entry(_PATTERNS, language) or {}).items():
        if stems.search(lowered):
            found.add(Decimal(number))
    found |= {ten + one for ten in found & _TENS for one in found & _ONES}
    for factor, stems in _FACTORS.items():
        if stems.search(lowered):
            found |= {number * factor for number in found if number < factor}
    return frozenset(found)


_FACTORS: Final = {
    10: re.compile(r"\bdecade|jahrzehnt|\bdesetilet|десятил|décenn|década|dekad"),
    **{factor: _factor_pattern(stems) for factor, stems in SCALES.items() if factor >= SCALE_OF_WORDS},
}
_ONES: Final = frozenset(map(Decimal, range(1, 10)))
_TENS: Final = frozenset(map(Decimal, range(20, 100, 10)))


def _pattern(stems: tuple[str, ...], *, compounds: bool) -> re.Pattern[str]:
    """Return what finds a word that begins with a stem; with compounds, also inside one (einundzwanzig)."""
    forms = (stem if compounds and len(stem) > len("ein") else rf"\b{stem}" for stem in stems)
    return re.compile("|".join(form.replace("_", r"\b") for form in forms))


_PATTERNS: Final = {
    language: {n: _pattern(stems, compounds=language in {"de", "nl"}) for n, stems in table.items()}
    for language, table in STEMS.items()
}


def known(language: str | None) -> bool:
    """Whether numbers in words are understood in this language."""
    return tags.has(STEMS, language) or tags.has({"zh", "ja"}, language)
