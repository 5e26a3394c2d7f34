"""How long a translation is expected to be."""

from __future__ import annotations

import math

import pytest

from tertium.metrics.checks.lengths import (
    ACROSS_LANGUAGES,
    FEWEST_OUTPUTS,
    HEAVY,
    SPREAD,
    SPREAD_ACROSS,
    LengthModel,
    expected_ratio,
    extent,
    learned,
    weight,
)


def test_han_and_kana_weigh_as_much_as_three_letters() -> None:
    assert weight("山谷 abc") == 2 * HEAVY + 4


def test_the_expected_ratio_of_two_languages_is_one_over_that_of_the_other_direction() -> None:
    assert expected_ratio("en", "de") == pytest.approx(1 / expected_ratio("de", "en"))
    assert expected_ratio("en", None) == 1


SOURCE = "x" * 100


def model(*lengths: int, fewest: int = 1) -> LengthModel:
    return learned([SOURCE] * len(lengths), [("y" * length,) for length in lengths], "references", fewest)


def test_a_syllable_of_hangul_weighs_as_much_as_two_letters() -> None:
    assert extent("서울 abc") == 2 * 2 + 4
    assert extent("山谷 abc") == weight("山谷 abc")


def test_the_usual_ratio_is_the_median_of_the_set() -> None:
    learned_model = model(*[130] * 300, 20, 5000)
    assert math.exp(learned_model.center) == pytest.approx(1.3, rel=0.01)
    assert learned_model.expected(SOURCE) == pytest.approx(130, rel=0.01)
    assert learned_model.learned_from == "the lengths of 302 references"


def test_few_texts_say_little_about_the_usual_ratio_and_nothing_about_the_spread() -> None:
    few = model(200)
    assert 1 < math.exp(few.center) < 2
    assert few.spread >= 0.9 * SPREAD
    assert few.deviation > model(*[200] * 300).deviation


def test_short_sources_and_empty_translations_teach_nothing() -> None:
    taught = learned(["x" * 20, SOURCE], [("y" * 90,), (" ",)], "references")
    assert taught.center == 0
    assert taught.deviation == pytest.approx(math.hypot(SPREAD, ACROSS_LANGUAGES))
    assert taught.learned_from == "the lengths usual in any two languages"


def test_outputs_teach_only_if_they_are_many() -> None:
    assert model(*[200] * (FEWEST_OUTPUTS - 1), fewest=FEWEST_OUTPUTS).center == 0
    assert model(*[200] * FEWEST_OUTPUTS, fewest=FEWEST_OUTPUTS).center > 0.5


def test_lengths_vary_more_between_a_dense_script_and_another_one() -> None:
    across = learned([SOURCE], [("山" * 33,)], "references")
    assert across.spread == pytest.approx(SPREAD_ACROSS, rel=0.05)
    assert learned(["山" * 33], [("谷" * 33,)], "references").spread == pytest.approx(SPREAD, rel=0.05)
