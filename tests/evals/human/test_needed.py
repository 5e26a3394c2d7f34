"""How many documents would decide: as many as a simulation needs, and never fewer than there are."""

from __future__ import annotations

import math

import pytest
import scipy.stats

from tertium.evals.human.needed import documents_needed
from tertium.evals.human.two_way import TwoWay


def power_of(documents: int, effect: float, freedom: int) -> float:
    """Return the share of evaluations that decide, of an effect per root of documents."""
    critical, shift = scipy.stats.t.ppf(0.975, freedom), effect * math.sqrt(documents)
    return float(scipy.stats.nct(freedom, shift).sf(critical) + scipy.stats.nct(freedom, shift).cdf(-critical))


@pytest.mark.parametrize("effect", [0.1, 0.3, 0.9])
def test_of_one_rater_it_is_the_size_of_a_t_test_over_documents(effect: float) -> None:
    number = documents_needed(TwoWay(effect, 1 / math.sqrt(5), 4, 50, 5, 1), 0.95)
    if number > 5:
        assert power_of(number, effect, number - 1) == pytest.approx(0.8, abs=0.02)
        assert power_of(number - 1, effect, number - 2) < 0.802


def test_few_raters_need_more_documents_than_there_are_however_large_the_difference_looks() -> None:
    # p is .18 at one degree of freedom: fewer documents than now would decide nothing
    twice = TwoWay(3.5, 1.0, 1, 100, 38, 2)
    number = documents_needed(twice, 0.95)
    assert twice.p > 0.05
    assert number > 38
    assert power_of(number, 3.5 / math.sqrt(38), int(2 * number / 38) - 1) >= 0.79


def test_many_documents_and_raters_need_what_the_normal_says() -> None:
    assert documents_needed(TwoWay(0.1, 1.0, 999, 5000, 1000, 1000), 0.95) == pytest.approx(785_000, rel=0.001)


@pytest.mark.parametrize(("delta", "error"), [(0.0, 1.0), (1.0, math.nan)])
def test_no_difference_and_a_single_document_need_no_number(delta: float, error: float) -> None:
    assert documents_needed(TwoWay(delta, error, 3, 9, 4, 4), 0.95) == 0


def test_documents_that_all_say_the_same_are_enough() -> None:
    assert documents_needed(TwoWay(1.0, 0.0, 3, 9, 4, 4), 0.95) == 4
