"""Metrics against each other: one that follows people beats one that doesn't, and equals don't differ."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.evals.human.contrasts import Scored, contrasts
from tertium.evals.human.correlation import calibrated_accuracy, pairs_of, segment_accuracies, soft_pairwise_accuracy
from tertium.evals.results import Resampling

SEGMENTS, SYSTEMS = 120, 8
STARTS = np.arange(0, SEGMENTS, 4)
RESAMPLING = Resampling(samples=400)


def people(seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    rng = np.random.default_rng(seed)
    scores: np.ndarray[tuple[int, int], np.dtype[np.float64]] = rng.normal(size=(SEGMENTS, SYSTEMS))
    return scores + np.linspace(0, 1, SYSTEMS)


def metric(label: str, human: object, noise: float, seed: int) -> Scored:
    rng = np.random.default_rng(seed)
    segments = np.asarray(human) * 7 + noise * rng.normal(size=(SEGMENTS, SYSTEMS))
    epsilon = calibrated_accuracy(np.asarray(human), segments).epsilon
    return Scored(label, segments, segment_accuracies(np.asarray(human), segments, epsilon))


def test_a_metric_that_follows_people_is_better_than_noise() -> None:
    human = people(1)
    results = {
        item.statistic: item
        for item in contrasts([metric("good", human, 2, 1), metric("noise", human, 400, 2)], human, STARTS, RESAMPLING)
    }
    assert list(results) == [
        "Pearson",
        "pairwise accuracy",
        "soft pairwise accuracy",
        "accuracy with calibrated ties",
    ]
    assert all(item.delta > 0 for item in results.values())
    assert results["Pearson"].p < 0.05
    assert results["soft pairwise accuracy"].p < 0.05
    assert results["accuracy with calibrated ties"].p < 0.05


def test_a_metric_does_not_differ_from_itself_in_another_unit() -> None:
    human = people(2)
    first = metric("a", human, 5, 3)
    second = Scored("b", 10 + 3 * first.segments, first.accuracies)
    for item in contrasts([first, second], human, STARTS, RESAMPLING):
        assert (round(item.delta, 9), item.p) == (0, 1)


def test_equally_noisy_metrics_are_rarely_told_apart() -> None:
    small = 0
    for seed in range(40):
        human = people(seed)
        pair = [metric("a", human, 12, 1000 + seed), metric("b", human, 12, 2000 + seed)]
        small += next(iter(contrasts(pair, human, STARTS, Resampling(samples=200)))).p < 0.05
    assert small <= 6  # 5 % of 40 are 2; more than 6 happen in 1 of 200


def test_outputs_that_one_of_them_lacks_count_for_neither() -> None:
    human = people(3)
    first, second = metric("a", human, 2, 1), metric("b", human, 2, 2)
    hole = np.zeros((SEGMENTS, SYSTEMS), dtype=bool)
    hole[:8, 0] = True
    with_hole = Scored("a", np.where(hole, np.nan, first.segments), first.accuracies)
    moved = Scored("b", np.where(hole, 1e6, second.segments), second.accuracies)
    one = [item.delta for item in contrasts([with_hole, second], human, STARTS, RESAMPLING)]
    assert one == [item.delta for item in contrasts([with_hole, moved], human, STARTS, RESAMPLING)]


def test_the_soft_accuracy_of_metrics_differs_as_that_of_real_permutations() -> None:
    human = people(4)
    pair = [metric("a", human, 3, 1), metric("b", human, 30, 2)]
    contrast = next(
        item for item in contrasts(pair, human, STARTS, RESAMPLING) if item.statistic == "soft pairwise accuracy"
    )
    first, second = pairs_of(SYSTEMS)
    signs = np.random.default_rng(7).choice([-1.0, 1.0], size=(4000, len(STARTS)))

    def ps(scores: object) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        sums = np.add.reduceat(np.asarray(scores), STARTS)
        deltas = sums[:, first] - sums[:, second]
        shares: np.ndarray[tuple[int], np.dtype[np.float64]] = (signs @ deltas >= deltas.sum(axis=0)).mean(axis=0)
        return shares

    soft = [soft_pairwise_accuracy(ps(human), ps(item.segments)) for item in pair]
    assert contrast.delta == pytest.approx(soft[0] - soft[1], abs=0.01)


def test_systems_with_equal_scores_throughout_are_a_coin_toss_to_each_other() -> None:
    human = people(5)
    human[:, 1] = human[:, 0]
    pair = [metric("a", human, 0, 1), metric("b", human, 5, 2)]
    for item in contrasts(pair, human, STARTS, RESAMPLING):
        assert not np.isnan(item.delta)
        assert 0 < item.p <= 1
