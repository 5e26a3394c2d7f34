"""What a set can detect: less spread and more documents see more, and what has no bounds has none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.evals.policy import Rule
from tertium.evals.results import Resampling
from tertium.evals.suite.detectable import detectable
from tertium.evals.suite.project import Release
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from tertium.evals.types import Run

RELEASE = Release("new", "old")
RULE = Rule("non-inferior", MEAN, margin=1.0)


def run(documents: int, spread: float) -> Run:
    rng = np.random.default_rng(5)
    old = rng.normal(50, 5, size=documents)
    return run_of({"old": old.tolist(), "new": (old + rng.normal(0, spread, size=documents)).tolist()})


def test_more_documents_and_less_spread_see_more() -> None:
    few, many, quiet = (
        detectable(run(20, 2), RULE, RELEASE),
        detectable(run(200, 2), RULE, RELEASE),
        detectable(run(20, 1), RULE, RELEASE),
    )
    assert 0 < many < few / 2
    assert quiet == pytest.approx(few / 2)


def test_it_is_what_power_says_for_the_one_sided_bound() -> None:
    spread = float(np.std(np.diff([run(100, 2).counts[key][:, 0] for key in run(100, 2).counts], axis=0), ddof=1)) / 10
    assert detectable(run(100, 2), RULE, RELEASE) == pytest.approx((1.6449 + 0.8416) * spread, rel=0.02)


def test_a_minimum_is_about_the_candidates_own_score() -> None:
    rule = Rule("minimum", MEAN, score=40)
    assert detectable(run(20, 2), rule, Release("new")) > detectable(run(20, 2), RULE, RELEASE)


@pytest.mark.parametrize(
    "rule",
    [
        Rule("limit", MEAN, at_most=3),
        Rule("no-worse", MEAN, margin=1, by="document"),
        Rule("required", MEAN),
        Rule("superior", "comet"),
    ],
)
def test_a_rule_without_bounds_or_a_metric_that_is_not_there_has_none(rule: Rule) -> None:
    assert math.isnan(detectable(run(20, 2), rule, RELEASE))


def test_without_one_of_the_systems_there_is_none() -> None:
    assert math.isnan(detectable(run(20, 2), RULE, Release("new", "pinned")))


def test_the_level_is_one_that_resampling_takes() -> None:
    assert Resampling(level=round(2 * RELEASE.confidence - 1, 12)).level == 0.9
