"""Times of day in digits, and the words that may say them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tertium.metrics.checks.clock import Time, says, times


@pytest.mark.parametrize("text", ["at 3:30", "at 3.30pm", "um 3 Uhr 30", "à 3 h 30", "3時30分に", "3点30分"])
def test_an_hour_and_minutes_are_a_time(text: str) -> None:
    (time,) = times(text)
    assert (time.hour, time.minutes) == (3, 30)
    assert text[time.start : time.end][-2:] == "30"


@pytest.mark.parametrize("text", ["2.500", "3:2", "30 Uhr", "12.3.2021", "3.75 %", "1:00:00"])
def test_other_numbers_are_none(text: str) -> None:
    assert [time for time in times(text) if time.minutes in range(60)] == []


@pytest.mark.parametrize(
    ("hour", "minutes", "words"),
    [
        *((3, 30, {3, 30}), (15, 30, {3, 30}), (3, 30, {4, 30}), (15, 45, {4, 15}), (3, 50, {4, 10})),
        *((15, 0, {3}), (0, 0, {12}), (0, 0, {24}), (23, 30, {12, 30}), (23, 30, {24, 30})),
    ],
)
def test_words_say_a_time_by_its_hour_or_the_next_one(hour: int, minutes: int, words: set[int]) -> None:
    assert says({Decimal(word) for word in words}, Time(hour, minutes, 0, 0))


@pytest.mark.parametrize(
    ("hour", "minutes", "words"), [(3, 30, {5, 30}), (3, 30, {3}), (3, 15, {4, 45}), (3, 20, {4, 40}), (3, 0, {4})]
)
def test_words_don_t_say_another_time(hour: int, minutes: int, words: set[int]) -> None:
    assert not says({Decimal(word) for word in words}, Time(hour, minutes, 0, 0))
