"""A metric prefers what it scores higher, a check what has no error, an output what it is nearer to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tertium.evals.challenge.voters import (
    Voter,
    metrics_themselves,
    outputs_by_metrics,
    scores_of_others,
)
from tests.evals.challenge.making import ARTICLE, NUMBERS, made


def quiet(_: str) -> None:
    """Tell nobody."""


def test_a_higher_score_is_a_preference_and_an_equal_or_missing_one_is_not() -> None:
    voter = Voter("m", "", np.array([1.0, 2.0, 1.0, np.nan]), np.array([0.5, 2.0, 3.0, 0.0]))
    better, worse = voter.sides
    assert better.tolist() == [True, False, False, False]
    assert worse.tolist() == [False, False, True, False]
    assert voter.is_scored.tolist() == [True, True, True, False]


def test_a_check_that_finds_errors_in_both_prefers_neither() -> None:
    voter = Voter("numbers", "", np.array([0.0, -1.0, -1.0, 0.0]), np.array([-1.0, -2.0, 0.0, 0.0]), is_check=True)
    better, worse = voter.sides
    assert better.tolist() == [True, False, False, False]
    assert worse.tolist() == [False, False, True, False]


def test_metrics_vote_and_one_without_a_direction_says_why_it_does_not() -> None:
    votes = metrics_themselves(made(), ["chrf", "numbers", "length"], quiet)
    assert [(voter.metric, voter.is_check) for voter in votes.voters] == [("chrf", False), ("numbers", True)]
    assert votes.voters[0].sides[0].tolist() == [True, True, False]
    assert votes.left_out == {"length": "neither direction is better"}
    assert set(votes.signatures) == {"chrf", "numbers"}


def test_an_output_prefers_the_translation_that_it_is_nearer_to() -> None:
    outputs = {"good": ["There were 12 dogs.", "The dog is asleep.", "No."], "bad": [NUMBERS.bad, ARTICLE.bad, "Yes."]}
    votes = outputs_by_metrics(made(), ["chrf", "numbers"], outputs, quiet)
    assert [(voter.system, voter.sides[0].tolist()) for voter in votes.voters] == [
        ("good", [True, True, False]),
        ("bad", [False, False, False]),
    ]
    assert votes.left_out == {"numbers": "it looks at no reference, so an output is near to nothing"}


def test_scores_of_others_vote_in_their_direction() -> None:
    data = made(replace(NUMBERS, scores={"Errors": (1.0, 4.0)}), ARTICLE)
    higher = scores_of_others(data, ["Errors"], ()).voters[0]
    lower = scores_of_others(data, ["Errors"], ("Errors",)).voters[0]
    assert higher.sides[0].tolist() == [False, False]
    assert lower.sides[0].tolist() == [True, False]
    assert lower.is_scored.tolist() == [True, False]
