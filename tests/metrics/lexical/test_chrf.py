"""chrF and chrF++: options, weights, and what is undefined; that they are sacreBLEU's is in test_sacre.py."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tertium.errors import UsageError
from tertium.metrics.lexical.chrf import Chrf
from tertium.metrics.registry import load


def test_chrf_plus_plus_counts_words_too() -> None:
    assert load("chrf++") == Chrf(word_order=2)


@pytest.mark.parametrize("options", [{"char_order": 0}, {"word_order": -1}, {"beta": 0}, {"word_order": 99999999999}])
def test_orders_and_weights_out_of_range_are_refused(options: dict[str, int]) -> None:
    with pytest.raises(UsageError, match=r"chrf can't have .*\n  try: char_order from 1"):
        Chrf(**options)  # type: ignore[arg-type]


def test_recall_weighs_more_than_precision() -> None:
    precise = np.array([5.0, 10, 5])  # hypothesis, reference, matches: precision 1, recall .5
    complete = np.array([10.0, 5, 5])
    metric = Chrf(char_order=1)
    assert metric.score(precise) == pytest.approx(100 * 5 * 0.5 / 4.5)
    assert metric.score(complete) == pytest.approx(100 * 5 * 0.5 / 3)


def test_orders_that_a_text_is_too_short_for_do_not_count_unless_smoothed() -> None:
    short = np.array([2.0, 2, 2, 0, 0, 0])
    assert Chrf(char_order=2).score(short) == pytest.approx(100)
    assert Chrf(char_order=2, eps_smoothing=True).score(short) == pytest.approx(50)


def test_no_n_grams_at_all_are_undefined_and_an_empty_hypothesis_is_0() -> None:
    assert math.isnan(Chrf(char_order=1).score(np.zeros(3)))
    assert Chrf(char_order=1).score(np.array([0.0, 4, 0])) == 0


@pytest.mark.parametrize("metric", [Chrf(), Chrf(eps_smoothing=True), Chrf(word_order=2)])
def test_sums_with_every_order_score_the_same_beside_others_and_alone(metric: Chrf) -> None:
    rng = np.random.default_rng(1)
    complete = rng.integers(1, 9, (20, 3 * (metric.char_order + metric.word_order))).astype(float)
    incomplete = complete * rng.integers(0, 2, complete.shape).astype(float)
    together = metric.score(np.concatenate([complete, incomplete]))
    assert together[:20].tolist() == metric.score(complete).tolist()
    assert np.array_equal(together, [metric.score(row[None])[0] for row in (*complete, *incomplete)], equal_nan=True)
