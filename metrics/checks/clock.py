"""Times of day in digits, and what words may say for one: half past three, halb vier, las cuatro menos cuarto."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

HOURS: Final = 12
"""Hours on a clock's face: the difference between 3 p.m. and 15 Uhr."""
MINUTES: Final = 60
QUARTER: Final = 15

_TIME: Final = re.compile(
    r"(?<![\d.,:：])(?P<hour>[01]?\d|2[0-4])"
    r"(?:[:：.]|\s?(?:uhr|h|год|час|hod)\.?\s?|[点點时時시]\s?)"
    r"(?P<minutes>[0-5]\d)(?![\d%]|[.,:：]\d)",
    re.IGNORECASE,
)


class Time(NamedTuple):
    """A time of day in digits, and its place in the text."""

    hour: int
    minutes: int
    start: int
    end: int


def times(text: str) -> list[Time]:
    """Return the times of day in a text: 3:30, 15.30, 15 h 30, 15時30分; what only looks like one is there too."""
    return [Time(int(match["hour"]), int(match["minutes"]), *match.span()) for match in _TIME.finditer(text)]


def says(values: AbstractSet[Decimal], time: Time) -> bool:
    """Whether numbers that a text may have in words can say a time.

    That is its hour and minutes, or the next hour with a half, or with the minutes that are left to it.

    Args:
        values: of the words; a half is 30, a quarter 15.
        time: of another text.
    """
    if not values.isdisjoint(_hours(time.hour)) and (not time.minutes or Decimal(time.minutes) in values):
        return True
    left = MINUTES - time.minutes
    return time.minutes >= left and Decimal(left) in values and not values.isdisjoint(_hours(time.hour + 1))


def _hours(hour: int) -> set[Decimal]:
    """Return the numbers that may name an hour: on either clock, and midnight as 0, 12 or 24."""
    hours = {hour, hour % HOURS, hour % HOURS + HOURS}
    return {Decimal(number) for number in hours | ({2 * HOURS} if not hour % HOURS else set())}
