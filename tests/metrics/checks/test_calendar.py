"""Names of months and weekdays, from the CLDR."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tertium.metrics.checks.calendar import months_named, names, weekdays_named


@pytest.mark.parametrize(
    ("text", "language", "month"),
    [
        ("am 3. März", "de", 3),
        ("am 3. Maerz und im Mai", "de", 5),
        ("Jan. 5", "en", 1),
        ("v březnu", "cs", 3),
        ("7 फरवरी 1218", "hi", 2),
        ("7 फ़रवरी 1218", "hi", 2),
        ("मई में", "hi", 5),
        ("৭ মার্চ", "bn", 3),
        ("วันที่7มีนาคม2563", "th", 3),
        ("2月7日", "zh", 2),
        ("3월 7일", "ko", 3),
        ("פברואר 2020", "he", 2),
    ],
)
def test_a_month_is_named_in_its_cases_and_short_forms(text: str, language: str, month: int) -> None:
    assert months_named(text, language) == {Decimal(month)}


def test_a_name_may_hold_another() -> None:
    assert {Decimal(12)} <= months_named("十二月", "zh")


def test_weekdays_begin_with_monday_and_are_found_in_compounds_and_beside_marks() -> None:
    assert weekdays_named("Am Sonntagmorgen", "de") == {6}
    assert weekdays_named("Sonnabend", "de") == {5}
    assert weekdays_named("on Monday", "en") == {0}
    assert weekdays_named("उसने सोमवार को", "hi") == {0}


def test_a_name_that_any_word_may_hold_is_not_looked_for() -> None:
    assert 5 not in dict(names("my", "months"))


def test_an_unknown_language_has_no_names() -> None:
    assert names(None, "days") == ()
    assert names("qqq", "months") == ()


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        *(
            ("ביום ראשון", "he", 6),
            ("周六", "zh", 5),
            ("日曜に", "ja", 6),
            ("일요일", "ko", 6),
            ("وقال الإثنين", "ar", 0),
        ),
        *(("na segunda-feira", "pt", 0), ("ngày Chủ Nhật", "vi", 6)),
    ],
)
def test_a_weekday_is_named_in_many_scripts(text: str, language: str, day: int) -> None:
    assert weekdays_named(text, language) == {day}


def test_letters_before_a_name_belong_to_it_in_hebrew_and_arabic() -> None:
    assert months_named("ביולי", "he") == {Decimal(7)}
    assert months_named("وأكتوبر", "ar") == {Decimal(10)}


def test_a_word_that_begins_like_a_day_is_none_where_days_have_no_cases() -> None:
    assert weekdays_named("senilai £2.8", "id") == frozenset()
    assert weekdays_named("hari Senin", "id") == {0}


def test_the_number_of_a_month_ends_there() -> None:
    assert months_named("tháng 10", "vi") == {Decimal(10)}
