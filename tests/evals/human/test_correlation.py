"""Statistics against people agree with independent computations, and with their papers on examples worked by hand."""

from __future__ import annotations

import math
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np
import pytest
import scipy.stats

from tertium.evals.human.correlation import (
    calibrated_accuracy,
    kendall,
    pairwise_accuracy,
    pearson,
    ranks,
    segment_accuracies,
    soft_pairwise_accuracy,
    spearman,
)
from tertium.evals.resample import CountBlock, null_distributions, p_one_sided
from tertium.evals.results import Resampling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

X = np.array([3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0])
Y = np.array([2.0, 7.0, 1.0, 8.0, 2.0, 8.0, 1.0, 8.0])


@pytest.mark.parametrize(
    ("ours", "theirs"), [("pearson", "pearsonr"), ("spearman", "spearmanr"), ("kendall", "kendalltau")]
)
def test_correlations_agree_with_scipy_ties_included(ours: str, theirs: str) -> None:
    value = {"pearson": pearson, "spearman": spearman, "kendall": kendall}[ours](X, Y)
    assert value == pytest.approx(getattr(scipy.stats, theirs)(X, Y)[0], abs=1e-12)


def test_equal_values_share_a_rank() -> None:
    assert ranks(X).tolist() == scipy.stats.rankdata(X).tolist()


@pytest.mark.parametrize("statistic", [pearson, spearman, kendall])
def test_a_constant_side_has_no_correlation(statistic: object) -> None:
    assert math.isnan(statistic(X, np.ones(8)))  # type: ignore[operator]


@pytest.mark.parametrize("statistic", [pearson, spearman, kendall, pairwise_accuracy, soft_pairwise_accuracy])
def test_what_one_side_lacks_is_left_out_of_the_other_too(statistic: Callable[..., float]) -> None:
    human, metric = X.copy(), Y.copy()
    human[2] = metric[5] = np.nan
    both = [0, 1, 3, 4, 6, 7]
    assert statistic(human, metric) == pytest.approx(statistic(X[both], Y[both]), abs=1e-12)
    assert math.isnan(statistic(np.full(8, np.nan), Y))


def test_pairwise_accuracy_counts_pairs_in_the_same_order() -> None:
    assert pairwise_accuracy(np.array([1.0, 2.0, 3.0]), np.array([10.0, 30.0, 20.0])) == pytest.approx(2 / 3)
    assert pairwise_accuracy(np.array([1.0, 1.0]), np.array([2.0, 2.0])) == 1
    assert math.isnan(pairwise_accuracy(np.array([1.0]), np.array([1.0])))


def test_soft_pairwise_accuracy_is_its_papers_definition_on_an_example_by_hand() -> None:
    """Three systems, three segments: p is the share of the 8 ways to swap that give the observed difference or more."""
    human = {"a": (3.0, 2.0, 2.0), "b": (1.0, 1.0, 2.0), "c": (0.0, 3.0, 1.0)}
    metric = {"a": (0.9, 0.8, 0.4), "b": (0.7, 0.2, 0.5), "c": (0.8, 0.9, 0.6)}
    # by hand, differences of segments and the 8 signed sums:
    # human a-b: 2 1 0, sum 3, sums >= 3: +2+1±0 = 2 of 8; a-c: 3 -1 1, sum 3: >= 3: 3+1+1, 3-1+1, 3+1-1 = 3 of 8
    # human b-c: 1 -2 1, sum 0: sums are ±1±2±1: 4 2 2 0 0 -2 -2 -4, >= 0: 5 of 8
    # metric a-b: .2 .6 -.1, sum .7: >= .7: .9 .7 = 2 of 8; a-c: .1 -.1 -.2, sum -.2... sums -.2 0 -.4 -.2 and opposite
    #   in all .4 .2 .2 0 0 -.2 -.2 -.4 >= -.2: 7 of 8; b-c: -.1 -.7 -.1, sum -.9: 8 of 8
    by_hand = 1 - (abs(2 / 8 - 2 / 8) + abs(3 / 8 - 7 / 8) + abs(5 / 8 - 8 / 8)) / 3

    def ps(scores: Mapping[str, tuple[float, ...]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        sums = np.array([[(value, 1.0) for value in row] for row in zip(*scores.values(), strict=True)])
        block = CountBlock(sums, lambda totals: totals[..., 0] / totals[..., 1])
        pairs = list(combinations(range(3), 2))
        observed = np.array([block.scores[i] - block.scores[j] for i, j in pairs])
        return p_one_sided(null_distributions([block], pairs, Resampling(samples=100))[0], observed)

    assert ps(human).tolist() == [2 / 8, 3 / 8, 5 / 8]
    assert ps(metric).tolist() == [2 / 8, 7 / 8, 8 / 8]
    assert soft_pairwise_accuracy(ps(human), ps(metric)) == pytest.approx(by_hand)
    assert by_hand == pytest.approx(1 - 0.875 / 3)


def accuracy_by_definition(human: list[list[float]], metric: list[list[float]], epsilon: float) -> float:
    shares = []
    for people, scores in zip(human, metric, strict=True):
        right = []
        for i, j in combinations(range(len(people)), 2):
            people_differ, metric_differs = people[i] - people[j], scores[i] - scores[j]
            if math.isnan(people_differ + metric_differs):
                continue
            tie = abs(metric_differs) <= epsilon
            right.append(
                people_differ == 0 if tie else people_differ != 0 and (people_differ > 0) == (metric_differs > 0)
            )
        shares += [sum(right) / len(right)] if right else []
    return sum(shares) / len(shares)


def test_tie_calibration_finds_the_best_threshold_there_is() -> None:
    rng = np.random.default_rng(8)
    human = rng.integers(0, 3, size=(40, 5)).astype(float)
    metric = human + rng.normal(size=(40, 5))
    human[3, 2] = human[5] = np.nan
    calibrated = calibrated_accuracy(human, metric)
    candidates = [0.0, *(abs(row[i] - row[j]) for row in metric for i, j in product(range(5), repeat=2))]
    best = max(accuracy_by_definition(human.tolist(), metric.tolist(), epsilon) for epsilon in candidates)
    assert calibrated.accuracy == pytest.approx(best)
    assert calibrated.accuracy == pytest.approx(
        accuracy_by_definition(human.tolist(), metric.tolist(), calibrated.epsilon)
    )


@pytest.mark.parametrize(("epsilon", "share"), [(0.0, 2 / 3), (0.1, 1), (0.3, 2 / 3), (0.4, 1 / 3), (9.0, 1 / 3)])
def test_a_tie_is_what_lies_no_further_apart_than_the_threshold(epsilon: float, share: float) -> None:
    human, metric = np.array([[1.0, 1.0, 2.0], [np.nan, 1.0, np.nan]]), np.array([[0.5, 0.6, 0.9]] * 2)
    metric = np.round(10 * metric).astype(np.float64)
    each = segment_accuracies(human, metric, 10 * epsilon)
    assert each[0] == pytest.approx(share)
    assert math.isnan(each[1])
    assert each[0] == pytest.approx(accuracy_by_definition(human.tolist(), metric.tolist(), 10 * epsilon))
    assert calibrated_accuracy(human, metric) == (1, 1, 3)


def test_equal_scores_of_a_metric_are_always_a_tie() -> None:
    calibrated = calibrated_accuracy(np.array([[1.0, 2.0]]), np.array([[5.0, 5.0]]))
    assert (calibrated.accuracy, calibrated.epsilon, calibrated.pairs) == (0.0, 0.0, 1)


def test_without_a_pair_there_is_no_accuracy() -> None:
    calibrated = calibrated_accuracy(np.array([[1.0, np.nan]]), np.array([[5.0, 5.0]]))
    assert math.isnan(calibrated.accuracy)
    assert calibrated.pairs == 0


def test_no_tie_at_all_may_be_the_best_and_one_pair_is_enough() -> None:
    human, metric = np.array([[1.0, 2.0], [2.0, 1.0]]), np.array([[10.0, 30.0], [25.0, 5.0]])
    assert calibrated_accuracy(human, metric) == (1, 0, 2)
    assert segment_accuracies(human, metric, 0).tolist() == [1, 1]
    assert segment_accuracies(human, metric, 20).tolist() == [0, 0]


@pytest.mark.parametrize("seed", range(400))
def test_a_sparse_matrix_has_the_accuracy_of_its_plain_definition(seed: int) -> None:
    rng = np.random.default_rng(seed)
    segments, systems = int(rng.integers(2, 9)), int(rng.integers(2, 6))
    human = rng.integers(0, 5, (segments, systems)).astype(float)
    human[rng.random(human.shape) < rng.random() * 0.8] = np.nan
    metric = rng.integers(0, 9, human.shape) * rng.choice([1.0, 0.1])
    # of every segment with a pair: (human difference, metric difference) of two outputs that people scored
    of_segments = [
        [
            (human[i, x] - human[i, y], metric[i, x] - metric[i, y])
            for x, y in combinations(range(systems), 2)
            if not math.isnan(human[i, x]) and not math.isnan(human[i, y])
        ]
        for i in range(segments)
    ]
    of_segments = [pairs for pairs in of_segments if pairs]
    result = calibrated_accuracy(human, metric)
    assert result.pairs == sum(map(len, of_segments))
    if not of_segments:
        assert math.isnan(result.accuracy)
        return

    def accuracy(epsilon: float) -> float:
        shares = []
        for pairs in of_segments:
            right = [p == 0 if abs(m) <= epsilon else p * m > 0 for p, m in pairs]
            shares.append(sum(right) / len(right))
        return float(sum(shares) / len(shares))

    epsilons = [0.0, *(abs(m) for pairs in of_segments for _, m in pairs)]
    assert result.accuracy == pytest.approx(max(map(accuracy, epsilons)), abs=1e-12)
    assert float(np.nanmean(segment_accuracies(human, metric, result.epsilon))) == pytest.approx(result.accuracy)
