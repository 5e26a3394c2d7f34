"""Intervals of shares: Wilson's for independent pairs, wider where pairs of one source go together."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tertium.evals.challenge.shares import effective_size, interval_of

ALONE = np.arange(1000)


def test_of_many_independent_items_it_is_wilsons_interval() -> None:
    hits = ALONE < 800
    low, high = interval_of(hits, ALONE, 0.95)
    z, n, p = 1.9623, 1000, 0.8  # of Student's t with 999 degrees of freedom
    middle, half = (p + z * z / (2 * n)) / (1 + z * z / n), z / (1 + z * z / n)
    half *= math.sqrt(p * (1 - p) / n + (z / (2 * n)) ** 2)
    assert low == pytest.approx(middle - half, abs=1e-4)
    assert high == pytest.approx(middle + half, abs=1e-4)


def test_items_that_always_agree_with_their_cluster_count_once() -> None:
    clusters = np.repeat(np.arange(100), 10)
    hits = clusters % 4 > 0
    assert effective_size(hits, clusters) == pytest.approx(99)  # n - 1 of the clusters: their variance is estimated
    wide, narrow = interval_of(hits, clusters, 0.95), interval_of(hits, ALONE, 0.95)
    assert wide.high - wide.low > 3 * (narrow.high - narrow.low)


def test_clusters_that_spread_evenly_are_worth_no_more_than_their_items() -> None:
    clusters = np.repeat(np.arange(100), 10)
    assert effective_size(np.tile([True, False], 500), clusters) == 1000


def test_where_all_or_none_hit_each_cluster_counts_once() -> None:
    clusters = np.repeat(np.arange(10), 5)
    assert effective_size(np.ones(50, np.bool_), clusters) == 10
    low, high = interval_of(np.zeros(50, np.bool_), clusters, 0.95)
    assert low == 0
    assert 0.2 < high < 0.4
    assert effective_size(np.array([True, False]), np.zeros(2, np.intp)) == 1


def test_a_higher_level_is_wider_and_nothing_has_no_interval() -> None:
    hits = ALONE < 300
    low, high = interval_of(hits, ALONE, 0.99)
    assert low < interval_of(hits, ALONE, 0.9).low < 0.3 < interval_of(hits, ALONE, 0.9).high < high
    assert all(map(math.isnan, interval_of(hits[:0], ALONE[:0], 0.95)))


def test_the_interval_covers_a_known_share_of_clustered_items_as_often_as_it_says() -> None:
    rng = np.random.default_rng(5)
    clusters, covered = np.repeat(np.arange(60), 8), 0
    for _ in range(400):
        chances = np.repeat(rng.beta(1.4, 0.6, 60), 8)  # on average .7; items of a cluster share their chance
        low, high = interval_of(rng.random(480) < chances, clusters, 0.95)
        covered += low <= 0.7 <= high
    assert 0.92 < covered / 400 < 0.98
