"""A comparison: the difference, how far chance explains it, and every reason to doubt it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tertium.corpora.types import Document, EvalSet
from tertium.errors import CompareError, UsageError
from tertium.evals.compare import compare
from tertium.evals.evaluate import evaluate
from tertium.evals.results import Resampling, Tally
from tertium.evals.types import Key, Run
from tests.evals.making import MEAN, run_of

QUICK = Resampling(samples=400)


def test_a_difference_is_system_minus_baseline() -> None:
    difference = compare(run_of({"base": [1.0] * 20, "new": [1.5] * 20}), resampling=QUICK).differences[0]
    assert (difference.system, difference.baseline, difference.score, difference.other) == ("new", "base", 1.5, 1.0)
    assert difference.delta == 0.5
    assert difference.interval == pytest.approx((0.5, 0.5))
    assert difference.p == pytest.approx(1 / 401)
    assert difference.segments == 20


def test_the_interval_of_a_mean_is_the_textbook_one() -> None:
    rng = np.random.default_rng(5)
    change = rng.normal(0.2, 1.0, size=400)
    run = run_of({"base": [0.0] * 400, "new": change.tolist()})
    difference = compare(run, resampling=Resampling(samples=4000)).differences[0]
    error = change.std(ddof=1) / 20
    assert difference.interval == pytest.approx(
        (change.mean() - 1.97 * error, change.mean() + 1.97 * error), abs=0.1 * error
    )
    assert difference.detectable == pytest.approx(2.8 * error, rel=0.05)


@pytest.mark.parametrize(("better", "tally"), [(True, Tally(2, 1, 3)), (False, Tally(3, 1, 2)), (None, None)])
def test_wins_follow_the_direction_and_there_are_none_without_one(*, better: bool | None, tally: Tally | None) -> None:
    run = run_of({"base": [1.0] * 6, "new": [2.0, 2.0, 1.0, 0.0, 0.0, 0.0]}, [3, 3], better=better)
    difference = compare(run, resampling=QUICK).differences[0]
    assert difference.by_segment == tally
    assert difference.by_document == (None if better is None else Tally(1, 0, 1))


def test_only_segments_that_all_systems_have_are_compared_and_it_is_said() -> None:
    run = run_of({"base": [1.0, 1.0, 1.0, 9.0], "new": [2.0, 2.0, 2.0, np.nan]})
    comparison = compare(run, resampling=QUICK)
    assert (comparison.differences[0].delta, comparison.differences[0].segments) == (1.0, 3)
    assert any("1 of 4 segments are left out" in warning for warning in comparison.warnings)


def test_correlated_segments_widen_the_interval() -> None:
    change = np.repeat(np.random.default_rng(2).normal(size=30), 10).tolist()
    run = run_of({"base": [0.0] * 300, "new": change}, [10] * 30)
    by_document = compare(run, resampling=QUICK).differences[0].interval
    by_segment = compare(run, resampling=Resampling(samples=400, cluster="segment")).differences[0].interval
    assert by_document.high - by_document.low > 2.5 * (by_segment.high - by_segment.low)


def test_p_is_adjusted_over_systems_and_metrics() -> None:
    rng = np.random.default_rng(3)
    systems = {name: rng.normal(shift, 1, size=50).tolist() for shift, name in enumerate(("base", "a", "b", "c"))}
    differences = compare(run_of(systems), resampling=QUICK).differences
    assert all(difference.p <= difference.p_bh <= difference.p_holm <= 1 for difference in differences)
    assert min(difference.p_holm for difference in differences) == pytest.approx(
        3 * min(difference.p for difference in differences)
    )


def test_metrics_that_contradict_each_other_are_pointed_out() -> None:
    references = tuple(f"Im Bericht Nummer {i} steht ein langer Satz über Wetter und Verkehr." for i in range(40))
    shuffled = tuple(" ".join(reversed(text.split())) for text in references)
    halves = tuple(text[: len(text) // 2] for text in references)
    data = EvalSet(
        name="apart",
        ids=tuple(map(str, range(40))),
        documents=tuple(Document(str(i), i, i + 1) for i in range(40)),
        references={"A": references},
        outputs={"base": halves, "new": shuffled},
    )
    comparison = compare(evaluate(data, ["bleu", "chrf"]), resampling=QUICK)
    assert len(comparison.conflicts) == 1
    assert "better by chrf" in comparison.conflicts[0]
    assert "worse by bleu" in comparison.conflicts[0]


def test_the_largest_wins_and_losses_have_their_texts() -> None:
    run = run_of({"base": [0.0] * 8, "new": [1.0, -5.0, 2.0, -1.0, 3.0, 4.0, -2.0, 0.0]})
    examples = compare(run, resampling=QUICK).differences[0].examples
    assert [example.change for example in examples] == [4.0, 3.0, 2.0, 1.0, -5.0, -2.0, -1.0]
    assert [example.contribution * 8 for example in examples] == pytest.approx([e.change for e in examples])
    assert (examples[0].segment, examples[0].hypothesis, examples[0].other) == ("d5#1", "new 5", "base 5")


def test_systems_of_two_runs_are_compared() -> None:
    comparison = compare(run_of({"base": [1.0] * 12}), run_of({"new": [2.0] * 12}), resampling=QUICK)
    assert [(difference.system, difference.delta) for difference in comparison.differences] == [("new", 1.0)]


def scored() -> Run:
    texts = tuple(f"Satz {i} über Wetter" for i in range(12))
    data = EvalSet(
        name="texts",
        ids=tuple(map(str, range(12))),
        documents=tuple(Document(str(i), i, i + 1) for i in range(12)),
        references={"A": texts},
        outputs={"base": tuple(text[5:] for text in texts), "new": texts},
    )
    return evaluate(data, ["chrf", "ter"])


def under_another_name(run: Run, label: str, name: str) -> Run:
    """Return the run with a metric that isn't known here."""
    return replace(
        run,
        measures={**run.measures, name: replace(run.measures[label], label=name, signature=f"{name}|x:1")},
        counts={
            **run.counts,
            **{Key(key.system, name): rows for key, rows in run.counts.items() if key.metric == label},
        },
        values={
            **run.values,
            **{Key(key.system, name): scores for key, scores in run.values.items() if key.metric == label},
        },
    )


def test_another_version_of_a_metric_is_refused() -> None:
    run = scored()
    old = {"chrf": replace(run.measures["chrf"], signature="chrf|sacrebleu:1.0")}
    with pytest.raises(CompareError, match=r"is chrf\|sacrebleu:1.0, here it is chrf\|char_order:6"):
        compare(replace(run, measures=old), resampling=QUICK)


def test_a_metric_that_is_not_installed_is_left_out_with_the_reason() -> None:
    comparison = compare(under_another_name(scored(), "ter", "nowhere"), resampling=QUICK)
    assert [difference.metric for difference in comparison.differences] == ["chrf", "ter"]
    assert "can't be resampled, its formula isn't here: no metric is named 'nowhere'" in comparison.left_out["nowhere"]


def test_a_mean_needs_no_package() -> None:
    run = under_another_name(run_of({"base": [1.0] * 12, "new": [2.0] * 12}, [3, 4, 5]), MEAN, "model")
    comparison = compare(run, resampling=QUICK)
    assert [(difference.metric, difference.delta) for difference in comparison.differences] == [(MEAN, 1), ("model", 1)]
    elsewhere = replace(run, measures={MEAN: replace(run.measures[MEAN], signature="length|on:another machine")})
    assert compare(elsewhere, resampling=QUICK).differences[0].delta == 1


def test_wrong_names_are_refused() -> None:
    run = run_of({"base": [1.0] * 12, "new": [2.0] * 12})
    with pytest.raises(UsageError, match="no system is named 'nwe'"):
        compare(run, baseline="nwe", resampling=QUICK)
    with pytest.raises(UsageError, match="no scores of 'bleu'"):
        compare(run, metrics=["bleu"], resampling=QUICK)
    with pytest.raises(UsageError, match="nothing to compare it with"):
        compare(run_of({"base": [1.0]}), resampling=QUICK)


@pytest.mark.parametrize("by", [0.0, 0.5])
def test_where_nothing_varies_nothing_is_said_to_be_detectable_and_the_reason_is(by: float) -> None:
    comparison = compare(run_of({"base": [1.0] * 20, "new": [1.0 + by] * 20}), resampling=QUICK)
    assert np.isnan(comparison.differences[0].detectable)
    assert comparison.warnings[-1] == (
        f"new by {MEAN}: without any one document the difference is the same, so what could be detected is unknown"
    )


def test_one_metric_may_be_asked_for_by_its_name_alone() -> None:
    run = run_of({"base": [1.0] * 20, "new": [1.5] * 20})
    assert [difference.metric for difference in compare(run, metrics=MEAN, resampling=QUICK).differences] == [MEAN]


def test_what_is_missing_from_a_run_is_left_out_by_name_unless_metrics_were_chosen() -> None:
    run = replace(run_of({"base": [1.0] * 20, "new": [1.5] * 20}), missing={"comet": "no model\n  try: pip"})
    assert compare(run, resampling=QUICK).left_out == {"comet": "no model"}
    assert compare(run, metrics=[MEAN], resampling=QUICK).left_out == {}
    with pytest.raises(UsageError, match=f"there are no scores of 'comet': no model\n  try: {MEAN}"):
        compare(run, metrics=["comet"], resampling=QUICK)


def test_without_a_segment_that_both_have_a_score_for_nothing_is_compared() -> None:
    nan = float("nan")
    with pytest.raises(CompareError, match="no segment has a score by length for all of base, new"):
        compare(run_of({"base": [1.0, nan], "new": [nan, 1.5]}), resampling=QUICK)
    run = run_of({"base": [1.0] * 20, "new": [1.5] * 20})
    counts = {key: rows for key, rows in run.counts.items() if key.system == "base"}
    with pytest.raises(CompareError, match="'new' has no counts of length\n  try: score it with that metric"):
        compare(replace(run, counts=counts), resampling=QUICK)


@pytest.mark.parametrize("size", [2, 3, 5, 6, 9])
def test_the_largest_of_differences_has_the_smallest_p_that_so_many_documents_allow(size: int) -> None:
    run = run_of({"a": [1.0] * size, "b": [99.0] * size, "c": [1.0, *[2.0] * (size - 1)]})
    differences = compare(run, resampling=Resampling(samples=1000)).differences
    assert differences[0].p == Resampling().smallest_p(size) == 2 / 2**size
    assert differences[0].smallest_p == min(2 * differences[0].p, 1.0)  # Holm's of two tests
    verdict = "better" if size >= 7 else "too few documents to tell"
    assert differences[0].verdict(Resampling()) == verdict


def test_documents_without_a_score_are_no_documents_that_could_tell() -> None:
    scores = [1.0] * 4 + [np.nan] * 20
    [difference] = compare(run_of({"a": scores, "b": [9 * score for score in scores]})).differences
    assert difference.verdict(Resampling()) == "too few documents to tell"


def test_the_rule_of_moses_and_tests_by_segment_know_of_no_too_few_documents() -> None:
    run = run_of({"a": [1.0, 2.0] * 6, "b": [1.5] * 12}, [6, 6])
    assert compare(run).differences[0].verdict(Resampling()) == "too few documents to tell"
    by_segment = Resampling(cluster="segment")
    assert compare(run, resampling=by_segment).differences[0].verdict(by_segment) == "not shown"
    assert compare(run, resampling=Resampling(test="moses")).differences[0].smallest_p == 0
    [alone] = compare(run_of({"a": [1.0, 2.0, 3.0], "b": [7.0, 8.0, 9.0]}, [3])).differences
    assert alone.verdict(Resampling(cluster="segment")) == "too few segments to tell"
