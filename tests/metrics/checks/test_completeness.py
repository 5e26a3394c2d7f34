"""Omission and addition by length."""

from __future__ import annotations

from tertium.metrics.checks.completeness import Completeness
from tests.metrics.checking import ask

SOURCE = "The farmers of the valley have been waiting for rain since early March, and nobody knows what is to come."
GOOD = "Die Bauern des Tals warten seit Anfang März auf Regen, und niemand weiß, was noch kommt."


def test_the_user_says_how_severe_a_finding_is() -> None:
    answer = ask(Completeness(severity="minor"), SOURCE, "Die Bauern des Tals warten.")
    assert {span.severity for span in answer.spans} == {"minor"}


def test_a_translation_of_usual_length_is_no_error() -> None:
    answer = ask("completeness", SOURCE, GOOD)
    assert (answer.errors, answer.opportunities) == (0, 1)


def test_much_too_short_is_an_omission_and_much_too_long_an_addition() -> None:
    assert ask("completeness", SOURCE, "Die Bauern des Tals warten.").labels == ["omission"]
    assert ask("completeness", SOURCE, f"{GOOD} {GOOD} {GOOD}").labels == ["addition"]


def test_chinese_weighs_three_times_as_much() -> None:
    assert (
        ask("completeness", SOURCE, "山谷里的农民从三月初一直在等雨，谁也不知道接下来会怎样。", ("en", "zh")).errors
        == 0
    )
    assert ask("completeness", SOURCE, "农民在等。", ("en", "zh")).labels == ["omission"]


def test_a_short_source_tells_nothing() -> None:
    assert ask("completeness", "Yes.", "Ja, so ist es, und so soll es auch bleiben.").opportunities == 0


def test_how_far_is_too_far_is_an_option() -> None:
    assert ask("completeness:deviations=1", SOURCE, GOOD[:70]).labels == ["omission"]
