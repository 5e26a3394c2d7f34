"""Metrics held against people: equal to an independent computation, on the segments that people saw."""

from __future__ import annotations

import math
import statistics
from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import scipy.stats

import tertium
from tertium.corpora.types import Document, EvalSet
from tertium.errors import ArgumentError, CompareError, DataError, UsageError
from tertium.evals.evaluate import evaluate
from tertium.evals.human.meta_evaluation import meta
from tertium.evals.human.ratings import Human
from tertium.evals.results import Resampling, Trust
from tertium.evals.types import Key
from tertium.metrics.registry import load
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run

QUICK = Resampling(samples=200)
SYSTEMS = ("a", "b", "c", "d")


def values(*, noise: float, seed: int = 0) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    rng = np.random.default_rng(seed)
    return {name: i + rng.normal(scale=noise, size=60) for i, name in enumerate(SYSTEMS)}


def run(*, noise: float = 1.0, better: bool = True) -> Run:
    columns = {name: (column if better else -column).tolist() for name, column in values(noise=noise, seed=1).items()}
    return run_of(columns, [5] * 12, better=better)


def agreement(trusts: tuple[Trust, ...], statistic: str, part: str = "") -> Trust:
    return next(row for row in trusts if row.statistic == statistic and row.part == part)


def test_system_statistics_agree_with_scipy() -> None:
    human = values(noise=8.0)
    result = meta(run(noise=8.0), Human("mqm", human), resampling=QUICK)
    people = [human[name].mean() for name in SYSTEMS]
    metric = [values(noise=8.0, seed=1)[name].mean() for name in SYSTEMS]
    assert agreement(result.trusts, "Pearson").value == pytest.approx(scipy.stats.pearsonr(people, metric)[0])
    assert agreement(result.trusts, "Spearman").value == pytest.approx(scipy.stats.spearmanr(people, metric)[0])
    assert agreement(result.trusts, "Kendall").value == pytest.approx(scipy.stats.kendalltau(people, metric)[0])
    alike = [(people[i] > people[j]) == (metric[i] > metric[j]) for i, j in combinations(range(4), 2)]
    assert agreement(result.trusts, "pairwise accuracy").value == pytest.approx(np.mean(alike))


@pytest.mark.parametrize("better", [True, False])
def test_soft_pairwise_accuracy_agrees_with_scipys_permutation_test(*, better: bool) -> None:
    human, metric = values(noise=6.0), values(noise=6.0, seed=1)
    settings = Resampling(samples=5_000, cluster="segment")
    result = meta(run(noise=6.0, better=better), Human("mqm", human), resampling=settings)

    def p(scores: dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]], first: str, second: str) -> float:
        return float(
            scipy.stats.permutation_test(
                (scores[first], scores[second]),
                lambda x, y, axis: np.mean(x - y, axis=axis),
                permutation_type="samples",
                alternative="greater",
                n_resamples=5_000,
                rng=np.random.default_rng(0),
            ).pvalue
        )

    distances = [abs(p(human, *pair) - p(metric, *pair)) for pair in combinations(SYSTEMS, 2)]
    assert agreement(result.trusts, "soft pairwise accuracy").value == pytest.approx(1 - np.mean(distances), abs=0.01)


def test_a_metric_that_is_people_is_right_about_everything() -> None:
    result = meta(run(), Human("same", values(noise=1.0, seed=1)), resampling=QUICK)
    for row in result.trusts:
        assert row.value == pytest.approx(1), row
        assert row.pairs == (6 if row.level == "system" else row.pairs)


def test_a_metric_where_less_is_better_is_turned_round() -> None:
    human = Human("mqm", values(noise=3.0))
    up, down = (meta(run(noise=3.0, better=better), human, resampling=QUICK).trusts for better in (True, False))
    assert [row.value for row in up] == pytest.approx([row.value for row in down])


def test_every_domain_has_its_own_statistics() -> None:
    result = meta(run(noise=8.0), Human("mqm", values(noise=8.0)), resampling=QUICK)
    assert {row.part for row in result.trusts} == {"", "even", "odd"}
    odd = np.repeat([i % 2 == 1 for i in range(12)], 5)
    people, metric = ([values(noise=8.0, seed=seed)[name][odd].mean() for name in SYSTEMS] for seed in (0, 1))
    expected = scipy.stats.pearsonr(people, metric)[0]
    assert agreement(result.trusts, "Pearson", "odd").value == pytest.approx(expected)


def test_intervals_hold_the_value_and_shrink_with_data() -> None:
    result = meta(run(noise=8.0), Human("mqm", values(noise=8.0)), resampling=QUICK)
    for row in result.trusts:
        assert row.interval.low <= row.value <= row.interval.high, row


def test_a_system_is_scored_on_the_segments_that_people_scored_of_it() -> None:
    human = values(noise=2.0)
    human["a"][:20] = np.nan
    result = meta(run(), Human("mqm", human, unknown=("refA",)), resampling=QUICK)
    assert result.segments == 60
    assert "people scored refA too" in result.warnings[0]
    metric = [values(noise=1.0, seed=1)[name][~np.isnan(human[name])].mean() for name in SYSTEMS]
    people = [np.nanmean(human[name]) for name in SYSTEMS]
    assert agreement(result.trusts, "Pearson").value == pytest.approx(scipy.stats.pearsonr(people, metric)[0])


def test_a_metric_may_be_scored_on_the_whole_set_as_wmt_does() -> None:
    human = values(noise=2.0)
    human["a"][:20] = np.nan
    result = meta(run(), Human("mqm", human), resampling=QUICK, all_segments=True)
    metric = [values(noise=1.0, seed=1)[name].mean() for name in SYSTEMS]
    people = [np.nanmean(human[name]) for name in SYSTEMS]
    assert agreement(result.trusts, "Pearson").value == pytest.approx(scipy.stats.pearsonr(people, metric)[0])


def test_a_metric_without_a_direction_is_not_held_against_people_unless_asked() -> None:
    nothing = run_of({name: column.tolist() for name, column in values(noise=1.0).items()}, better=None)
    human = Human("mqm", values(noise=1.0))
    result = meta(nothing, human, metrics=[MEAN], resampling=QUICK)
    assert {row.metric for row in result.trusts} == {MEAN}
    assert f"{MEAN} has no better direction: higher counts as better here" in result.warnings
    with pytest.raises(CompareError, match=f"{MEAN}: neither direction is better"):
        meta(nothing, human, resampling=QUICK)


def test_what_is_left_out_is_listed_and_an_unknown_metric_refused() -> None:
    scored = run()
    label = "copied"
    undirected = replace(
        scored,
        measures={**scored.measures, label: replace(scored.measures[MEAN], label=label, higher_is_better=None)},
        counts={**scored.counts, **{Key(key.system, label): rows for key, rows in scored.counts.items()}},
        values={**scored.values, **{Key(key.system, label): rows for key, rows in scored.values.items()}},
        missing={"comet": "comet is not installed\n  try: pip"},
    )
    result = meta(undirected, Human("mqm", values(noise=1.0)), resampling=QUICK)
    assert {trust.metric for trust in result.trusts} == {MEAN}
    assert result.left_out == {"comet": "comet is not installed", label: "neither direction is better"}
    with pytest.raises(UsageError, match="there are no scores of 'ter'"):
        meta(scored, Human("mqm", values(noise=1.0)), metrics=["ter"], resampling=QUICK)


@pytest.mark.parametrize("segments", [2, 3, 5])
def test_every_interval_of_a_small_set_holds_its_value_and_one_document_has_none(segments: int) -> None:
    for seed in range(12):
        rng = np.random.default_rng(seed)
        quality = rng.normal(size=(segments, 4)) + np.arange(4) / 3
        people: dict[str, Any] = dict(zip(SYSTEMS, (quality + rng.normal(size=quality.shape)).T, strict=True))
        small = run_of({name: column.tolist() for name, column in zip(SYSTEMS, quality.T, strict=True)})
        for row in meta(small, Human("mqm", people), resampling=QUICK).trusts:
            documents = segments if not row.part else segments // 2 + (segments % 2 if row.part == "even" else 0)
            if documents == 1:
                assert math.isnan(row.interval.low), row
            else:
                assert row.interval.low - 1e-9 <= row.value <= row.interval.high + 1e-9, row


def test_one_system_with_scores_is_refused_and_columns_without_any_do_not_count() -> None:
    for scores in ({"a": np.ones(60)}, {"a": np.ones(60), "b": np.full(60, np.nan)}):
        with pytest.raises(DataError, match="people scored 1 of the systems"):
            meta(run(), Human("mqm", scores), resampling=QUICK)


def test_systems_without_a_common_segment_have_means_but_no_pair_of_outputs() -> None:
    early = np.arange(60) < 30
    disjoint = {"a": np.where(early, 1.0, np.nan), "b": np.where(early, np.nan, 2.0)}
    result = meta(run(), Human("mqm", disjoint), resampling=QUICK)
    assert agreement(result.trusts, "pairwise accuracy").value == 1
    outputs = agreement(result.trusts, "accuracy with calibrated ties")
    assert (math.isnan(outputs.value), math.isnan(outputs.interval.low), outputs.pairs) == (True, True, 0)
    assert any("no segment for two systems" in warning for warning in result.warnings)


def test_a_system_that_people_scored_nothing_of_in_a_domain_is_no_pair_there() -> None:
    human = values(noise=2.0)
    odd = np.repeat([i % 2 == 1 for i in range(12)], 5)
    human["a"][odd] = np.nan
    trusts = meta(run(), Human("mqm", human), resampling=QUICK).trusts
    for part, pairs in (("", 6), ("even", 6), ("odd", 3)):
        for row in trusts:
            assert row.part != part or row.level != "system" or row.pairs == pairs, row
    people, metric = ([values(noise=2.0 - seed, seed=seed)[name][odd].mean() for name in "bcd"] for seed in (0, 1))
    assert agreement(trusts, "Pearson", "odd").value == pytest.approx(scipy.stats.pearsonr(people, metric)[0])


@pytest.mark.parametrize("seed", range(10))
def test_sparse_scores_count_as_a_plain_reading_of_mt_metrics_eval_counts_them(seed: int) -> None:
    rng = np.random.default_rng(seed)
    human = {name: np.where(rng.random(60) < 0.5, column.round(), np.nan) for name, column in values(noise=3.0).items()}
    scored = run(noise=3.0)
    result = meta(scored, Human("da", human), resampling=Resampling(samples=100))
    for part in ("", "even", "odd"):
        rows = [i for i in range(60) if part in ("", ("even", "odd")[i // 5 % 2])]
        metric = {name: scored.values[Key(name, MEAN)].segments for name in SYSTEMS}
        people = [statistics.mean(human[name][i] for i in rows if human[name][i] == human[name][i]) for name in SYSTEMS]
        measured = [
            statistics.mean(metric[name][i] for i in rows if human[name][i] == human[name][i]) for name in SYSTEMS
        ]
        assert agreement(result.trusts, "Pearson", part).value == pytest.approx(
            scipy.stats.pearsonr(people, measured)[0]
        )
        assert agreement(result.trusts, "Kendall", part).value == pytest.approx(
            scipy.stats.kendalltau(people, measured)[0]
        )
        pairs = [
            [
                (human[x][i] - human[y][i], metric[x][i] - metric[y][i])
                for x, y in combinations(SYSTEMS, 2)
                if not math.isnan(human[x][i] - human[y][i])
            ]
            for i in rows
        ]
        best = best_accuracy(pairs)
        outputs = agreement(result.trusts, "accuracy with calibrated ties", part)
        assert outputs.value == pytest.approx(best)
        assert outputs.pairs == sum(map(len, pairs))


def best_accuracy(pairs: list[list[tuple[float, float]]]) -> float:
    """Return the highest mean of segments' shares of right pairs that any threshold of a tie gives."""
    pairs = [segment for segment in pairs if segment]

    def right(human: float, metric: float, epsilon: float) -> bool:
        return human == 0 if abs(metric) <= epsilon else human * metric > 0

    return max(
        statistics.mean(statistics.mean(float(right(*pair, epsilon)) for pair in segment) for segment in pairs)
        for epsilon in {0.0, *(abs(metric) for segment in pairs for _, metric in segment)}
    )


def test_p_of_sparse_scores_is_that_of_swapped_documents() -> None:
    """Two systems in 4 documents: each of the 16 ways to swap them, and the share with a difference as large."""
    human = {"x": np.array([3.0, np.nan, 5.0, 4.0]), "y": np.array([1.0, 2.0, np.nan, 4.0])}
    metric = {"x": np.array([0.2, 0.9, 0.4, 0.4]), "y": np.array([0.1, 0.3, 0.8, 0.5])}
    seen = {name: ~np.isnan(column) for name, column in human.items()}

    def p(scores: dict[str, Any]) -> float:
        def apart(stay: tuple[bool, ...]) -> float:
            sides = [
                [(scores[a][i], seen[a][i]) for i, a in enumerate(names)]
                for names in (["x" if s else "y" for s in stay], ["y" if s else "x" for s in stay])
            ]
            first, second = ([value for value, rated in side if rated] for side in sides)
            return statistics.mean(first) - statistics.mean(second) if first and second else math.inf

        observed = apart((True,) * 4)
        ways = list(product((True, False), repeat=4))
        return sum(apart(way) >= observed - 1e-9 for way in ways) / len(ways)

    result = meta(run_of({name: column.tolist() for name, column in metric.items()}), Human("da", human))
    assert agreement(result.trusts, "soft pairwise accuracy").value == pytest.approx(1 - abs(p(human) - p(metric)))


def test_a_constant_judge_has_no_correlation() -> None:
    result = meta(run(), Human("mqm", {name: np.ones(60) for name in SYSTEMS}), resampling=QUICK)
    assert math.isnan(agreement(result.trusts, "Pearson").value)


def test_segments_without_every_score_and_unknown_systems_are_warned_of() -> None:
    human = values(noise=1.0)
    human["a"][10:] = np.nan
    warnings = meta(run(), Human("mqm", human, ("stranger", "other")), resampling=QUICK).warnings
    assert "people scored stranger, other too, of which there is no output here" in warnings
    assert any(warning.startswith("people scored 10 of 60 segments for every system") for warning in warnings)
    human["a"] = human["b"]
    assert not any("people" in warning for warning in meta(run(), Human("mqm", human), resampling=QUICK).warnings)


def test_a_metric_that_is_no_mean_is_scored_on_the_very_segments_that_people_saw() -> None:
    rng = np.random.default_rng(11)
    words = np.array(["ein", "der", "die", "Haus", "Baum", "geht", "kommt", "heute", "nicht", "gern"])
    references = [list(rng.choice(words, size=6)) for _ in range(24)]
    data = EvalSet(
        name="words",
        ids=tuple(map(str, range(24))),
        documents=tuple(Document(f"d{i}", 2 * i, 2 * i + 2, "odd" if i % 2 else "even") for i in range(12)),
        references={"A": tuple(" ".join(words) for words in references)},
        outputs={
            name: tuple(" ".join(word if rng.random() > share else "nie" for word in words) for words in references)
            for name, share in zip(SYSTEMS, (0.1, 0.3, 0.5, 0.7), strict=True)
        },
    )
    scored = evaluate(data, ["chrf"])
    human = {name: rng.normal(size=24) for name in SYSTEMS}
    human["a"][12:] = np.nan
    seen = np.arange(24) < 12
    for part, inside in (("", np.full(24, fill_value=True)), ("odd", np.arange(24) // 2 % 2 == 1)):
        people = [np.nanmean(human[name][inside]) for name in SYSTEMS]
        for everything in (False, True):
            rows = {name: inside & (seen | everything | (name != "a")) for name in SYSTEMS}
            metric = [
                float(load("chrf").score(scored.counts[Key(name, "chrf")][rows[name]].sum(axis=0))) for name in SYSTEMS
            ]
            result = meta(scored, Human("mqm", human), resampling=QUICK, all_segments=everything)
            assert agreement(result.trusts, "Pearson", part).value == pytest.approx(
                scipy.stats.pearsonr(people, metric)[0]
            ), (part, everything)


def test_paths_stand_for_the_run_and_for_the_ratings(tmp_path: Path) -> None:
    outputs = {"old": ["Hund.", "Katze."], "new": ["Ein Hund.", "Die Katze."]}
    texts = {"hypothesis": outputs, "reference": ["Ein Hund.", "x"]}
    tertium.save_run(tertium.evaluate(texts, "chrf"), tmp_path / "run")
    rows = ["system\tsegment\tscore", "old\tdocument#1\t50", "old\tdocument#2\t60", "new\tdocument#1\t90"]
    (tmp_path / "people.tsv").write_text("\n".join([*rows, "new\tdocument#2\t80"]), encoding="utf-8")
    found = meta(tmp_path / "run", str(tmp_path / "people.tsv"))
    assert (found.systems, found.segments) == (("old", "new"), 2)
    with pytest.raises(ArgumentError, match=r"^human can't be 5\n  try: the path of a file with ratings, or scores"):
        meta(tmp_path / "run", 5)  # type: ignore[arg-type]
