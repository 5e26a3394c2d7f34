"""Rankings: clusters and ranges follow from who beats whom, and the rank over metrics from a formula worked by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.errors import CompareError, UsageError
from tertium.evals.aggregate import overall
from tertium.evals.compare import compare
from tertium.evals.rank import clusters_and_ranges, rank, rank_if_possible
from tertium.evals.results import Resampling
from tertium.evals.types import Key
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from tertium.evals.types import Run

QUICK = Resampling(samples=400)


def systems(*levels: float, noise: float = 0.5, seed: int = 1) -> dict[str, list[float]]:
    rng = np.random.default_rng(seed)
    return {f"s{i}": (level + rng.normal(scale=noise, size=60)).tolist() for i, level in enumerate(levels)}


def test_systems_far_apart_are_clusters_of_their_own_and_equal_ones_share_one() -> None:
    ranking = rank(run_of(systems(1.0, 5.0, 1.01)), resampling=QUICK).rankings[0]
    assert (ranking.places[0].system, ranking.places[0].cluster) == ("s1", 1)
    assert {(place.system, place.cluster) for place in ranking.places[1:]} == {("s0", 2), ("s2", 2)}
    assert [(place.first, place.last) for place in ranking.places] == [(1, 1), (2, 3), (2, 3)]
    assert all(place.interval.low < place.score < place.interval.high for place in ranking.places)


def test_less_may_be_better() -> None:
    ranking = rank(run_of(systems(1.0, 5.0), better=False), resampling=QUICK).rankings[0]
    assert [place.system for place in ranking.places] == ["s0", "s1"]
    assert [(pair.better, pair.worse) for pair in ranking.pairs] == [("s0", "s1")]


def test_clusters_begin_where_all_above_beat_all_below() -> None:
    # a beats c and d, b beats d: no line can be drawn before d, for c doesn't lose to b
    beats = np.zeros((4, 4), dtype=bool)
    beats[0, 2] = beats[0, 3] = beats[1, 3] = True
    assert clusters_and_ranges(beats) == [(1, 1, 2), (1, 1, 3), (1, 2, 4), (1, 3, 4)]
    beats[2, 3] = True
    assert [place[0] for place in clusters_and_ranges(beats)] == [1, 1, 1, 2]


def test_the_rank_over_metrics_is_the_formula() -> None:
    first, second = np.array([10.0, 8.0, 6.0, 0.0]), np.array([1.0, 3.0, 2.0, 0.0])
    # medians 7 and 1.5; best - 25th percentile: 10 - 4.5 and 3 - 0.75
    means = ((first - 7) / 5.5 + (second - 1.5) / 2.25) / 2
    expected = 1 + (means.max() - means) * 3 / (means.max() - means.min())
    places = overall(["a", "b", "c", "d"], [first, second])
    assert list(places) == ["b", "a", "c", "d"]
    assert [places[name] for name in "abcd"] == pytest.approx(expected)
    assert (places["b"], places["d"]) == (1, 4)


def test_equal_systems_are_all_first_and_one_without_a_score_has_no_rank() -> None:
    assert overall(["a", "b"], [np.array([2.0, 2.0])]) == {"a": 1, "b": 1}
    places = overall(["a", "b", "c"], [np.array([np.nan, 1.0, 2.0])])
    assert list(places) == ["c", "b", "a"]
    assert np.isnan(places["a"])


def test_adjusted_p_is_never_smaller() -> None:
    run = run_of(systems(1.0, 1.2, 1.4, 1.6))
    plain, careful = (rank(run, resampling=QUICK, adjust=how).rankings[0].pairs for how in ("none", "holm"))
    assert all(pair.p <= adjusted.p for pair, adjusted in zip(plain, careful, strict=True))
    assert len(plain) == 6


def test_metrics_without_a_direction_are_left_out_with_the_reason() -> None:
    with pytest.raises(CompareError, match=f"{MEAN}: neither direction is better"):
        rank(run_of(systems(1.0, 2.0), better=None), resampling=QUICK)


def test_one_system_is_no_ranking() -> None:
    with pytest.raises(UsageError, match="only 's0'"):
        rank(run_of(systems(1.0)), resampling=QUICK)


def test_the_rule_of_moses_may_be_asked_for() -> None:
    run = run_of(systems(1.0, 1.15, noise=0.6))
    moses = replace(QUICK, test="moses")
    (default_pair,), (moses_pair,) = (rank(run, resampling=settings).rankings[0].pairs for settings in (QUICK, moses))
    assert compare(run, resampling=moses).differences[0].p == moses_pair.p
    assert moses_pair.p != default_pair.p


def test_standings_are_there_where_something_can_be_ranked() -> None:
    assert rank_if_possible(run_of(systems(1.0)), QUICK) is None
    assert rank_if_possible(run_of(systems(1.0, 2.0), better=None), QUICK) is None
    standings = rank_if_possible(run_of(systems(1.0, 2.0)), QUICK)
    assert standings
    assert list(standings.overall) == ["s1", "s0"]


def test_a_metric_that_scores_nobody_counts_for_no_rank() -> None:
    places = overall(["a", "b"], [np.array([1.0, 2.0]), np.array([np.nan, np.nan])])
    assert np.isnan(list(places.values())).all()


def test_a_metric_that_scores_nobody_ranks_nobody_and_says_why() -> None:
    with pytest.raises(CompareError, match=f"{MEAN}: no system has a score"):
        rank(with_nothing(run_of(systems(1.0, 2.0))), resampling=QUICK)


def test_systems_without_a_score_have_no_ranks() -> None:
    run = run_of(systems(1.0, 2.0, 3.0))
    run = replace(run, counts={**run.counts, Key("s0", MEAN): np.zeros_like(run.counts[Key("s0", MEAN)])})
    places = {place.system: place.ranks for place in rank(run, resampling=QUICK).rankings[0].places}
    assert places == {"s2": "1", "s1": "2", "s0": "–"}


def with_nothing(run: Run) -> Run:
    """Return the run as if its metric had found nothing to judge: counts of 0, whose score is undefined."""
    return replace(run, counts={key: np.zeros_like(rows) for key, rows in run.counts.items()})


def with_label(run: Run, label: str) -> Run:
    """Return the run with its scores under another metric's label too; they are means, and can be resampled."""
    measure = replace(run.measures[MEAN], label=label)
    counts = {Key(system, label): run.counts[Key(system, MEAN)][::-1] for system in run.systems}
    values = {key: run.values[Key(key.system, MEAN)] for key in counts}
    values = {
        key: replace(value, segments=value.segments[::-1], documents=value.documents[::-1])
        for key, value in values.items()
    }
    return replace(
        run,
        measures={**run.measures, label: measure},
        counts={**run.counts, **counts},
        values={**run.values, **values},
    )


def test_the_rank_over_metrics_is_over_quality_unless_told_otherwise() -> None:
    run = with_label(run_of(systems(1.0, 2.0)), "numbers")
    check = replace(run.measures["numbers"], signature="numbers|severity:major|rules:2")
    run = replace(run, measures={**run.measures, "numbers": check})
    assert rank(run, resampling=QUICK).over == (MEAN,)
    assert rank(run, resampling=QUICK, over=["numbers", MEAN]).over == ("numbers", MEAN)
    assert rank(run, metrics=["numbers"], resampling=QUICK).over == ("numbers",)
    with pytest.raises(UsageError, match="no ranking by 'chrf', so no rank over it"):
        rank(run, resampling=QUICK, over=["chrf"])


def test_by_the_rules_of_wmt_each_system_stands_on_its_own_segments() -> None:
    run = run_of({"a": [1.0, 1.0, float("nan"), 9.0], "b": [2.0, 2.0, 2.0, 2.0], "c": [0.0, 0.0, 9.0, 0.0]})
    assert list(rank(run, resampling=QUICK).overall) == ["a", "b", "c"]
    assert rank(run, resampling=QUICK).aggregate == ""
    own = rank(run, resampling=QUICK, aggregate="wmt25")
    assert (own.aggregate, list(own.overall)) == ("wmt25", ["a", "c", "b"])


def test_one_unit_has_no_interval() -> None:
    places = rank(run_of({"a": [1.0], "b": [2.0]}), resampling=QUICK).rankings[0].places
    assert [place.system for place in places] == ["b", "a"]
    assert all(np.isnan(place.interval).all() for place in places)
