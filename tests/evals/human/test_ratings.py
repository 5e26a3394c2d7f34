"""Ratings become one score per output: the mean over raters, higher is better."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tertium.errors import UsageError
from tertium.evals.human.ratings import Rating, Ratings, as_penalties, average
from tests.evals.making import run_of

DATA = run_of({"x": [1.0] * 2, "y": [1.0] * 2}).data
ROWS = (Rating("y", 0, "r1", 4.0), Rating("y", 0, "r2", 2.0), Rating("y", 1, "r1", math.nan), Rating("z", 1, "", 1.0))


def test_the_score_of_an_output_is_the_mean_over_those_who_gave_one() -> None:
    human = average(Ratings("da", ROWS), DATA)
    assert human.scores["y"].tolist() == pytest.approx([3.0, np.nan], nan_ok=True)
    assert (list(human.scores), human.unknown) == (["y"], ("z",))


def test_systems_stand_in_the_order_of_the_set_and_one_without_a_score_is_known() -> None:
    human = average(Ratings("da", (ROWS[0], Rating("x", 1, "r1", math.nan))), DATA)
    assert list(human.scores) == ["x", "y"]
    assert np.isnan(human.scores["x"]).all()


def test_penalties_count_with_a_minus_and_none_is_zero_not_minus_zero() -> None:
    human = average(as_penalties(Ratings("mqm", (*ROWS, Rating("x", 0, "r1", 0.0)))), DATA)
    assert human.scores["y"][0] == -3.0
    assert math.copysign(1.0, human.scores["x"][0]) == 1.0


def test_what_is_a_penalty_already_is_not_turned_again() -> None:
    with pytest.raises(UsageError, match="mqm are penalties already\n  try: without --lower-is-better"):
        as_penalties(Ratings("mqm", ROWS, higher_is_better=False))


def test_the_signature_says_what_the_scores_depend_on() -> None:
    unnamed = Ratings("da", ROWS[3:])
    assert average(unnamed, DATA).signature == "da"
    ratings = Ratings("mqm", ROWS, higher_is_better=False, rule="weights:Minor=1", warnings=("beware",))
    human = average(ratings, DATA)
    assert human.signature == "mqm|weights:Minor=1|raters:2|mean over raters|penalties, negated"
    assert human.warnings == ("beware",)
