"""Numbers in digits and in words, as a text may mean them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tertium.metrics.checks.quantities import has_numerals, in_words, numbers


def test_arabic_and_hebrew_write_what_stands_before_a_numeral_as_one_word_with_it() -> None:
    assert Decimal(77) in in_words("سبعة وسبعون", "ar")
    assert Decimal(77) in in_words("שבעים ושבע", "he")


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "two and a half years", "2.5"),
        ("de", "viereinhalb Kilo", "4.5"),
        ("de", "anderthalb Stunden", "1.5"),
        ("fr", "deux kilos et demi", "2.5"),
        ("es", "tres años y medio", "3.5"),
        ("ru", "полтора часа", "1.5"),
        ("uk", "два з половиною роки", "2.5"),
        ("ar", "ثلاث سنوات ونصف", "3.5"),
        ("zh", "两年半", "2.5"),
    ],
)
def test_words_may_add_a_half(language: str, text: str, value: str) -> None:
    assert Decimal(value) in in_words(text, language)


def test_a_sign_behind_digits_may_say_that_they_are_tenths() -> None:
    assert [number.values for number in numbers("4割")] == [frozenset({Decimal(4), Decimal(40)})]


def test_a_number_has_every_value_that_its_separators_allow() -> None:
    (number,) = numbers("1.500")
    assert number.values == {Decimal("1.5"), Decimal(1500)}


def test_a_number_takes_the_factor_behind_it_and_the_letters_before_it() -> None:
    million, gun = numbers("2 Millionen für die MK-41")
    assert (million.factor, million.scaled) == (10**6, frozenset({Decimal(2_000_000)}))
    assert (gun.name, gun.scaled) == ("mk", frozenset({Decimal(41)}))


def test_words_say_numbers_in_the_languages_that_are_known() -> None:
    assert {Decimal(21), Decimal(3)} <= in_words("einundzwanzig und drei", "de")
    assert in_words("kaksikymmentä", "fi") == frozenset()
    assert has_numerals("de")
    assert not has_numerals("fi")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1億2,500万ポンド", 125_000_000), ("37万5,000ドル", 375_000), ("1 億 4 千万ドル", 140_000_000)),
        *(("3만 5천 명", 35_000), ("1万４，８５０円", 14_850), ("4億5000万", 450_000_000), ("1憶ユーロ", 100_000_000)),
        *(("12 lakh", 1_200_000), ("3 करोड़", 30_000_000), ("昭和49年", 1974), ("£125m", 125_000_000)),
    ],
)
def test_scales_and_eras_of_other_scripts_are_read(text: str, value: int) -> None:
    (number,) = numbers(text)
    assert value in {int(reading) for reading in number.scaled}


def test_numbers_of_two_numerals_stay_two() -> None:
    assert [max(map(int, number.scaled)) for number in numbers("5000人、その後はるかに多く 3万 6万")] == [
        *(5000, 30_000, 60_000)
    ]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        *(("en", "three hundred", 300), ("de", "zweihundertfünfzig", 250), ("fr", "deux cents", 200)),
        *(("tr", "üç yüz kırk", 340), ("tr", "İki kişi", 2), ("ko", "스물다섯", 25), ("ko", "이백오십", 250)),
    ],
)
def test_words_say_hundreds(language: str, text: str, value: int) -> None:
    assert Decimal(value) in in_words(text, language)


def test_per_cent_are_no_hundreds() -> None:
    assert Decimal(500) not in in_words("cinq pour cent", "fr")


def test_minutes_before_a_comma_are_those_of_a_time_of_day() -> None:
    assert [max(map(int, number.values)) for number in numbers("11:30-14:00,17:00")] == [11, 30, 14, 17]


def test_a_burmese_digit_beside_a_letter_is_one() -> None:
    assert numbers("၄င်းအမည် သို႔ ေနာ့႔႔မွ") == []
    assert [max(number.values) for number in numbers("၇.၅ရှိ ၂၀၁၇ခုနှစ်")] == [Decimal("7.5"), Decimal(2017)]
