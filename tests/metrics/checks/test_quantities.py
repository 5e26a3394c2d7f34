"""Numbers in digits and in words, as a text may mean them."""

from __future__ import annotations

from decimal import Decimal

from tertium.metrics.checks.quantities import has_numerals, in_words, numbers


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
