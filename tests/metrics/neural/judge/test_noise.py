"""Judge noise: the variance of judgements, of one segment, of sums, and of means over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.metrics.neural.judge.noise import WIDTH, mean, row, standard_error

if TYPE_CHECKING:
    from decimal import Decimal


def test_a_row_is_the_mean_and_what_its_noise_follows_from() -> None:
    assert row([70.0, 80.0, 90.0]).tolist() == [80.0, 1.0, 200.0, 2.0, 1 / 3]
    assert row([70.0]).tolist() == [70.0, 1.0, 0.0, 0.0, 1.0]


def test_one_judgement_of_each_segment_does_not_tell_its_noise() -> None:
    assert np.isnan(standard_error(np.sum([row([70.0]), row([80.0])], axis=0)))
    assert np.isnan(standard_error(np.zeros(WIDTH)))
    assert np.isnan(mean(np.zeros(WIDTH)))


@given(st.decimals(0, 100, places=1), st.integers(2, 9))
def test_judgements_that_agree_have_none_to_the_last_digit(score: Decimal, n: int) -> None:
    assert row([float(score)] * n)[:3].tolist() == [float(score), 1.0, 0.0]
    assert standard_error(row([float(score)] * n)) == 0


@given(st.lists(st.lists(st.floats(0, 100), min_size=2, max_size=5), min_size=1, max_size=8))
def test_it_is_the_standard_error_of_the_mean(judgements: list[list[float]]) -> None:
    totals = np.sum([row(scores) for scores in judgements], axis=0)
    freedom = sum(len(scores) - 1 for scores in judgements)
    pooled = sum(np.var(scores) * len(scores) for scores in judgements) / freedom
    expected = np.sqrt(sum(pooled / len(scores) for scores in judgements)) / len(judgements)
    assert standard_error(totals) == pytest.approx(expected, abs=1e-9)
    assert mean(totals) == pytest.approx(np.mean([np.mean(scores) for scores in judgements]), abs=1e-9)


def test_judging_again_varies_by_it() -> None:
    rng = np.random.default_rng(1)
    quality = rng.normal(70, 15, 200)
    again = [
        np.sum([row(scores) for scores in quality[:, None] + rng.normal(0, 8, (200, 3))], axis=0) for _ in range(300)
    ]
    spread = float(np.std([mean(totals) for totals in again]))
    assert spread == pytest.approx(float(np.mean([standard_error(totals) for totals in again])), rel=0.1)


def test_leading_axes_stay() -> None:
    rows = np.stack([row([1.0, 2.0]), row([3.0, 5.0])])
    assert mean(rows).shape == standard_error(rows).shape == (2,)
    assert mean(np.stack([rows, rows])).shape == (2, 2)
