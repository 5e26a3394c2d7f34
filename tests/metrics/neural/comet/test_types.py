"""What a model reads and what it answers."""

from __future__ import annotations

from tertium.metrics.neural.comet.types import ErrorSpan, Prediction, Sample


def test_a_sample_has_two_or_three_texts_and_an_empty_one_is_a_text() -> None:
    assert Sample("The dog.", "Der Hund.").texts == ("The dog.", "Der Hund.")
    assert Sample("The dog.", "Der Hund.", "A dog.").texts == ("The dog.", "Der Hund.", "A dog.")
    assert Sample("", "", "").texts == ("", "", "")


def test_equal_texts_are_one_sample() -> None:
    assert len({Sample("a", "b"), Sample("a", "b"), Sample("a", "b", "c")}) == 2


def test_most_models_mark_no_errors() -> None:
    assert Prediction(0.5).errors == ()
    assert Prediction(0.5, (ErrorSpan(0, 3, "minor", 0.9),)).errors[0].severity == "minor"
