"""Bounds by the jackknife are those of the formulas, written out in plain loops, and hold where little is known."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import scipy.stats

from tertium.evals import jackknife as module
from tertium.evals.compare import compare
from tertium.evals.jackknife import Jackknife, degrees_of_freedom, jackknife, weighted_mean
from tertium.evals.resample import CountBlock, mean
from tertium.evals.results import Resampling
from tests.evals.making import run_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.metrics.base import Scores

NAN = float("nan")


def gains(scores: Scores) -> Scores:
    return scores[..., :1] - scores[..., 1:]


def losses(scores: Scores) -> Scores:
    return -gains(scores)


def drawn(clusters: int, seed: int = 0) -> tuple[CountBlock, NDArray[np.float64]]:
    """Return sums of (value, number) of three systems, skewed, in clusters of unequal size, and the sizes."""
    rng = np.random.default_rng(seed)
    numbers = rng.integers(1, 20, size=clusters).astype(np.float64)
    values = numbers[:, None] * (50 + rng.exponential(9, size=(clusters, 3)))
    sums = np.stack([values, np.broadcast_to(numbers[:, None], values.shape)], axis=-1)
    return CountBlock(sums, mean), 5 * numbers + rng.integers(4, size=clusters)


def plain_freedom(sizes: Sequence[float]) -> float:
    """Return Bell and McCaffrey's degrees of freedom by the double sum."""
    shares = [size / sum(sizes) for size in sizes]
    d = [1 / (1 - h) ** 2 for h in shares]
    v = [h**1.5 for h in shares]
    a = [d_i * h for d_i, h in zip(d, shares, strict=True)]
    c = sum(h * a_i for h, a_i in zip(shares, a, strict=True))
    n = range(len(sizes))
    form = [[c - a[i] - a[j] + (d[i] if i == j else 0) for j in n] for i in n]
    trace = sum(v[i] * form[i][i] for i in n)
    return float(trace**2 / sum(v[i] * v[j] * form[i][j] ** 2 for i in n for j in n))


def plain_bounds(values: Sequence[Sequence[float]], sizes: Sequence[float], level: float) -> tuple[float, float, float]:
    """Return gain, low and high of the first system over the second; values are rows of (sum, sum, number)."""
    n = len(values)

    def gain(rows: Sequence[Sequence[float]]) -> float:
        first, second, number = (sum(column) for column in zip(*rows, strict=True))
        return float(first / number - second / number)

    left = [gain([row for j, row in enumerate(values) if j != i]) for i in range(n)]
    u = [sum(left) / n - each for each in left]
    se = math.sqrt((n - 1) / n * sum(x**2 for x in u))
    skew = sum(x**3 for x in u) / n / (sum(x**2 for x in u) / n) ** 1.5 * math.sqrt(n * (n - 1)) / (n - 2)
    b = skew / math.sqrt(n)
    t = float(scipy.stats.t.ppf((1 + level) / 2, plain_freedom(sizes)))

    def back(x: float) -> float:
        cube = 1 + b * (x - b / 6)
        return float(3 / b * (math.copysign(abs(cube) ** (1 / 3), cube) - 1))

    estimate = gain(values)
    return estimate, estimate - se * back(t), estimate - se * back(-t)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
@pytest.mark.parametrize("clusters", [3, 8, 20, 60])
def test_bounds_are_those_of_the_formulas(clusters: int, level: float) -> None:
    block, sizes = drawn(clusters)
    bounds = jackknife(block, gains, sizes)
    low, high = bounds.interval(level)
    for other in (1, 2):
        rows = [(row[0][0], row[other][0], row[0][1]) for row in block.sums.tolist()]
        expected = plain_bounds(rows, sizes.tolist(), level)
        computed = (bounds.estimates[other - 1], low[other - 1], high[other - 1])
        assert computed == pytest.approx(expected, rel=3e-4 if clusters == 3 else 1e-5)


def test_the_worse_direction_is_the_mirror_image() -> None:
    block, sizes = drawn(12)
    up, down = (jackknife(block, statistic, sizes) for statistic in (gains, losses))
    (low, high), (down_low, down_high) = up.interval(0.9), down.interval(0.9)
    assert np.allclose([low, high], [-down_high, -down_low], rtol=0, atol=1e-9)
    assert np.allclose(up.p_at_most(1.5), down.p_at_least(-1.5))


@pytest.mark.parametrize("sizes", [[4.0] * 8, [0.0] * 8, [7.0] * 60, [3.0] * 2])
def test_equal_clusters_have_one_degree_of_freedom_less_than_their_number(sizes: list[float]) -> None:
    assert degrees_of_freedom(np.array(sizes)) == pytest.approx(len(sizes) - 1)


@pytest.mark.parametrize("clusters", [2, 3, 8, 40])
def test_unequal_clusters_have_the_freedom_of_the_double_sum(clusters: int) -> None:
    sizes = np.random.default_rng(clusters).pareto(1.5, size=clusters) * 1000 + 100
    assert degrees_of_freedom(sizes) == pytest.approx(max(plain_freedom(sizes.tolist()), 1.0))
    assert 1 <= degrees_of_freedom(sizes) < clusters - 1 + 1e-9


@pytest.mark.parametrize("small", [1.0, 10.0, 1000.0])
def test_where_one_cluster_is_nearly_all_of_the_text_one_degree_of_freedom_is_left(small: float) -> None:
    assert degrees_of_freedom(np.array([1e9, small, small])) == pytest.approx(1, abs=0.01)


def test_a_single_cluster_has_an_estimate_and_no_bounds() -> None:
    block, sizes = drawn(1)
    bounds = jackknife(block, gains, sizes)
    assert np.isfinite(bounds.estimates).all()
    assert np.isnan(
        [*bounds.interval(0.9), bounds.p_at_most(0.0), bounds.p_at_least(0.0), bounds.detectable(0.9)]
    ).all()


def test_two_clusters_have_symmetric_bounds() -> None:
    block, sizes = drawn(2)
    bounds = jackknife(block, gains, sizes)
    low, high = bounds.interval(0.9)
    assert np.allclose(bounds.estimates - low, high - bounds.estimates)
    assert bounds.skewness.tolist() == [0, 0]


def test_where_all_clusters_pull_alike_the_estimate_is_its_own_bounds_and_p_is_certain() -> None:
    values = np.array([[(3.0 * n, n), (2.5 * n, n)] for n in (1.0, 4.0, 2.0, 9.0)])
    bounds = jackknife(CountBlock(values, mean), gains, np.array([1.0, 4.0, 2.0, 9.0]))
    assert [float(end[0]) for end in bounds.interval(0.9)] == pytest.approx([0.5, 0.5])
    assert [float(bounds.p_at_most(limit)[0]) for limit in (0.4, 0.6)] == [0, 1]
    assert [float(bounds.p_at_least(limit)[0]) for limit in (0.4, 0.6)] == [1, 0]
    assert np.isnan(bounds.detectable(0.9)).all()


def test_what_is_undefined_without_a_cluster_has_no_bounds() -> None:
    # Without the first cluster no number is left to divide by.
    sums = np.array([[(3.0, 1.0), (2.0, 1.0)], [(0.0, 0.0), (0.0, 0.0)], [(0.0, 0.0), (0.0, 0.0)]])
    bounds = jackknife(CountBlock(sums, mean), gains, np.ones(3))
    assert bounds.estimates.tolist() == [1]
    assert np.isnan([*bounds.interval(0.9), bounds.p_at_most(0.0), bounds.detectable(0.9)]).all()


@pytest.mark.parametrize("level", [0.8, 0.9, 0.95])
@pytest.mark.parametrize("clusters", [2, 5, 8, 30])
def test_p_at_a_bound_is_what_the_confidence_leaves(clusters: int, level: float) -> None:
    block, sizes = drawn(clusters, seed=3)
    bounds = jackknife(block, gains, sizes)
    low, high = bounds.interval(level)
    for i in range(2):
        assert bounds.p_at_most(float(low[i]))[i] == pytest.approx((1 - level) / 2, abs=1e-5)
        assert bounds.p_at_least(float(high[i]))[i] == pytest.approx((1 - level) / 2, abs=1e-5)
        assert bounds.p_at_most(float(bounds.estimates[i]))[i] == pytest.approx(0.5, abs=0.15)


def test_p_falls_as_the_limit_moves_away() -> None:
    block, sizes = drawn(20)
    bounds = jackknife(block, gains, sizes)
    ps = [float(bounds.p_at_least(limit)[0]) for limit in np.linspace(-60, 60, 41)]
    assert ps == sorted(ps, reverse=True)
    assert (round(ps[0]), round(ps[-1])) == (1, 0)


@pytest.mark.parametrize("cells", [1, 13, 100])
def test_how_many_are_left_out_at_once_changes_nothing(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    block, sizes = drawn(30)
    expected = jackknife(block, gains, sizes).interval(0.9)
    monkeypatch.setattr(module, "CELLS", cells)
    assert np.array_equal(jackknife(block, gains, sizes).interval(0.9), expected)


def first_gain(clusters: int, seed: int) -> Jackknife:
    """Return what bounds the gain of the first system over the second."""
    block, sizes = drawn(clusters, seed)
    return jackknife(block, lambda scores: gains(scores)[..., :1], sizes)


def test_a_mean_over_strata_has_the_moments_of_their_sum_and_satterthwaites_freedom() -> None:
    strata, weights = [first_gain(8, 1), first_gain(20, 2), first_gain(60, 3)], [0.5, 0.3, 0.2]
    mean_of = weighted_mean(np.array(weights), strata)
    parts = [w * float(j.spread[0]) for w, j in zip(weights, strata, strict=True)]
    variance = sum(x**2 for x in parts)
    third = sum(x**3 * float(j.skewness[0]) for x, j in zip(parts, strata, strict=True))
    freedom = variance**2 / sum(x**4 / (j.freedom + 2) for x, j in zip(parts, strata, strict=True)) - 2
    assert mean_of.estimates[0] == pytest.approx(
        sum(w * float(j.estimates[0]) for w, j in zip(weights, strata, strict=True))
    )
    assert mean_of.spread[0] == pytest.approx(math.sqrt(variance))
    assert mean_of.skewness[0] == pytest.approx(third / variance**1.5)
    assert mean_of.freedom == pytest.approx(freedom)
    assert min(j.freedom for j in strata) <= mean_of.freedom <= sum(j.freedom for j in strata)


def test_a_stratum_alone_is_its_own_mean() -> None:
    alone = first_gain(12, 4)
    mean_of = weighted_mean(np.ones(1), [alone])
    assert np.allclose(mean_of.interval(0.9), alone.interval(0.9))
    assert mean_of.freedom == pytest.approx(alone.freedom)


def test_equal_strata_have_all_their_degrees_of_freedom_together() -> None:
    stratum = first_gain(12, 4)
    mean_of = weighted_mean(np.full(4, 0.25), [stratum] * 4)
    assert mean_of.freedom == pytest.approx(4 * stratum.freedom)
    assert mean_of.spread[0] == pytest.approx(stratum.spread[0] / 2)
    assert mean_of.skewness[0] == pytest.approx(stratum.skewness[0] / 2)


@pytest.mark.parametrize("freedom", [3.0, 5.0, 12.0])
def test_a_mean_of_normal_strata_holds_the_truth_with_few_degrees_of_freedom(freedom: float) -> None:
    rng, variances, trials = np.random.default_rng(8), np.array([3.0, 1.0, 2.0, 1.0]), 2000
    held = 0
    for _ in range(trials):
        estimates = rng.normal(scale=np.sqrt(variances))
        spreads = np.sqrt(variances * rng.chisquare(freedom, size=4) / freedom)
        strata = [
            Jackknife(np.array([estimate]), np.array([spread]), np.zeros(1), freedom)
            for estimate, spread in zip(estimates, spreads, strict=True)
        ]
        mean_of = weighted_mean(np.full(4, 0.25), strata)
        assert freedom <= mean_of.freedom + 1e-9
        assert mean_of.freedom <= 4 * freedom + 1e-9
        low, high = mean_of.interval(0.9)
        held += low[0] <= 0 <= high[0]
    # three standard errors of 2,000 trials
    assert held / trials == pytest.approx(0.9, abs=0.02)


def test_a_stratum_of_one_cluster_leaves_no_bounds_and_one_without_a_spread_none_of_its_own() -> None:
    stratum = first_gain(12, 4)
    lone = Jackknife(np.array([1.0]), np.array([NAN]), np.array([NAN]), 1.0)
    flat = Jackknife(np.array([1.0]), np.zeros(1), np.zeros(1), 5.0)
    assert np.isnan(weighted_mean(np.full(2, 0.5), [stratum, lone]).interval(0.9)).all()
    assert weighted_mean(np.full(2, 0.5), [stratum, flat]).freedom == pytest.approx(stratum.freedom)
    assert np.ravel(weighted_mean(np.full(2, 0.5), [flat, flat]).interval(0.9)).tolist() == [1.0, 1.0]


def test_means_over_strata_of_skewed_values_hold_the_truth() -> None:
    held = []
    for seed in range(500):
        strata = [first_gain(6 + i, 1000 * i + seed) for i in range(4)]
        low, high = weighted_mean(np.full(4, 0.25), strata).interval(0.9)
        held.append((low <= 0) & (high >= 0))
    # two standard errors of 500 trials
    assert 0.873 <= np.mean(held) <= 0.927


def test_documents_without_a_scored_segment_change_nothing() -> None:
    rng = np.random.default_rng(5)
    base, new = rng.normal(50, 3, size=24).tolist(), rng.normal(51, 3, size=24).tolist()
    scored = compare(run_of({"base": base, "new": new}, [2] * 12), resampling=Resampling(samples=100))
    padded = run_of({"base": base + [NAN] * 30, "new": new + [NAN] * 30}, [2] * 12 + [5] * 6)
    (expected,), (difference,) = scored.differences, compare(padded, resampling=Resampling(samples=100)).differences
    assert difference.interval == expected.interval
    assert difference.detectable == expected.detectable


def test_few_documents_with_a_score_are_warned_of_by_metric() -> None:
    values = np.random.default_rng(6).normal(50, 3, size=(2, 40))
    values[:, 12:] = NAN
    run = run_of({"base": values[0].tolist(), "new": values[1].tolist()}, [2] * 20)
    warnings = compare(run, resampling=Resampling(samples=100)).warnings
    assert "length: only 6 documents: no interval or bound can be trusted, and p can't be small" in warnings


def test_the_detectable_difference_is_detected_in_four_of_five_sets() -> None:
    rng, clusters, level = np.random.default_rng(7), 12, 0.9
    bounds = Jackknife(np.zeros(1), np.ones(1), np.zeros(1), clusters - 1.0)
    detectable = bounds.detectable(level)[0]
    # a mean of normal values whose spread is 1, as a t test sees it
    values = detectable + math.sqrt(clusters) * rng.normal(size=(20_000, clusters))
    low = values.mean(axis=1) - values.std(axis=1, ddof=1) / math.sqrt(clusters) * scipy.stats.t.ppf(0.95, clusters - 1)
    assert (low > 0).mean() == pytest.approx(0.8, abs=0.02)
    assert replace(bounds, freedom=1e6).detectable(0.95)[0] == pytest.approx(1.96 + 0.8416, abs=0.001)


def test_intervals_hold_the_truth_of_skewed_values_in_clusters_of_unequal_size() -> None:
    held = []
    for seed in range(600):
        block, sizes = drawn(15, seed)
        low, high = jackknife(block, gains, sizes).interval(0.9)
        held.append((low <= 0) & (high >= 0))  # systems are drawn alike
    assert 0.86 <= np.mean(held) <= 0.95
