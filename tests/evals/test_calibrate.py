"""Tests hold their level: under an exact null made from real outputs, and where we know how far segments depend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks.calibrate import calibrate
from tertium.evals.formula import prepare
from tertium.evals.resample import mean
from tertium.evals.results import Resampling
from tertium.evals.types import Key
from tests.evals.making import run_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.evals.types import Run
    from tertium.metrics.base import Counts, Scores


def rows_of(run: Run, metric: str) -> tuple[Counts, Callable[[Counts], Scores]]:
    """Return counts and formula of BLEU or chrF, or of the mean of segments' chrF, which is a mean as COMET is."""
    if metric == "mean":
        segments = np.stack([run.values[Key(system, "chrf")].segments for system in run.systems], axis=1)
        return np.stack([segments, np.ones_like(segments)], axis=-1), mean
    block = prepare(run, metric, run.systems, np.arange(len(run.data))).block
    return block.sums, block.score


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("metric", ["bleu", "chrf", "mean"])
@pytest.mark.parametrize("name", ["wmt21", "wmt23"])
def test_the_clustered_test_rejects_a_true_null_as_often_as_it_says(
    name: str, metric: str, request: pytest.FixtureRequest
) -> None:
    run: Run = request.getfixturevalue(name)
    calibration = calibrate(run.data, *rows_of(run, metric), resampling=Resampling(samples=500), repetitions=1000)
    # A rate of 1,000 repetitions has a standard error of 0.7 points.
    assert 0.035 <= (calibration.p < 0.05).mean() <= 0.06
    # Swaps make differences symmetric: Hall's transformation then follows a skewness that is chance, at a small price.
    assert 0.92 <= calibration.covered <= 0.97


@pytest.mark.shared
@pytest.mark.slow
def test_segments_drawn_singly_reject_far_too_often_on_the_same_null(wmt23: Run) -> None:
    settings = Resampling(samples=200, cluster="segment")
    calibration = calibrate(wmt23.data, *rows_of(wmt23, "bleu"), resampling=settings, repetitions=100)
    assert (calibration.p < 0.05).mean() > 0.15
    assert calibration.covered < 0.85


def test_documents_that_are_all_one_voice_are_only_held_by_the_clustered_test() -> None:
    rng = np.random.default_rng(0)
    values = {name: np.repeat(rng.normal(size=40), 5).tolist() for name in "abcd"}
    run = run_of(values, [5] * 40)
    counts, score = rows_of(run, "length")
    rates = {
        cluster: calibrate(
            run.data, counts, score, resampling=Resampling(samples=400, cluster=cluster), repetitions=400
        )
        for cluster in ("document", "segment")
    }
    assert (rates["document"].p < 0.05).mean() < 0.08
    assert (rates["segment"].p < 0.05).mean() > 0.2
    assert rates["document"].covered > 0.91
    assert rates["segment"].covered < 0.75
    # Five equal segments: the sum of a document varies five times as much as that of five segments of their own.
    assert rates["document"].variance / rates["segment"].variance == pytest.approx(5, rel=0.1)


def test_the_same_seed_gives_the_same_repetitions() -> None:
    run = run_of({"a": [1.0, 2.0, 3.0, 4.0] * 5, "b": [2.0, 1.0, 4.0, 3.0] * 5}, [2] * 10)
    counts, score = rows_of(run, "length")
    first, second = (
        calibrate(run.data, counts, score, resampling=Resampling(samples=100), repetitions=30) for _ in "ab"
    )
    assert np.array_equal(first.p, second.p)
    assert len(first.p) == 30
