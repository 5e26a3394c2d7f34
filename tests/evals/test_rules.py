"""A rule passes what is shown to be good enough, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.errors import UsageError
from tertium.evals.gate import gate
from tertium.evals.policy import parse
from tertium.evals.rules import SLACK, _round_up, differing_needed
from tests.evals.making import MEAN, run_of

if TYPE_CHECKING:
    from tertium.evals.results import Check
    from tertium.evals.types import Run

FLAT = [50.0] * 40


def judged(candidate: Run, baseline: Run, **rule: Any) -> Check:
    table = {"schema": "tertium.policy/1", "rule": [{"metric": MEAN, **rule}]}
    verdict = gate(candidate, baseline, parse(table, "p.toml"))
    assert verdict.outcome == verdict.checks[0].outcome
    return verdict.checks[0]


def shifted(by: float, noise: float = 0.0) -> Run:
    rng = np.random.default_rng(4)
    return run_of({"new": (np.array(FLAT) + by + rng.normal(scale=noise, size=40)).tolist()})


BASE = run_of({"old": FLAT})


@pytest.mark.parametrize(
    ("by", "noise", "outcome"), [(0.0, 0, "pass"), (-0.4, 0, "pass"), (-0.6, 0, "fail"), (-0.2, 3, "inconclusive")]
)
def test_non_inferiority_is_the_lower_bound_against_the_margin(by: float, noise: float, outcome: str) -> None:
    assert judged(shifted(by, noise), BASE, kind="non-inferior", margin=0.5).outcome == outcome


@pytest.mark.parametrize(
    ("by", "noise", "outcome"),
    [(0.0, 0, "inconclusive"), (1.0, 0, "pass"), (-1.0, 0, "fail"), (0.2, 3, "inconclusive")],
)
def test_superiority_must_be_shown(by: float, noise: float, outcome: str) -> None:
    assert judged(shifted(by, noise), BASE, kind="superior").outcome == outcome


@pytest.mark.parametrize("better", [True, False])
def test_the_direction_is_the_metrics(*, better: bool) -> None:
    candidate, baseline = run_of({"new": [51.0] * 40}, better=better), run_of({"old": FLAT}, better=better)
    assert judged(candidate, baseline, kind="superior").outcome == ("pass" if better else "fail")
    assert judged(candidate, baseline, kind="minimum", score=50.5).outcome == ("pass" if better else "fail")


def test_nothing_is_rounded_before_it_is_compared_and_floating_point_costs_nothing() -> None:
    for tenth in range(1, 10):
        base = run_of({"old": [33.4] * 40})
        new = run_of({"new": [33.4 - tenth / 10] * 40})
        assert judged(new, base, kind="non-inferior", margin=tenth / 10).outcome == "pass", tenth
        assert judged(new, base, kind="non-inferior", margin=tenth / 10 - 1e-6).outcome == "fail", tenth


def test_a_margin_that_the_set_cannot_see_is_said() -> None:
    check = judged(shifted(0.0, 3), BASE, kind="non-inferior", margin=0.5)
    assert check.doubts[0].startswith(f"this set can't see 0.5 {MEAN}: in 80 % of cases it sees 1.")
    assert "segments of this kind, it has 40" in check.doubts[0]
    assert not judged(shifted(0.0, 3), BASE, kind="non-inferior", margin=5).doubts


@pytest.mark.parametrize(("score", "outcome"), [(49, "pass"), (50, "inconclusive"), (52, "fail")])
def test_a_minimum_is_held_against_the_bound(score: float, outcome: str) -> None:
    assert judged(shifted(0.0, 2), BASE, kind="minimum", score=score).outcome == outcome


def test_no_document_and_no_domain_may_be_worse() -> None:
    candidate, baseline = run_of({"new": [50, 50, 44, 50]}, [1, 1, 1, 1]), run_of({"old": [50.0] * 4}, [1, 1, 1, 1])
    check = judged(candidate, baseline, kind="no-worse", by="document", margin=5)
    assert (check.outcome, check.value, check.limit) == ("fail", -6, -5)
    assert "d2 -6" in check.said
    assert judged(candidate, baseline, kind="no-worse", by="document", margin=6).outcome == "pass"
    assert judged(candidate, baseline, kind="no-worse", by="domain", margin=3).outcome == "pass"
    assert judged(candidate, baseline, kind="no-worse", by="domain", margin=2.9).outcome == "fail"


@pytest.mark.parametrize(
    ("limits", "outcome"),
    [
        ({"at_most": 50}, "pass"),
        ({"at_most": 49}, "fail"),
        ({"at_least": 51}, "fail"),
        ({"at_least": 49, "at_most": 51}, "pass"),
        ({"at_most": 50, "by": "document"}, "fail"),
        ({"at_most": 60, "at_least": 40, "by": "document"}, "pass"),
    ],
)
def test_limits_hold_for_metrics_without_a_direction_too(limits: dict[str, Any], outcome: str) -> None:
    candidate = run_of({"new": [40.0, 60.0] * 20}, better=None)
    assert judged(candidate, BASE, kind="limit", **limits).outcome == outcome


def test_a_rule_that_needs_a_direction_refuses_a_metric_without_one() -> None:
    candidate = run_of({"new": FLAT}, better=None)
    with pytest.raises(UsageError, match="neither direction"):
        judged(candidate, run_of({"old": FLAT}, better=None), kind="superior")


def test_a_missing_metric_never_passes() -> None:
    nothing = replace(shifted(1), measures={}, missing={MEAN: "no model\n  try: pip"})
    for rule in ({"kind": "required"}, {"kind": "superior"}, {"kind": "limit", "at_most": 99}):
        check = judged(nothing, BASE, **rule)
        assert check.outcome == "missing"
        assert check.said == f"the candidate has no {MEAN}: no model; try: pip"
    check = judged(shifted(1), replace(BASE, measures={}), kind="superior")
    assert (check.outcome, check.said) == ("missing", f"the baseline has no {MEAN}")
    assert judged(shifted(1), BASE, kind="required").outcome == "pass"


@pytest.mark.parametrize("rule", [{"kind": "superior"}, {"kind": "required"}, {"kind": "limit", "at_most": 99}])
def test_leaving_segments_out_never_passes(rule: dict[str, Any]) -> None:
    candidate = shifted(1)
    outputs = (*candidate.data.outputs["new"][:-1], None)
    check = judged(replace(candidate, data=candidate.data.with_outputs({"new": outputs})), BASE, **rule)
    assert (check.outcome, check.said) == ("missing", f"the candidate has no {MEAN} for 1 segment, the first is d39#1")


def test_a_segment_without_a_score_where_the_baseline_has_one_never_passes() -> None:
    candidate = run_of({"new": [60.0] * 39 + [np.nan]})
    assert judged(candidate, BASE, kind="superior").outcome == "missing"
    baseline = run_of({"old": [50.0] * 39 + [np.nan]})
    assert judged(candidate, baseline, kind="superior").outcome == "pass"


def test_an_undefined_score_never_passes() -> None:
    undefined = run_of({"new": [np.nan] * 40})
    for rule in ({"kind": "required"}, {"kind": "limit", "at_most": 99}, {"kind": "minimum", "score": 1}):
        assert judged(undefined, BASE, **rule).outcome == "missing"


def test_other_data_is_not_comparable_but_limits_still_hold() -> None:
    changed = replace(BASE, data=replace(BASE.data, sources=("five", *BASE.data.sources[1:])))  # type: ignore[index]
    check = judged(shifted(1), changed, kind="superior")
    assert check.outcome == "not comparable"
    assert "the source of 1 of 40 segments differs, first at d0#1" in check.said
    assert judged(shifted(1), changed, kind="limit", at_most=60).outcome == "pass"


def test_another_signature_is_not_comparable() -> None:
    baseline = replace(BASE, measures={MEAN: replace(BASE.measures[MEAN], signature="length|other")})
    check = judged(shifted(1), baseline, kind="superior")
    assert check.outcome == "not comparable"
    assert "length|other" in check.said


def test_a_formula_that_is_not_here_is_missing() -> None:
    def uneven(run: Run) -> Run:  # rows of (value, 2) are no plain mean, so only the metric itself could score them
        counts = {key: rows * 2 for key, rows in run.counts.items()}
        return replace(run, counts=counts, measures={MEAN: replace(run.measures[MEAN], signature="length|older")})

    for rule in ({"kind": "superior"}, {"kind": "minimum", "score": 1}):
        check = judged(uneven(shifted(1)), uneven(BASE), **rule)
        assert check.outcome == "missing"
        assert "length|older" in check.said


def test_what_is_said_names_the_bounds_the_confidence_and_the_limit() -> None:
    reason = judged(shifted(1.0, 2), BASE, kind="superior", margin=0.25).said
    gain, low, high = (float(number) for number in re.findall(r"[+-]\d+\.\d+", reason)[:3])
    assert low < gain < high
    assert "with 95 % confidence above" in reason
    assert reason.endswith("it must be above +0.25")
    assert "with 95 % confidence above" in judged(shifted(0.0, 2), BASE, kind="minimum", score=1).said


def test_a_unit_that_only_one_side_has_a_score_for_is_missing_by_name() -> None:
    candidate = run_of({"new": [50.0, np.nan, 50.0, np.nan]}, [1] * 4)
    baseline = run_of({"old": [50.0, np.nan, np.nan, np.nan]}, [1] * 4)
    check = judged(candidate, baseline, kind="no-worse", by="document", margin=5)
    assert (check.outcome, check.said) == ("missing", f"{MEAN} is undefined in d2")


def test_the_worst_units_are_named_and_the_others_counted() -> None:
    candidate, baseline = run_of({"new": [10.0, 20.0, 30.0, 40.0, 45.0, 50.0]}), run_of({"old": [50.0] * 6})
    check = judged(candidate, baseline, kind="no-worse", by="document", margin=1)
    assert check.said == "worse in 5 of 6: d0 -40, d1 -30, d2 -20 and 2 more"
    three = judged(candidate, baseline, kind="no-worse", by="document", margin=15)
    assert three.said == "worse in 3 of 6: d0 -40, d1 -30, d2 -20"
    fine = judged(candidate, baseline, kind="no-worse", by="document", margin=40)
    assert (fine.outcome, fine.said) == ("pass", "worst document: d0 -40")


def test_of_units_within_limits_the_nearest_to_one_is_named() -> None:
    candidate = run_of({"new": [41.0, 50.0, 58.0]}, better=None)
    check = judged(candidate, BASE, kind="limit", at_least=40, at_most=60, by="document")
    assert (check.outcome, check.value, check.limit, check.said) == ("pass", 41, 40, "d0 41")
    check = judged(candidate, BASE, kind="limit", at_least=30, at_most=60, by="document")
    assert (check.outcome, check.value, check.said) == ("pass", 58, "d2 58")
    check = judged(candidate, BASE, kind="limit", at_least=45, at_most=55, by="document")
    assert (check.outcome, check.value, check.limit, check.said) == ("fail", 41, 45, "d0 41, d2 58")
    check = judged(candidate, BASE, kind="limit", at_least=40, at_most=55, by="document")
    assert (check.outcome, check.value, check.limit, check.said) == ("fail", 58, 55, "d2 58")
    check = judged(candidate, BASE, kind="limit", at_most=60, by="document")
    assert (check.outcome, check.value, check.limit) == ("pass", 58, 60)
    undefined = run_of({"new": [np.nan] * 3}, better=None)
    assert judged(undefined, BASE, kind="limit", at_most=60, by="document").outcome == "missing"


@pytest.mark.parametrize(
    ("number", "rounded"), [(7, 7), (42, 42), (99, 99), (101, 110), (1234, 1300), (1200, 1200), (98_765, 99_000)]
)
def test_an_estimate_has_two_digits(number: int, rounded: int) -> None:
    assert _round_up(number) == rounded


def test_the_same_name_with_other_outputs_is_no_obstacle() -> None:
    candidate = run_of({"mine": [51.0] * 40})
    candidate = replace(candidate, data=candidate.data.with_outputs({"mine": ("new",) * 40}))
    assert judged(candidate, run_of({"mine": FLAT}), kind="superior").outcome == "pass"


def test_what_lies_beyond_a_limit_by_less_than_the_slack_of_floating_point_is_within() -> None:
    for beyond, outcome in ((SLACK / 2, "pass"), (SLACK * 100, "fail")):
        assert judged(run_of({"new": [50 + beyond] * 40}), BASE, kind="limit", at_most=50).outcome == outcome


def changed(documents: int, by: float, of: int = 40, **texts: str) -> tuple[Run, Run]:
    """Return candidate and baseline of two segments a document that differ by about so much in the first documents."""
    rng = np.random.default_rng(8)
    base = rng.normal(50, 4, size=2 * of)
    new = base.copy()
    new[: 2 * documents] += by + rng.normal(scale=0.1, size=2 * documents)
    candidate, baseline = (run_of({name: values.tolist()}, [2] * of) for name, values in (("new", new), ("old", base)))
    outputs = list(baseline.data.outputs["old"])
    outputs[: 2 * documents] = [f"{texts.get('text', 'changed')} {i}" for i in range(2 * documents)]
    return replace(candidate, data=candidate.data.with_outputs({"new": tuple(outputs)})), baseline


@pytest.mark.parametrize(
    ("documents", "differing", "outcome"),
    [
        (9, 10, "inconclusive"),
        (10, 10, "pass"),
        (1, 10, "inconclusive"),
        (0, 10, "pass"),
        (1, 0, "pass"),
        (9, 9, "pass"),
    ],
)
def test_a_pass_takes_ten_documents_that_differ_or_none(documents: int, differing: int, outcome: str) -> None:
    candidate, baseline = changed(documents, 0.5)
    rules = [{"kind": "non-inferior", "metric": MEAN, "margin": 2.0}]
    policy = parse({"schema": "tertium.policy/1", "differing": differing, "rule": rules}, "p")
    check = gate(candidate, baseline, policy).checks[0]
    assert (check.outcome, check.differing, check.units) == (outcome, documents, 40)
    reason = f"; only {documents} of 40 documents differ, a pass takes 10"
    assert check.said.endswith(reason) == (outcome == "inconclusive")


@pytest.mark.parametrize(("documents", "outcome"), [(6, "pass"), (5, "inconclusive")])
def test_of_a_smaller_set_three_documents_in_four_must_differ(documents: int, outcome: str) -> None:
    check = judged(*changed(documents, 0.5, of=8), kind="non-inferior", margin=9.0)
    assert check.outcome == outcome
    assert ("only 5 of 8 documents differ, a pass takes 6" in check.said) == (outcome == "inconclusive")


@pytest.mark.parametrize(
    ("units", "differing", "needed"),
    [(1, 10, 1), (2, 10, 2), (4, 10, 3), (8, 10, 6), (12, 10, 9), (13, 10, 10), (60, 10, 10), (60, 0, 0), (8, 5, 5)],
)
def test_a_pass_takes_as_many_as_are_asked_or_three_in_four(units: int, differing: int, needed: int) -> None:
    assert differing_needed(units, differing) == needed


@pytest.mark.parametrize(("documents", "most"), [(2, "78 %"), (8, "31 %"), (40, "7.2 %")])
def test_where_nothing_differs_the_pass_says_how_many_other_documents_may(documents: int, most: str) -> None:
    check = judged(*changed(0, 0.0, of=documents), kind="non-inferior", margin=0.5)
    assert check.outcome == "pass"
    assert check.said.endswith(f"no document differs by {MEAN}: with 95 % confidence under {most} of such documents do")
    # the share at which a set of so many documents has none of them in one case of twenty
    assert (1 - float(most[:-2]) / 100) ** documents == pytest.approx(0.05, abs=0.003)


def test_only_a_pass_says_that_nothing_differs() -> None:
    check = judged(*changed(0, 0.0), kind="superior")
    assert (check.outcome, check.differing) == ("inconclusive", 0)
    assert "of such documents" not in check.said


def test_few_documents_that_differ_fail_all_the_same() -> None:
    candidate, baseline = changed(40, -3.0)
    table = {"schema": "tertium.policy/1", "differing": 50, "rule": [{"kind": "superior", "metric": MEAN}]}
    check = gate(candidate, baseline, parse(table, "p")).checks[0]
    assert (check.outcome, check.differing) == ("fail", 40)


def test_a_document_differs_by_its_outputs_and_by_their_counts() -> None:
    candidate, baseline = changed(3, 0.5)
    noise = {key: rows + np.array([1e-6, 0.0]) for key, rows in candidate.counts.items()}  # as on another machine
    assert judged(replace(candidate, counts=noise), baseline, kind="superior").differing == 3
    respelt = replace(candidate, data=candidate.data.with_outputs({"new": ("other",) * 80}))
    assert judged(respelt, baseline, kind="superior").differing == 3


def test_the_segments_of_a_single_document_are_counted_as_such() -> None:
    base = np.random.default_rng(9).normal(50, 4, size=30)
    new = base + np.where(np.arange(30) < 4, 0.5, 0.0)
    candidate, baseline = run_of({"new": new.tolist()}, [30]), run_of({"old": base.tolist()}, [30])
    check = judged(candidate, baseline, kind="non-inferior", margin=5)
    assert "only 4 of 30 segments differ, a pass takes 10" in check.said


@pytest.mark.parametrize("better", [True, False])
def test_a_check_holds_its_bounds_and_the_p_of_failing(*, better: bool) -> None:
    rng = np.random.default_rng(10)
    base, noise = rng.normal(50, 3, size=40), rng.normal(scale=2, size=40)
    sign = 1 if better else -1
    baseline = run_of({"old": base.tolist()}, better=better)
    ps = {}
    for by in (-3.0, -1.0, -0.5, 0.0, 3.0):
        candidate = run_of({"new": (base + sign * by + noise).tolist()}, better=better)
        check = judged(candidate, baseline, kind="non-inferior", margin=0.5)
        assert check.estimate == pytest.approx(sign * (sign * by + noise.mean()))
        assert check.low < check.estimate < check.high
        assert check.value == check.low
        assert (check.p_fail < 0.05) == (check.outcome == "fail")
        ps[by] = check.p_fail
    assert list(ps.values()) == sorted(ps.values())
    check = judged(baseline, baseline, kind="minimum", score=base.mean() + sign * 0.5)
    assert check.low < check.estimate < check.high
    assert 0.05 < check.p_fail < 0.5
    assert (check.differing, check.units) == (None, 40)
    assert judged(baseline, baseline, kind="minimum", score=base.mean() + sign * 9).p_fail < 1e-6


def test_exactly_at_the_margin_without_any_spread_nothing_fails() -> None:
    check = judged(run_of({"new": [33.4 - 0.3] * 40}), run_of({"old": [33.4] * 40}), kind="non-inferior", margin=0.3)
    assert (check.outcome, check.p_fail) == ("pass", 1)


def test_rules_without_bounds_hold_none() -> None:
    check = judged(shifted(1), BASE, kind="limit", at_most=60)
    assert np.isnan([check.estimate, check.low, check.high, check.p_fail]).all()
    assert (check.differing, check.units) == (None, None)


def test_where_one_document_has_all_scores_there_is_no_bound_and_no_pass() -> None:
    values = [50.0, 51.0] + [np.nan] * 38
    candidate, baseline = run_of({"new": values}, [2] * 20), run_of({"old": values}, [2] * 20)
    check = judged(candidate, baseline, kind="non-inferior", margin=9)
    assert check.outcome == "inconclusive"
    assert "without bounds, as only one document has a score" in check.said
    assert check.doubts[0] == "only 1 document: no interval or bound can be trusted, and p can't be small"


def test_few_scored_documents_of_many_are_a_doubt_of_the_rule() -> None:
    values = np.random.default_rng(3).normal(50, 1, size=(2, 40))
    values[:, 18:] = np.nan
    candidate, baseline = (
        run_of({name: row.tolist()}, [2] * 20) for name, row in zip(("new", "old"), values, strict=True)
    )
    check = judged(candidate, baseline, kind="non-inferior", margin=9)
    assert check.units == 9
    assert check.doubts == ("only 9 documents: intervals and bounds are rough, and p can't be small",)


@pytest.mark.parametrize(("scale", "outcome"), [(1.0, "pass"), (1.04, "pass"), (1.06, "fail"), (0.9, "pass")])
def test_dearer_by_so_many_percent_is_measured_against_the_baseline(scale: float, outcome: str) -> None:
    rng = np.random.default_rng(1)
    costs = rng.uniform(0.001, 0.003, size=60)
    old = run_of({"old": costs.tolist()}, better=False)
    new = run_of({"new": (costs * scale).tolist()}, better=False)
    check = judged(new, old, kind="non-inferior", percent=5)
    assert check.outcome == outcome
    assert check.value == pytest.approx(100 * (1 - scale), abs=1e-9)
    assert "gain -0" not in check.said
    assert "%" in check.rule


def test_a_percentage_of_nothing_passes_no_gate() -> None:
    nothing = run_of({"old": [0.0] * 40}, better=False)
    assert judged(run_of({"new": [1.0] * 40}, better=False), nothing, kind="non-inferior", percent=5).outcome != "pass"


@pytest.mark.parametrize(("limit", "outcome"), [(2.0, "pass"), (1.9, "fail")])
def test_a_limit_on_a_quantile_is_that_of_the_segments(limit: float, outcome: str) -> None:
    seconds = [0.5] * 94 + [1.95] * 5 + [60.0]
    check = judged(run_of({"new": seconds}, better=False), BASE, kind="limit", quantile=0.95, at_most=limit)
    assert check.outcome == outcome
    assert check.value == pytest.approx(1.95)
