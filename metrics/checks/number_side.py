"""The numbers of one text, looked up as another text may write them: in words, as a year, on a clock."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from tertium.corpora.text import tags
from tertium.metrics.checks.calendar import months_named
from tertium.metrics.checks.clock import HOURS, QUARTER, says, times
from tertium.metrics.checks.quantities import Number, has_numerals, in_words, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.metrics.checks.clock import Time

SMALL: Final = 20
"""Largest number that is often written in words: in a language whose numerals aren't known it is not missed."""

IN_WORDS: Final = frozenset({"ml", "my", "yo"})
"""Languages whose numerals aren't known, and that write numbers of any size in words: none is missed there."""

CENTURIES: Final = range(10, 21)
"""Centuries of the years that two digits may stand for: the 1980s, die 80er."""

_TIME: Final = re.compile(
    r"\d\s?(?:[ap]\.?m\b|uhr|hod|h(?:\s?\d\d)?\b|год|час|o['’]clock|[点點时時])|\d[:.]\d\d|下午|晚", re.IGNORECASE
)
"""A time of day, in the languages of WMT."""

_DECADE: Final = regex.compile(
    r"(?:['’]?s\b|er(?:[\s-]?Jahre\w*)?\b|[\s.-]*(?:let\w*|рок\w*|год\w*|-?[хті]+\b)|\s?年代|년대|代)", regex.IGNORECASE
)
"""What makes a decade of a number: 1980s, 80er, 30. letech, 80-х, 80年代, 10代."""

_CENTURY: Final = regex.compile(
    r"(?:st|nd|rd|th)?[\s.]*(?:century|jahrhundert|stol|століт|век|siglo|siècle|século|eeuw|wiek|世[纪紀]|세기|قرن)",
    regex.IGNORECASE,
)
"""The word behind the number of a century."""
_HUNDREDS: Final = regex.compile(r"-?\s?(?:tal(?:l?et|s)?\b|lu[vk]u)", regex.IGNORECASE)
"""What makes a century of hundreds in the languages of Scandinavia: 1600-tallet, 1600-luvulla."""

_CLOCK: Final = range(100, 2401)
"""Four digits that may be a time of day: 1200 GMT."""


class _Ends(NamedTuple):
    """The least and the greatest reading of a number, and whether a factor stands behind it."""

    low: Decimal
    high: Decimal
    has_factor: bool


class Side:
    """The numbers of one text: those in digits, and those that its words may stand for.

    What it has is looked up in sets: comparing every number of two texts takes the square of their length.
    """

    def __init__(self, text: str, language: str | None) -> None:
        self.text, self.language = text, language
        self.digits = tuple(numbers(text))

    @cached_property
    def words(self) -> frozenset[Decimal]:
        """The numbers that the words may stand for; read only for numbers that the other text lacks in digits."""
        return in_words(self.text, self.language) | months_named(self.text, self.language)

    def without(self, other: Side) -> list[Number]:
        """Return the numbers that another text doesn't have; each value once, where it stands first."""
        joints = other._joints(self)
        by_value = {
            min(number.scaled): number
            for number in reversed(self.digits)
            if not other._has(number, self)
            and not any(number.values <= parts for parts in joints.get(max(number.values), ()))
        }
        return sorted(by_value.values())

    def _joints(self, other: Side) -> dict[Decimal, set[frozenset[Decimal]]]:
        """Return the numbers whose parts are numbers of their own in the other text: each part to all parts.

        17.45 in this text, 17:45 in the other.
        """
        joints: dict[Decimal, set[frozenset[Decimal]]] = {}
        for parts in {number.parts for number in self.digits if len(number.parts) > 1}:
            if other._has_parts(parts):
                for part in parts:
                    joints.setdefault(part, set()).add(frozenset(parts))
        return joints

    def _has(self, number: Number, other: Side) -> bool:
        """Whether this text has a number of another text, in whatever format."""
        readings = number.values | number.scaled | self._tens(number, other) | other._as_century(number)
        if self._has_reading(number, readings) or self._has_year(number) or not self.words.isdisjoint(readings):
            return True
        if number.factor == 1 and self._has_parts(number.parts):
            return True
        return self.has_clock(number) or self._says_time(number, other)

    def _as_century(self, number: Number) -> frozenset[Decimal]:
        """Return the other name of a century that a number of this text counts: the 17th century is 1600-tallet."""
        value = max(number.values)
        if not value % 100 and _HUNDREDS.match(self.text, number.end):
            return frozenset({value / 100 + 1})
        return frozenset({(value - 1) * 100}) if _CENTURY.match(self.text, number.end) else frozenset()

    @cached_property
    def _clock(self) -> list[Time]:
        return times(self.text)

    def is_clock(self, number: Number) -> bool:
        """Whether a number of this text is one of a time of day with minutes."""
        return any(time.start <= number.start < time.end for time in self._clock)

    def _says_time(self, number: Number, other: Side) -> bool:
        """Whether the words of this text, with an hour in digits perhaps, say the time that a number belongs to."""
        of_number = [time for time in other._clock if time.start <= number.start < time.end]
        # 1200 GMT has neither hour nor minutes of its own.
        return any(
            says(self._singles, time) or Decimal(100 * time.hour + time.minutes) in self._singles for time in of_number
        )

    def _tens(self, number: Number, other: Side) -> frozenset[Decimal]:
        """Return the last two digits of a decade's year, which may be in words here: the 1980s, التسعينيات."""
        value = max(number.values)
        is_decade = value // 100 in CENTURIES and not value % 10 and other.is_decade(number)
        return frozenset({value % 100}) & self.words if is_decade else frozenset()

    def is_decade(self, number: Number) -> bool:
        """Whether a number of this text names years: the 1980s, 80er Jahre."""
        return bool(_DECADE.match(self.text, number.end))

    def is_century(self, number: Number, other: Side) -> bool:
        """Whether a number counts the century of a decade that the other text has: 20世纪80年代 of the 1980s."""
        century = min(number.values)
        return bool(_CENTURY.match(self.text, number.end)) and any(
            max(year.values) // 100 == century - 1 for year in other.digits
        )

    def has_clock(self, number: Number) -> bool:
        """Whether the text has a time of day in other digits: 1200 of 12 h 00, 17.30 of 5.30 pm."""
        if len(number.parts) == len(("hour", "minutes")) and _TIME.search(self.text):
            hour, minutes = number.parts
            return not self._times.isdisjoint({(hour - HOURS, minutes), (hour + HOURS, minutes)})
        value = max(number.values)
        if value != int(value) or int(value) not in _CLOCK or not _TIME.search(self.text):
            return False
        hour, minutes = divmod(value, 100)
        return hour in self._singles and (not minutes or minutes in self._singles)

    @cached_property
    def _times(self) -> frozenset[tuple[Decimal, ...]]:
        return frozenset(number.parts for number in self.digits if len(number.parts) == len(("hour", "minutes")))

    def excuses_decade(self, number: Number, other: Side) -> bool:
        """Whether the text may have the years of the other one in words of a language whose numerals aren't known."""
        return not has_numerals(self.language) and not max(number.values) % 10 and other.is_decade(number)

    def _has_reading(self, number: Number, readings: frozenset[Decimal]) -> bool:
        """Whether a number in digits may be the same; of two with factors, the values times the factors count."""
        plain, unscaled, scaled = self._readings
        if number.factor > 1:
            return bool(readings & plain or number.scaled & scaled)
        return bool(readings & plain or readings & unscaled or readings & scaled)

    @cached_property
    def _readings(self) -> tuple[set[Decimal], set[Decimal], set[Decimal]]:
        """The values of numbers without a factor; the values of those with one, and these times the factor."""
        plain = {value for number in self.digits if number.factor == 1 for value in number.values}
        with_factor = [number for number in self.digits if number.factor > 1]
        unscaled = {value for number in with_factor for value in number.values}
        return plain, unscaled, {value for number in with_factor for value in number.scaled}

    def _has_year(self, number: Number) -> bool:
        """Whether a number of this text has the last two digits of a year of the other, or the other way round."""
        low, high = min(number.values), max(number.values)
        by_low, by_high = self._ends
        short = high % 100
        is_year = high // 100 in CENTURIES and HOURS < short <= low
        years = [century * 100 + low for century in CENTURIES] if HOURS < low < 100 else []  # noqa: PLR2004 - two digits
        shorts = {other for other in by_low.get(short, ()) if other.high <= high} if is_year else set()
        longs = {other for year in years for other in by_high.get(year, ()) if other.low >= low and year >= high}
        # of two numbers with a factor, 1980 million and 80 million, none is a year
        return any(number.factor == 1 or not other.has_factor for other in shorts | longs)

    @cached_property
    def _ends(self) -> tuple[dict[Decimal, set[_Ends]], dict[Decimal, set[_Ends]]]:
        """The least and greatest readings of the numbers, by the least and by the greatest."""
        by_low: dict[Decimal, set[_Ends]] = {}
        by_high: dict[Decimal, set[_Ends]] = {}
        for number in self.digits:
            ends = _Ends(min(number.values), max(number.values), number.factor > 1)
            by_low.setdefault(ends.low, set()).add(ends)
            by_high.setdefault(ends.high, set()).add(ends)
        return by_low, by_high

    def _has_parts(self, parts: Sequence[Decimal]) -> bool:
        first, *others = parts
        return (first in self._singles or self._has_hour(first)) and self._singles.issuperset(filter(None, others))

    @cached_property
    def _singles(self) -> frozenset[Decimal]:
        """The numbers without separators, in digits or in words."""
        return self.words | {value for number in self.digits if len(number.parts) == 1 for value in number.values}

    def _has_hour(self, hour: Decimal) -> bool:
        """Whether the text holds a time of day, and has the hour on the other clock: 3 p.m. and 15 Uhr."""
        return 0 <= hour <= 2 * HOURS and not self._hours.isdisjoint({hour - HOURS, hour + HOURS})

    @cached_property
    def _hours(self) -> frozenset[Decimal]:
        """The first parts of all numbers, if the text holds a time of day."""
        return frozenset(number.parts[0] for number in self.digits) if _TIME.search(self.text) else frozenset()

    @cached_property
    def folded(self) -> str:
        """The text in lower case."""
        return self.text.casefold()

    def excuses(self, number: Number, other: Side) -> bool:
        """Whether the text may have a number of the other one in words of a language whose numerals aren't known."""
        if has_numerals(self.language):
            return False
        value = max(number.values)
        is_idiom = not value % QUARTER and other.is_clock(number)  # half past, a quarter to
        return value <= SMALL or is_idiom or tags.base(self.language) in IN_WORDS

    def amounts(self) -> set[float]:
        """Return all numbers of the text as floats, those in words included."""
        readings = {value for number in self.digits for value in number.scaled} | self.words
        halves = {0.5} if 50 in self.words else set()  # noqa: PLR2004 - half is 50 % in words
        return {float(value) for value in readings} | halves
