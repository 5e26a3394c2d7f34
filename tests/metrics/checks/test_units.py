"""Units and currencies."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.units import compound_conversions, conversions, measured
from tests.metrics.checking import ask, pointed_at


def test_a_unit_stands_behind_its_number_and_a_currency_also_before() -> None:
    text = "$5 million for 3 miles"
    assert [(one.kind, one.unit, text[one.start : one.end]) for one in measured(text)] == [
        ("currency", "dollar", "$5"),
        ("length", "mile", "3 miles"),
    ]


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis"),
    [
        (("en", "de"), "It costs $5 million.", "Es kostet 5 Millionen Dollar."),
        (("en", "de"), "A run of 10 km", "Ein Lauf von 10 Kilometern"),
        (("en", "de"), "Prices rose by 3 percent.", "Die Preise stiegen um 3 %."),
        (("zh", "en"), "损失100万美元。", "The loss is 1 million dollars."),
        (("en", "de"), "It is 10 miles away.", "Es ist 16 Kilometer entfernt."),
        (("cs", "uk"), "Stojí to 500 Kč.", "Це коштує 500 крон."),
    ],
)
def test_the_same_unit_or_a_converted_one_is_no_error(languages: tuple[str, str], source: str, hypothesis: str) -> None:
    answer = ask("units", source, hypothesis, languages)
    assert (answer.errors, answer.opportunities) == (0, 1)


@pytest.mark.parametrize(
    ("source", "hypothesis", "label", "text"),
    [
        ("It costs $500.", "Es kostet 500 Euro.", "currency changed", "500 Euro"),
        ("A run of 10 miles", "Ein Lauf von 10 Kilometern", "unit changed", "10 Kilomet"),
        ("It weighs 5 kg.", "Es wiegt 5 Gramm.", "unit changed", "5 Gram"),
    ],
)
def test_another_unit_for_the_same_number_is_found(source: str, hypothesis: str, label: str, text: str) -> None:
    answer = ask("units", source, hypothesis)
    assert answer.labels == [label]
    assert pointed_at(answer, hypothesis) == [text]


@pytest.mark.parametrize(
    ("languages", "source", "hypothesis", "note"),
    [
        (("en", "he"), "It cost 5 dollars.", "זה עלה 5 אירו.", "dollar in the source, not euro"),
        (("en", "ar"), "It is 5 km away.", "تبعد 5 ميل.", "kilometre in the source, not mile"),
        (("ja", "en"), "1億2,500万ポンドで売却した。", "Sold for €125m.", "pound in the source, not euro"),
        (("en", "cs"), "The 550 pound hog", "250gramový vepř", "pound in the source, not gram"),
        (("en", "zh"), "gusts of up to 85mph", "时速 85 公里的大风", "mile in the source, not kilometre"),
        (
            ("en", "es"),
            "72 per cent here, 72 per cent there",
            "Un 72 % aquí y un 72 ‰ allí",
            "per cent in the source, not per mille",
        ),
    ],
)
def test_another_unit_is_found_in_many_languages(
    languages: tuple[str, str], source: str, hypothesis: str, note: str
) -> None:
    assert [span.note for span in ask("units", source, hypothesis, languages).spans] == [note]


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("The 550 pound hog", "Das 250 Kilo schwere Schwein"),
        ("over half an inch of rain", "über 13 mm Regen"),
        ("It was 80 degrees.", "Es waren 27 °C."),
        ("It was 5 dollars and 3 euros.", "Es waren 5 Dollar und 3 Euro."),
        ("¥100 for it", "100 Yuan dafür"),
    ],
)
def test_converted_and_ambiguous_units_are_no_error(source: str, hypothesis: str) -> None:
    assert ask("units", source, hypothesis).labels == []


def test_conversions_are_those_between_units_that_both_texts_name() -> None:
    ((factor, shift),) = conversions("10 inches", "25 cm")
    assert factor == pytest.approx(2.54)
    assert shift == 0
    assert conversions("10 inches", "10 inches") == []
    assert (5 / 9, -32 * 5 / 9) in conversions("80 degrees", "27 °C")


def test_a_currency_may_stand_before_the_number_and_a_scale_between() -> None:
    assert [
        (m.kind, m.unit) for m in measured("£125m, 3 מיליון דולר, 5 million US dollars, 2,8 Milliarden britische Pfund")
    ] == [
        ("currency", "pound"),
        ("currency", "dollar"),
        ("currency", "dollar"),
        ("currency", "pound"),
    ]


@pytest.mark.parametrize(
    ("source", "target", "starts"),
    [
        ("5 feet 10 inches", "178 cm", ({0, 7}, {0})),
        ("5'10\"", "1,78 m", ({0, 2}, {0})),
        ("6 ft 4 in", "1 m 93", ({0, 5}, {0, 4})),
        ("9 st 4 lb", "59 kg", ({0, 5}, {0})),
        ("5 feet 10 inches", "168 cm", (set(), set())),
        ("5 feet", "152 cm", (set(), set())),
    ],
)
def test_an_amount_in_two_units_may_be_converted_as_one(
    source: str, target: str, starts: tuple[set[int], set[int]]
) -> None:
    assert compound_conversions(source, target) == starts


def test_a_unit_may_be_named_without_a_number_in_digits() -> None:
    assert any(factor == pytest.approx(1.609, abs=0.001) for factor, _ in conversions("about a mile", "1,6 km"))
