"""Means over sets: each set one vote or by segments, with intervals that hold for a few documents a set, too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.evals.results import Resampling
from tertium.evals.suite.means import means
from tertium.evals.types import Key, Run
from tests.evals.making import MEAN, run_of
from tests.evals.suite.making import project, scored

if TYPE_CHECKING:
    from tertium.evals.results.suite import SuiteMean

SETTINGS = Resampling(level=0.9)


def of(runs: dict[str, Run], settings: Resampling = SETTINGS) -> tuple[SuiteMean, ...]:
    return means(project(dict.fromkeys(runs, "must")), runs, None, settings)


def delta(run: Run) -> float:
    return run.values[Key("new", MEAN)].total - run.values[Key("old", MEAN)].total


def test_a_mean_has_one_vote_per_set_or_as_many_as_a_set_has_segments() -> None:
    small, large = scored(1.0, documents=10), scored(3.0, seed=1, documents=90)
    by_set, by_segment = of({"a": small, "b": large})
    assert (by_set.weighting, by_segment.weighting) == ("sets", "segments")
    assert by_set.delta == pytest.approx((delta(small) + delta(large)) / 2)
    assert by_segment.delta == pytest.approx(0.1 * delta(small) + 0.9 * delta(large))
    for mean in (by_set, by_segment):
        assert mean.delta == pytest.approx(mean.candidate - mean.baseline)
        assert mean.interval.low < mean.delta < mean.interval.high
        assert (mean.metric, mean.level, mean.sets) == (MEAN, "suite", 2)


def plain_interval(runs: list[Run], level: float, samples: int = 6000) -> tuple[float, float]:
    """Return the interval of the mean over sets by a loop: documents of each set drawn anew, one sample at a time."""
    rng = np.random.default_rng(99)
    drawn = []
    for _ in range(samples):
        deltas = []
        for run in runs:
            rows = run.counts[Key("new", MEAN)], run.counts[Key("old", MEAN)]
            documents = run.data.documents
            chosen = rng.integers(len(documents), size=len(documents))
            picked = np.concatenate([np.arange(documents[i].start, documents[i].stop) for i in chosen])
            new, old = (counts[picked].sum(axis=0) for counts in rows)
            deltas.append(new[0] / new[1] - old[0] / old[1])
        drawn.append(np.mean(deltas))
    tail = (1 - level) / 2
    return float(np.quantile(drawn, tail)), float(np.quantile(drawn, 1 - tail))


def test_the_interval_is_that_of_a_plain_stratified_bootstrap() -> None:
    runs = [scored(1.0, documents=40, spread=3.0), scored(-2.0, seed=1, documents=60, spread=2.0), scored(0.0, seed=2)]
    mean = of(dict(zip("abc", runs, strict=True)))[0]
    low, high = plain_interval(runs, 0.9)
    width = high - low
    # a little wider: Student's t and the unbiased variance, which the plain one lacks
    assert mean.interval.low == pytest.approx(low, abs=0.06 * width)
    assert mean.interval.high == pytest.approx(high, abs=0.06 * width)


def test_intervals_hold_what_they_promise_for_sets_of_few_documents() -> None:
    covered, trials = 0, 400
    for seed in range(trials):
        runs = {f"s{i}": scored(0.0, seed=10 * seed + i, documents=5, spread=3.0) for i in range(5)}
        low, high = of(runs)[0].interval
        covered += low <= 0 <= high
    # 90 %, give or take two standard errors of 400 trials
    assert 0.87 * trials <= covered <= 0.93 * trials


def test_sets_of_one_target_language_have_a_mean_where_there_are_others() -> None:
    runs = {"a": scored(1, language="de"), "b": scored(2, seed=1, language="de"), "c": scored(3, seed=2, language="fr")}
    levels = [(mean.level, mean.sets, mean.weighting) for mean in of(runs)]
    assert levels == [("suite", 3, "sets"), ("suite", 3, "segments"), ("de", 2, "sets"), ("de", 2, "segments")]
    assert {mean.level for mean in of({"a": runs["a"], "b": runs["b"]})} == {"suite"}, (
        "the same mean twice says nothing"
    )


def test_one_set_has_no_mean_and_neither_has_a_metric_without_a_direction() -> None:
    run = scored(1.0)
    assert of({"a": run}) == ()
    aimless = replace(run, measures={MEAN: replace(run.measures[MEAN], higher_is_better=None)})
    assert of({"a": aimless, "b": aimless}) == ()


def test_a_set_without_the_candidate_is_left_out_and_the_number_of_sets_says_so() -> None:
    runs = {"a": scored(1.0), "b": scored(2.0, seed=1), "c": run_of({"old": [1.0]})}
    assert [mean.sets for mean in of(runs)] == [2, 2]


def test_documents_without_a_score_are_no_documents_of_the_interval() -> None:
    def holed(seed: int) -> Run:
        rng = np.random.default_rng(seed)
        old = np.where(np.arange(40) < 8, rng.normal(50, 5, 40), np.nan)
        return run_of({"old": old.tolist(), "new": (old + rng.normal(0, 3, 40)).tolist()})

    def only(run: Run) -> Run:
        return run_of({name: run.values[Key(name, MEAN)].segments[:8].tolist() for name in run.systems})

    runs = {name: holed(i) for i, name in enumerate("ab")}
    assert of(runs)[0].interval == pytest.approx(of({name: only(run) for name, run in runs.items()})[0].interval)


def test_means_take_no_draws_and_no_seed() -> None:
    runs = {"a": scored(1.0), "b": scored(2.0, seed=1)}
    assert of(runs) == of(runs, replace(SETTINGS, seed=1, samples=100))


def test_a_set_with_one_scored_document_leaves_the_mean_without_an_interval() -> None:
    lone = run_of({"old": [1.0, 2.0, np.nan], "new": [2.0, 2.0, np.nan]}, [2, 1])
    mean = of({"a": scored(1.0), "b": lone})[0]
    assert mean.delta == pytest.approx((delta(scored(1.0)) + 0.5) / 2)
    assert np.isnan(mean.interval).all(), "what is unknown of one set is unknown of the mean"


def test_equal_outputs_have_an_interval_of_no_width() -> None:
    run = scored(1.0)
    same = {name: run.values[Key("old", MEAN)].segments.tolist() for name in ("old", "new")}
    means_of_equals = of({"a": run_of(same, [2] * 20), "b": run_of(same, [2] * 20)})
    assert {(mean.delta, *mean.interval) for mean in means_of_equals} == {(0.0, 0.0, 0.0)}
