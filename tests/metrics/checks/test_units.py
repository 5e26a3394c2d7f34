"""Units and currencies."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.units import measured
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
