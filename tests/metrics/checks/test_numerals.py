"""Numbers in words: Chinese and Roman numerals, and stems by language."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.numerals import (
    DENSE_SCALE,
    HANGUL,
    HUNDREDS,
    KOREAN,
    STEMS,
    dense_factor,
    han,
    korean,
    roman,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("이십삼", 23),
        ("삼천오백", 3500),
        ("二十三", 23),
        ("一九九七", 1997),
        ("十", 10),
        ("三百零五", 305),
        ("两万五千", 25000),
        ("一亿", 10**8),
    ],
)
def test_chinese_and_sino_korean_numerals_have_a_value(text: str, value: int) -> None:
    assert han(text) == value


@pytest.mark.parametrize(("text", "value"), [("XIV", 14), ("XXXIX", 39), ("ІХ", 9)])
def test_roman_numerals_have_a_value_in_cyrillic_letters_too(text: str, value: int) -> None:
    assert roman(text) == value


def test_every_language_has_the_numbers_up_to_twenty() -> None:
    for language, table in STEMS.items():
        assert set(range(21)) <= set(table), language


@pytest.mark.parametrize(("scale", "factor"), [("千万", 10**7), ("만", 10**4), ("万亿", 10**12), ("百", 100)])
def test_an_east_asian_scale_multiplies(scale: str, factor: int) -> None:
    assert dense_factor(scale) == factor
    assert DENSE_SCALE.fullmatch(scale)


@pytest.mark.parametrize(("text", "value"), [("스물", 20), ("서른다섯", 35), ("마흔 두", 42)])
def test_native_korean_numerals_have_a_value(text: str, value: int) -> None:
    numeral = KOREAN.fullmatch(text)
    assert numeral
    assert korean(numeral) == value


def test_single_syllables_and_digits_alone_are_no_korean_numeral() -> None:
    assert not HANGUL.search("이 일은 오래 걸린다")
    assert HANGUL.search("이십 명")


def test_hundreds_are_those_of_a_language_with_numerals() -> None:
    assert HUNDREDS.keys() <= STEMS.keys()
