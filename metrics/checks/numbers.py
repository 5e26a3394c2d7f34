"""Numbers that differ: in digits in one text, and in neither digits nor words in the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import regex

from tertium.corpora.text.scripts import UNSPACED
from tertium.metrics.checks.base import Check, Checked, Finding, Given, Inspector
from tertium.metrics.checks.calendar import months_named
from tertium.metrics.checks.quantities import Number, in_words, known, numbers
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

SMALL: Final = 20
"""Up to here a number is often written in words: in a language whose words aren't known it is not missed."""

CENTURIES: Final = range(10, 21)
"""Of years that a decade may stand for: the 1980s, die 80er."""

HOURS: Final = 12
"""On a clock's face."""

_TIME: Final = re.compile(
    r"\d\s?(?:[ap]\.?m\b|uhr|hod|h\b|год|час|o['’]clock|[点點时時])|\d[:.]\d\d|下午|晚", re.IGNORECASE
)

_ITEM: Final = regex.compile(rf"(?V1)\d{{1,2}}(?:\.\d)?\s?{UNSPACED}|0\d\s")
"""A heading's number in a script without spaces, which translators drop."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One text's numbers and all that may stand for a number there."""

    text: str
    digits: tuple[Number, ...]
    words: frozenset[Decimal]
    language: str | None

    @classmethod
    def of(cls, text: str, language: str | None) -> _Side:
        words = in_words(text, language) | months_named(text, language)
        return cls(text, tuple(numbers(text)), words, language)

    def has(self, number: Number, of: _Side) -> bool:
        """Whether this text says a number of another one, in whatever format."""
        if any(_same(number, other) for other in self.digits) or self.words & (number.values | number.scaled):
            return True
        if number.factor == 1 and self._has_parts(number):
            return True
        # 17:45 here, 17.45 there: every part of the one number here is a number of its own there.
        together = (other for other in self.digits if len(other.parts) > 1 and number.values <= set(other.parts))
        return any(of._has_parts(other) for other in together)

    def _has_parts(self, number: Number) -> bool:
        first, *others = number.parts
        singles = self.words | {value for other in self.digits if len(other.parts) == 1 for value in other.values}
        return (first in singles or self._has_hour(first)) and singles.issuperset(part for part in others if part)

    @property
    def is_timed(self) -> bool:
        """Whether the text says a time of day."""
        return bool(_TIME.search(self.text))

    def _has_hour(self, hour: Decimal) -> bool:
        """Whether the text has the hour on the other clock: 3 p.m. and 15 Uhr."""
        return self.is_timed and 0 <= hour <= 2 * HOURS and any(abs(hour - o.parts[0]) == HOURS for o in self.digits)

    def excuses(self, number: Number) -> bool:
        """Whether the number may be here in words that we can't read."""
        return not known(self.language) and max(number.values) <= SMALL


@register
@dataclass(frozen=True, slots=True)
class Numbers(Check):
    """Numbers lost, changed or added, per hundred different numbers of either text.

    The formats of all languages are understood (1,500.5 and 1.500,5; 10 000; 720万 and 7.2 million; 3 p.m. and 15 Uhr),
    numerals in words for en, de, cs, uk, ru, pl, fr, es, it, nl, zh and ja. Elsewhere small numbers are let go where
    only one text has them in digits.
    """

    name = "numbers"
    rules = 2

    def inspector(self, given: Given) -> Inspector:
        """Return the check for one source."""
        source = _Side.of(given.source, given.languages[0])

        def inspect(hypothesis: str) -> Checked:
            target = _Side.of(hypothesis, given.languages[1])
            lost = _without(source, target)
            added = _without(target, source)
            changed = min(len(lost), len(added))
            lost = [one for i, one in enumerate(lost) if i < changed or _is_lost(one, source, target)]
            added = [one for i, one in enumerate(added) if i < changed or _is_added(one, source)]
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
    matched = len({min(one.scaled) for one in source.digits}) - len(lost)
    return Checked(matched + len(findings), tuple(sorted(findings)))


def _without(these: _Side, others: _Side) -> list[Number]:
    """Return the numbers of one text that the other doesn't say; each value once."""
    found = {min(one.scaled): one for one in reversed(these.digits) if not others.has(one, these)}
    return sorted(found.values())


def _same(a: Number, b: Number) -> bool:
    if a.factor > 1 and b.factor > 1:
        return bool(a.scaled & b.scaled)
    if (a.values | a.scaled) & (b.values | b.scaled):
        return True
    year, short = max(a.values | b.values), min(a.values | b.values)
    return year // 100 in CENTURIES and short > HOURS and year % 100 == short


def _is_lost(number: Number, source: _Side, target: _Side) -> bool:
    """Whether a lost number is an error: not with its name (COVID-19), nor a heading's, nor where it can't be read."""
    gone = number.name and number.name not in target.text.casefold()
    is_item = number.start == 0 and _ITEM.match(source.text)
    return not gone and not is_item and not target.excuses(number)


def _is_added(number: Number, source: _Side) -> bool:
    return not number.name and not source.excuses(number)
