"""Numbers that differ: one text has them in digits, the other in neither digits nor words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import regex

from tertium.corpora.text.scripts import UNSPACED
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts
from tertium.metrics.checks.calendar import months_named
from tertium.metrics.checks.quantities import Number, has_numerals, in_words, numbers
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

SMALL: Final = 20
"""Largest number that is often written in words: in a language whose numerals aren't known it is not missed."""

CENTURIES: Final = range(10, 21)
"""Centuries of the years that two digits may stand for: the 1980s, die 80er."""

HOURS: Final = 12
"""Hours on a clock's face: the difference between 3 p.m. and 15 Uhr."""

_TIME: Final = re.compile(
    r"\d\s?(?:[ap]\.?m\b|uhr|hod|h\b|год|час|o['’]clock|[点點时時])|\d[:.]\d\d|下午|晚", re.IGNORECASE
)
"""A time of day, in the languages of WMT."""

_ITEM: Final = regex.compile(rf"(?V1)\d{{1,2}}(?:\.\d)?\s?{UNSPACED}|0\d\s")
"""The number of a list's item or heading, which translators drop: behind it an unspaced script, or with a leading 0."""


@dataclass(frozen=True, slots=True)
class _Side:
    """The numbers of one text: those in digits, and those that its words may stand for."""

    text: str
    digits: tuple[Number, ...]
    words: frozenset[Decimal]
    language: str | None

    @classmethod
    def of(cls, text: str, language: str | None) -> _Side:
        words = in_words(text, language) | months_named(text, language)
        return cls(text, tuple(numbers(text)), words, language)

    def has(self, number: Number, of: _Side) -> bool:
        """Whether this text has a number of another text, in whatever format."""
        if any(_same(number, other) for other in self.digits) or self.words & (number.values | number.scaled):
            return True
        if number.factor == 1 and self._has_parts(number):
            return True
        # 17.45 in this text, 17:45 in the other: the parts of one number are numbers of their own in the other text.
        joint = (other for other in self.digits if len(other.parts) > 1 and number.values <= set(other.parts))
        return any(of._has_parts(other) for other in joint)

    def _has_parts(self, number: Number) -> bool:
        first, *others = number.parts
        singles = self.words | {value for other in self.digits if len(other.parts) == 1 for value in other.values}
        return (first in singles or self._has_hour(first)) and singles.issuperset(part for part in others if part)

    @property
    def is_timed(self) -> bool:
        """Whether the text holds a time of day."""
        return bool(_TIME.search(self.text))

    def _has_hour(self, hour: Decimal) -> bool:
        """Whether the text has the hour on the other clock: 3 p.m. and 15 Uhr."""
        return (
            self.is_timed
            and 0 <= hour <= 2 * HOURS
            and any(abs(hour - number.parts[0]) == HOURS for number in self.digits)
        )

    def excuses(self, number: Number) -> bool:
        """Whether the text may have the number in words of a language whose numerals aren't known."""
        return not has_numerals(self.language) and max(number.values) <= SMALL


@register
@dataclass(frozen=True, slots=True)
class Numbers(Check):
    """Numbers lost, changed or added, per hundred different numbers of either text.

    The formats of all languages are understood (1,500.5 and 1.500,5; 10 000; 720万 and 7.2 million; 3 p.m. and 15 Uhr),
    numerals in words for en, de, cs, uk, ru, pl, fr, es, it, nl, zh and ja. In other languages a small number may stand
    in one text only.
    """

    name = "numbers"
    rules = 2

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        source = _Side.of(segment.source, segment.languages[0])

        def inspect(hypothesis: str) -> Checked:
            target = _Side.of(hypothesis, segment.languages[1])
            lost = _without(source, target)
            added = _without(target, source)
            changed = min(len(lost), len(added))  # the n-th that is lost became the n-th that is new
            lost = lost[:changed] + [number for number in lost[changed:] if _is_lost(number, source, target)]
            added = added[:changed] + [number for number in added[changed:] if _is_added(number, source)]
            return _checked(source, target, lost, added)

        return inspect


def _checked(source: _Side, target: _Side, lost: Sequence[Number], added: Sequence[Number]) -> Checked:
    findings = []
    for i in range(max(len(lost), len(added))):
        expected = source.text[lost[i].start : lost[i].end] if i < len(lost) else ""
        if i < len(added):
            label, note = (
                ("changed", f"{expected} in the source") if expected else ("added", "no such number in the source")
            )
            findings.append(Finding(added[i].start, added[i].end, f"number {label}", note, 0.9 if expected else 0.8))
        else:
            end = len(target.text)
            findings.append(Finding(end, end, "number lost", f"{expected} in the source", 0.8))
    matched = len({min(number.scaled) for number in source.digits}) - len(lost)
    return Checked(matched + len(findings), tuple(sorted(findings)))


def _without(side: _Side, other: _Side) -> list[Number]:
    """Return the numbers of one text that the other doesn't have; each value once, where it stands first."""
    by_value = {min(number.scaled): number for number in reversed(side.digits) if not other.has(number, side)}
    return sorted(by_value.values())


def _same(a: Number, b: Number) -> bool:
    """Whether two numbers may be one value, or one of them the last two digits of a year."""
    if a.factor > 1 and b.factor > 1:
        return bool(a.scaled & b.scaled)
    if (a.values | a.scaled) & (b.values | b.scaled):
        return True
    year, short = max(a.values | b.values), min(a.values | b.values)
    return year // 100 in CENTURIES and short > HOURS and year % 100 == short


def _is_lost(number: Number, source: _Side, target: _Side) -> bool:
    """Whether a lost number is an error: not with its name (COVID-19), as an item's, or where words may hold it."""
    is_nameless = number.name and number.name not in target.text.casefold()
    is_item = number.start == 0 and _ITEM.match(source.text)
    return not is_nameless and not is_item and not target.excuses(number)


def _is_added(number: Number, source: _Side) -> bool:
    """Whether a new number is an error: not as a part of a name, nor where words of the source may hold it."""
    return not number.name and not source.excuses(number)
