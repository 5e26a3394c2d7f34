"""What is expected of a number of documents comes true in simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import ttest_1samp

from tertium.evals.human.annotations import annotations_of
from tertium.evals.human.campaign_precision import (
    Difference,
    differences_of_ratings,
    differences_of_scores,
    expectation,
    sizes_around,
)
from tertium.evals.human.ratings import Rating, Ratings
from tertium.evals.human.two_way import two_way
from tests.evals.human.campaign_sets import normal_scores, small_set


def test_the_error_of_one_document_is_the_deviation_between_documents() -> None:
    data = small_set(400, 1)
    scores = normal_scores(400, 0.3, 7)
    (difference,) = differences_of_scores(scores, data)
    assert difference.delta == pytest.approx(scores[0].mean())
    assert difference.error == pytest.approx(scores[0].std(ddof=1))


def test_segments_without_scores_and_pairs_of_one_document_are_left_out() -> None:
    data = small_set(3, 2)
    scores = np.array([[1.0, 2, 3, 4, np.nan, np.nan], [0.0] * 6, [5.0, 5, *[np.nan] * 4]])
    found = list(differences_of_scores(scores, data))
    assert [difference.delta for difference in found] == [2.5]


def test_as_many_are_decided_and_ordered_as_a_simulation_finds() -> None:
    forecast = expectation([Difference(0.3, 1.0)], 50, 50, 1, 0.95, chosen=True)
    means = np.array([normal_scores(50, 0.3, seed)[0].mean() for seed in range(2000)])
    assert forecast.decided == pytest.approx((abs(means) > 2.01 / math.sqrt(50)).mean(), abs=0.03)
    assert forecast.ordered == pytest.approx((means > 0).mean(), abs=0.02)
    assert forecast.margin == pytest.approx(2.0096 / math.sqrt(50), abs=1e-4)


@pytest.mark.parametrize(("documents", "annotators"), [(5, 1), (40, 4), (4, 40), (30, 2)])
def test_a_test_with_few_clusters_decides_as_rarely_as_it_is_expected_to(documents: int, annotators: int) -> None:
    rng, fewest = np.random.default_rng(4), documents if annotators == 1 else min(documents, annotators)
    sample = rng.normal(2.0, 1.0, (4000, fewest))  # the clusters that degrees of freedom go by
    p = np.asarray(ttest_1samp(sample, 0, axis=1))[1]
    difference = Difference(2.0, math.sqrt(documents / fewest))  # its error is that of these clusters
    forecast = expectation([difference], documents, 0, annotators, 0.95, chosen=True)
    assert forecast.decided == pytest.approx((p < 0.05).mean(), abs=0.03)


def test_one_document_decides_nothing() -> None:
    forecast = expectation([Difference(2.0, 1.0)], 1, 4, 3, 0.95, chosen=True)
    assert math.isnan(forecast.margin)
    assert forecast.decided == 0
    assert forecast.ordered == pytest.approx(0.977, abs=1e-3)


def test_equal_systems_are_decided_by_chance_only_and_differences_without_noise_always() -> None:
    equal = expectation([Difference(0.0, 1.0)], 10, 10, 4, 0.95, chosen=False)
    assert (equal.decided, equal.ordered) == pytest.approx((0.05, 0.5), abs=1e-3)
    sure = expectation([Difference(2.0, 0.0)], 10, 10, 4, 0.95, chosen=False)
    assert (sure.decided, sure.ordered, sure.margin) == pytest.approx((1, 1, 0))
    assert math.isnan(expectation([], 10, 10, 4, 0.95, chosen=False).margin)


def test_earlier_ratings_bring_the_noise_of_raters_too() -> None:
    data, rng = small_set(10, 1), np.random.default_rng(3)
    taste = rng.normal(size=(3, 4))
    rows = tuple(
        Rating(system, i, f"r{rater}", float(taste[s, rater] + rng.normal()))
        for s, system in enumerate(("good", "fair"))
        for i in range(10)
        for rater in (i % 4, (i + 1) % 4)
    )
    annotations = annotations_of(Ratings("esa", rows), data)
    (difference,) = differences_of_ratings(annotations)
    assert difference.error / math.sqrt(10) == pytest.approx(two_way(annotations, 0, 1).error)


def test_numbers_of_documents_to_compare_hold_the_chosen_one_and_all() -> None:
    assert sizes_around(20, 100) == [5, 10, 20, 40, 100]
    assert sizes_around(1, 3) == [1, 2, 3]
    assert sizes_around(6, 6) == [3, 6]
