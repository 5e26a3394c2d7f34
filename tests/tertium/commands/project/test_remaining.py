"""The time that is left: told from what steps of a kind took per byte."""

from __future__ import annotations

import pytest

from tertium.commands.project.remaining import Remaining, duration


def test_a_step_takes_as_long_per_byte_as_its_kind_did() -> None:
    times = iter([0.0, 10.0, 30.0, 90.0])
    remaining = Remaining({"build": [100, 200], "score": [300]}, lambda: next(times))
    assert remaining.finish("build") == "2 steps left, about 20 s without score"
    assert remaining.finish("build") == "1 step left"
    assert remaining.finish("score") == ""


def test_rates_are_means_over_the_steps_that_are_done() -> None:
    times = iter([0.0, 10.0, 40.0])
    remaining = Remaining({"score": [100, 100, 300]}, lambda: next(times))
    remaining.finish("score")
    assert remaining.finish("score") == "1 step left, about 60 s"


def test_an_empty_input_takes_no_division_by_nothing() -> None:
    times = iter([0.0, 1.0])
    assert Remaining({"score": [0, 5]}, lambda: next(times)).finish("score") == "1 step left, about 5 s"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.1, "1 s"), (119, "119 s"), (600, "10 min"), (7200, "2 h 0 min"), (12000, "3 h 20 min")]
)
def test_a_duration_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words
