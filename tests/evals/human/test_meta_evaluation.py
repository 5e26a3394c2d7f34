"""Metrics held against people: equal to an independent computation, on the segments that people saw."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import scipy.stats

from tertium.corpora.types import Document, EvalSet
from tertium.errors import CompareError, DataError, UsageError
from tertium.evals.evaluate import evaluate
from tertium.evals.human.meta_evaluation import meta
from tertium.evals.human.ratings import Human
from tertium.evals.results import Resampling, Trust
from tertium.evals.types import Key
from tertium.metrics.registry import load
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from tertium.evals.types import Run

QUICK = Resampling(samples=200)
SYSTEMS = ("a", "b", "c", "d")


def values(*, noise: float, seed: int = 0) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    rng = np.random.default_rng(seed)
    return {name: i + rng.normal(scale=noise, size=60) for i, name in enumerate(SYSTEMS)}


def run(*, noise: float = 1.0, better: bool = True) -> Run:
    made = {name: (column if better else -column).tolist() for name, column in values(noise=noise, seed=1).items()}
    return run_of(made, [5] * 12, better=better)


def found(trusts: tuple[Trust, ...], statistic: str, part: str = "") -> Trust:
    return next(one for one in trusts if one.statistic == statistic and one.part == part)


def test_system_statistics_agree_with_scipy() -> None:
    human = values(noise=8.0)
    result = meta(run(noise=8.0), Human("mqm", human), resampling=QUICK)
    people = [human[name].mean() for name in SYSTEMS]
    metric = [values(noise=8.0, seed=1)[name].mean() for name in SYSTEMS]
    assert found(result.trusts, "Pearson").value == pytest.approx(scipy.stats.pearsonr(people, metric)[0])
    assert found(result.trusts, "Spearman").value == pytest.approx(scipy.stats.spearmanr(people, metric)[0])
    assert found(result.trusts, "Kendall").value == pytest.approx(scipy.stats.kendalltau(people, metric)[0])
    alike = [(people[i] > people[j]) == (metric[i] > metric[j]) for i, j in combinations(range(4), 2)]
    assert found(result.trusts, "pairwise accuracy").value == pytest.approx(np.mean(alike))


@pytest.mark.parametrize("better", [True, False])
def test_soft_pairwise_accuracy_agrees_with_scipys_permutation_test(*, better: bool) -> None:
    human, metric = values(noise=6.0), values(noise=6.0, seed=1)
    settings = Resampling(samples=5_000, cluster="segment")
    result = meta(run(noise=6.0, better=better), Human("mqm", human), resampling=settings)

    def p(scores: dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]], one: str, other: str) -> float:
        return float(
            scipy.stats.permutation_test(
                (scores[one], scores[other]),
                lambda x, y, axis: np.mean(x - y, axis=axis),
                permutation_type="samples",
                alternative="greater",
                n_resamples=5_000,
                rng=np.random.default_rng(0),
            ).pvalue
        )

    apart = [abs(p(human, *pair) - p(metric, *pair)) for pair in combinations(SYSTEMS, 2)]
    assert found(result.trusts, "soft pairwise accuracy").value == pytest.approx(1 - np.mean(apart), abs=0.01)


def test_a_metric_that_is_people_is_right_about_everything() -> None:
    result = meta(run(), Human("same", values(noise=1.0, seed=1)), resampling=QUICK)
    for one in result.trusts:
        assert one.value == pytest.approx(1), one
        assert one.pairs == (6 if one.level == "system" else one.pairs)


def test_a_metric_where_less_is_better_is_turned_round() -> None:
    human = Human("mqm", values(noise=3.0))
    up, down = (meta(run(noise=3.0, better=better), human, resampling=QUICK).trusts for better in (True, False))
    assert [one.value for one in up] == pytest.approx([one.value for one in down])


def test_every_domain_has_its_own_statistics() -> None:
    result = meta(run(noise=8.0), Human("mqm", values(noise=8.0)), resampling=QUICK)
    assert {one.part for one in result.trusts} == {"", "even", "odd"}
    odd = np.repeat([i % 2 == 1 for i in range(12)], 5)
    people, metric = ([values(noise=8.0, seed=seed)[name][odd].mean() for name in SYSTEMS] for seed in (0, 1))
    expected = scipy.stats.pearsonr(people, metric)[0]
    assert found(result.trusts, "Pearson", "odd").value == pytest.approx(expected)


def test_intervals_hold_the_value_and_shrink_with_data() -> None:
    result = meta(run(noise=8.0), Human("mqm", values(noise=8.0)), resampling=QUICK)
    for one in result.trusts:
        assert one.interval.low <= one.value <= one.interval.high, one


def test_only_segments_that_people_scored_for_every_system_count() -> None:
    human = values(noise=2.0)
    human["a"][:20] = np.nan
    result = meta(run(), Human("mqm", human, unknown=("refA",)), resampling=QUICK)
    assert result.segments == 40
    assert "people scored refA too" in result.warnings[0]
    metric = [values(noise=1.0, seed=1)[name][20:].mean() for name in SYSTEMS]
    people = [human[name][20:].mean() for name in SYSTEMS]
    assert found(result.trusts, "Pearson").value == pytest.approx(scipy.stats.pearsonr(people, metric)[0])


def test_a_metric_may_be_scored_on_the_whole_set_as_wmt_does() -> None:
    human = values(noise=2.0)
    human["a"][:20] = np.nan
    result = meta(run(), Human("mqm", human), resampling=QUICK, all_segments=True)
    metric = [values(noise=1.0, seed=1)[name].mean() for name in SYSTEMS]
    people = [human[name][20:].mean() for name in SYSTEMS]
    assert found(result.trusts, "Pearson").value == pytest.approx(scipy.stats.pearsonr(people, metric)[0])


def test_a_metric_without_a_direction_is_not_held_against_people_unless_asked() -> None:
    nothing = run_of({name: column.tolist() for name, column in values(noise=1.0).items()}, better=None)
    human = Human("mqm", values(noise=1.0))
    asked = meta(nothing, human, metrics=[MEAN], resampling=QUICK)
    assert {one.metric for one in asked.trusts} == {MEAN}
    assert f"{MEAN} has no better direction: higher counts as better here" in asked.warnings
    with pytest.raises(CompareError, match=f"{MEAN}: neither direction is better"):
        meta(nothing, human, resampling=QUICK)


def test_what_is_left_out_is_listed_and_an_unknown_metric_refused() -> None:
    one = run()
    other = "copied"
    undirected = replace(
        one,
        measures={**one.measures, other: replace(one.measures[MEAN], label=other, higher_is_better=None)},
        counts={**one.counts, **{Key(key.system, other): rows for key, rows in one.counts.items()}},
        values={**one.values, **{Key(key.system, other): rows for key, rows in one.values.items()}},
        missing={"comet": "comet is not installed\n  try: pip"},
    )
    result = meta(undirected, Human("mqm", values(noise=1.0)), resampling=QUICK)
    assert {trust.metric for trust in result.trusts} == {MEAN}
    assert result.left_out == {"comet": "comet is not installed", other: "neither direction is better"}
    with pytest.raises(UsageError, match="there are no scores of 'ter'"):
        meta(one, Human("mqm", values(noise=1.0)), metrics=["ter"], resampling=QUICK)


@pytest.mark.parametrize("segments", [2, 3, 5])
def test_every_interval_of_a_small_set_holds_its_value_and_one_document_has_none(segments: int) -> None:
    for seed in range(12):
        rng = np.random.default_rng(seed)
        quality = rng.normal(size=(segments, 4)) + np.arange(4) / 3
        people: dict[str, Any] = dict(zip(SYSTEMS, (quality + rng.normal(size=quality.shape)).T, strict=True))
        small = run_of({name: column.tolist() for name, column in zip(SYSTEMS, quality.T, strict=True)})
        for one in meta(small, Human("mqm", people), resampling=QUICK).trusts:
            documents = segments if not one.part else segments // 2 + (segments % 2 if one.part == "even" else 0)
            if documents == 1:
                assert math.isnan(one.interval.low), one
            else:
                assert one.interval.low - 1e-9 <= one.value <= one.interval.high + 1e-9, one


def test_too_few_systems_or_no_common_segment_are_refused() -> None:
    with pytest.raises(DataError, match="people scored 1 of the systems"):
        meta(run(), Human("mqm", {"a": np.ones(60)}), resampling=QUICK)
    apart = {"a": np.where(np.arange(60) < 30, 1.0, np.nan), "b": np.where(np.arange(60) < 30, np.nan, 1.0)}
    with pytest.raises(DataError, match="no segment was scored for every system"):
        meta(run(), Human("mqm", apart), resampling=QUICK)


def test_a_constant_judge_has_no_correlation() -> None:
    result = meta(run(), Human("mqm", {name: np.ones(60) for name in SYSTEMS}), resampling=QUICK)
    assert math.isnan(found(result.trusts, "Pearson").value)


def test_few_segments_with_every_score_and_unknown_systems_are_warned_of() -> None:
    human = values(noise=1.0)
    human["a"][10:] = np.nan
    said = meta(run(), Human("mqm", human, ("stranger", "other")), resampling=QUICK).warnings
    assert "people scored stranger, other too, of which there is no output here" in said
    assert "only 10 of 60 segments with human scores have one for every system" in said
    human["a"][:30] = 1.0
    assert not any("only" in one for one in meta(run(), Human("mqm", human), resampling=QUICK).warnings)


def test_a_metric_that_is_no_mean_is_scored_on_the_very_segments_that_people_saw() -> None:
    rng = np.random.default_rng(11)
    words = np.array(["ein", "der", "die", "Haus", "Baum", "geht", "kommt", "heute", "nicht", "gern"])
    references = [list(rng.choice(words, size=6)) for _ in range(24)]
    data = EvalSet(
        name="words",
        ids=tuple(map(str, range(24))),
        documents=tuple(Document(f"d{i}", 2 * i, 2 * i + 2, "odd" if i % 2 else "even") for i in range(12)),
        references={"A": tuple(" ".join(one) for one in references)},
        outputs={
            name: tuple(" ".join(word if rng.random() > share else "nie" for word in one) for one in references)
            for name, share in zip(SYSTEMS, (0.1, 0.3, 0.5, 0.7), strict=True)
        },
    )
    scored = evaluate(data, ["chrf"])
    human = {name: rng.normal(size=24) for name in SYSTEMS}
    human["a"][12:] = np.nan
    seen = np.arange(24) < 12
    for part, inside in (("", np.full(24, fill_value=True)), ("odd", np.arange(24) // 2 % 2 == 1)):
        people = [human[name][seen & inside].mean() for name in SYSTEMS]
        for everything in (False, True):
            rows = inside if everything else seen & inside
            metric = [float(load("chrf").score(scored.counts[Key(name, "chrf")][rows].sum(axis=0))) for name in SYSTEMS]
            result = meta(scored, Human("mqm", human), resampling=QUICK, all_segments=everything)
            assert found(result.trusts, "Pearson", part).value == pytest.approx(
                scipy.stats.pearsonr(people, metric)[0]
            ), (part, everything)
