"""Names of months and weekdays in scripts whose vowels are marks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tertium.metrics.checks.calendar import months_named, names, weekdays_named


@pytest.mark.parametrize(
    ("text", "language", "month"),
    [
        ("7 फरवरी 1218", "hi", 2),
        ("7 फ़रवरी 1218", "hi", 2),
        ("मई में", "hi", 5),
        ("৭ মার্চ", "bn", 3),
        ("วันที่7มีนาคม2563", "th", 3),
        ("2月7日", "zh", 2),
        ("3월 7일", "ko", 3),
        ("פברואר 2020", "he", 2),
        ("am 3. Maerz und im Mai", "de", 5),
    ],
)
def test_a_month_is_named(text: str, language: str, month: int) -> None:
    assert months_named(text, language) == {Decimal(month)}


def test_a_name_that_any_word_may_hold_is_not_looked_for() -> None:
    assert 5 not in dict(names("my", "months"))
    assert weekdays_named("उसने सोमवार को", "hi") == {0}
