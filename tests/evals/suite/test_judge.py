"""A suite passes only if every rule passes on every set that must; failures that chance could give are none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tertium.evals.adjust import holm
from tertium.evals.gate import gate
from tertium.evals.join import single_system
from tertium.evals.policy import Policy
from tertium.evals.results import Resampling
from tertium.evals.rules import COPIED
from tertium.evals.suite.judge import judge
from tests.evals.making import MEAN, run_of
from tests.evals.suite.making import NOT_WORSE, project, scored

GOOD, BAD, UNSURE = scored(1.0), scored(-5.0, seed=1), scored(-1.0, seed=2, spread=4.0)


def test_all_sets_must_pass() -> None:
    both = project({"a": "must", "b": "must"})
    assert judge(both, {"a": GOOD, "b": GOOD}).outcome == "pass"
    assert judge(both, {"a": GOOD, "b": BAD}).outcome == "fail"
    assert judge(both, {"a": GOOD, "b": UNSURE}).outcome == "inconclusive"


def test_all_rules_must_pass() -> None:
    rules = [NOT_WORSE, {"kind": "limit", "metric": MEAN, "at_most": 1.0}]
    verdict = judge(project({"a": "must"}, rules), {"a": GOOD})
    assert (verdict.outcome, verdict.sets[0].outcome) == ("fail", "fail")
    assert [cell.outcome for cell in verdict.sets[0].cells.values()] == ["pass", "fail"]
    assert verdict.rules == ("length not worse by more than 1", "length at most 1")


def test_a_set_by_itself_is_judged_as_the_gate_judges_it() -> None:
    chosen = project({"a": "must"})
    policy = Policy(chosen.rules_of(chosen.sets[0]), resampling=Resampling(samples=400, level=0.9))
    for run in (GOOD, BAD, UNSURE):
        alone = gate(run, run, policy, system="new", baseline_system="old")
        (row,) = judge(chosen, {"a": run}).sets
        assert row.verdict == alone
        assert row.outcome == alone.outcome


def failing_by_little() -> float:
    """Return a gain at which the gate alone fails a set with a p that three more sets make too large."""
    chosen = project({"a": "must"})
    for gain in np.arange(-1.2, -3.0, -0.02):
        cell = next(iter(judge(chosen, {"a": scored(gain, seed=5, spread=2.0)}).sets[0].cells.values()))
        if 0.02 < cell.check.p_fail < 0.045:
            return float(gain)
    raise AssertionError


def test_a_failure_that_does_not_stay_among_many_is_inconclusive() -> None:
    run = scored(failing_by_little(), seed=5, spread=2.0)
    alone = judge(project({"a": "must"}), {"a": run})
    assert alone.outcome == "fail"
    among = judge(project(dict.fromkeys("abcd", "must")), {"a": run, "b": GOOD, "c": GOOD, "d": GOOD})
    cell = next(iter(among.sets[0].cells.values()))
    assert (cell.check.outcome, cell.outcome, among.outcome) == ("fail", "inconclusive", "inconclusive")
    assert cell.p_fail == pytest.approx(4 * cell.check.p_fail)


def test_failures_are_adjusted_after_holm_over_all_sets_and_rules() -> None:
    rules: list[dict[str, Any]] = [
        NOT_WORSE,
        {"kind": "superior", "metric": MEAN},
        {"kind": "limit", "metric": MEAN, "at_most": 99},
    ]
    runs = {"a": GOOD, "b": UNSURE, "c": BAD}
    verdict = judge(project(dict.fromkeys(runs, "must"), rules), runs)
    cells = [cell for row in verdict.sets for cell in row.cells.values()]
    alone = np.array([cell.check.p_fail for cell in cells])
    assert np.isnan(alone).sum() == 3, "a limit has no p and is no member of the family"
    np.testing.assert_array_equal([cell.p_fail for cell in cells], holm(alone))


def test_a_failure_without_p_stays_as_it_was_measured() -> None:
    limit = {"kind": "limit", "metric": MEAN, "at_most": 1.0}
    sets = dict.fromkeys((f"s{i}" for i in range(9)), "must")
    verdict = judge(project(sets, [limit]), dict.fromkeys(sets, GOOD))
    assert {row.outcome for row in verdict.sets} == {"fail"}


def test_confidence_is_that_of_both_bounds_and_failures() -> None:
    verdict = judge(project({"a": "must"}, confidence=0.99), {"a": GOOD})
    assert verdict.resampling.level == 0.98
    assert verdict.sets[0].verdict is not None
    assert verdict.sets[0].verdict.resampling.level == 0.98


@pytest.mark.parametrize(
    ("budget", "outcomes", "expected"),
    [
        (0, "p", "pass"),
        (0, "f", "fail"),
        (1, "f", "pass"),
        (1, "i", "pass"),
        (0, "i", "inconclusive"),
        (1, "fi", "fail"),
        (1, "ii", "inconclusive"),
        (2, "fi", "pass"),
        (2, "fim", "fail"),
        (3, "fim", "pass"),
        (1, "mi", "missing"),
        (99, "fff", "pass"),
    ],
)
def test_sets_that_should_pass_may_fail_within_the_budget(budget: int, outcomes: str, expected: str) -> None:
    made = {"p": GOOD, "f": BAD, "i": UNSURE}
    names = {f"s{i}": letter for i, letter in enumerate(outcomes)}
    runs = {name: made[letter] for name, letter in names.items() if letter != "m"} | {"must": GOOD}
    verdict = judge(project({"must": "must", **dict.fromkeys(names, "should")}, budget=budget), runs)
    assert verdict.outcome == expected
    assert verdict.spent == sum(letter != "p" for letter in outcomes)


def test_the_budget_is_not_for_sets_that_must_pass() -> None:
    verdict = judge(project({"a": "must", "b": "should"}, budget=5), {"a": BAD, "b": GOOD})
    assert (verdict.outcome, verdict.spent) == ("fail", 0)


def test_a_suite_of_sets_that_only_should_pass_is_judged_by_them() -> None:
    assert judge(project({"a": "should"}), {"a": GOOD}).outcome == "pass"
    assert judge(project({"a": "should"}), {"a": BAD}).outcome == "fail"


def test_a_set_without_a_run_is_missing_with_its_reason_and_never_passes() -> None:
    both = project({"a": "must", "b": "must"})
    verdict = judge(both, {"a": GOOD}, {"b": "outputs/b.new.txt does not exist"})
    assert (verdict.outcome, verdict.sets[1].outcome) == ("missing", "missing")
    assert verdict.sets[1].reason == "outputs/b.new.txt does not exist"
    assert judge(both, {"a": GOOD}).sets[1].reason == "it was not scored"


def test_a_set_that_can_not_be_judged_is_missing_and_says_why() -> None:
    verdict = judge(project({"a": "must"}), {"a": single_system(GOOD, "old", "old")})
    assert verdict.sets[0].outcome == "missing"
    assert verdict.sets[0].reason == "the candidate's run has no system 'new'; try: --system with one of old"


def test_a_set_without_a_rule_says_nothing_and_a_suite_without_a_rule_does_not_pass() -> None:
    rules = [{**NOT_WORSE, "sets": ["a"]}]
    verdict = judge(project({"a": "must", "b": "must"}, rules), {"a": BAD, "b": GOOD})
    assert verdict.outcome == "fail"
    assert (verdict.sets[1].outcome, dict(verdict.sets[1].cells)) == ("pass", {})
    assert judge(project({"a": "must"}, []), {"a": GOOD}).outcome == "missing"
    assert judge(project({"a": "must", "b": "must"}, rules), {"a": GOOD}).outcome == "missing", "b was not scored"


def test_rules_that_read_alike_both_count() -> None:
    near: dict[str, Any] = {**NOT_WORSE, "margin": 1.0000001}
    limits: list[dict[str, Any]] = [{"kind": "limit", "metric": MEAN, "at_most": value} for value in (1.0000001, 1.0)]
    verdict = judge(
        project({"a": "must"}, [NOT_WORSE, near, *limits]), {"a": run_of({"old": [1.0], "new": [1.00000005]})}
    )
    assert len(verdict.rules) == 2
    assert verdict.outcome == "fail"


def test_pinned_baselines_stand_for_a_system_of_the_run() -> None:
    pins = {"a": single_system(GOOD, "old", "release 1"), "b": single_system(BAD, "old", "release 1")}
    runs = {"a": single_system(GOOD, "new", "new"), "b": single_system(BAD, "new", "new")}
    both = project({"a": "must", "b": "must"})
    verdict = judge(both, runs, baselines=pins)
    assert [row.outcome for row in verdict.sets] == ["pass", "fail"]
    assert verdict.means, "pinned baselines have means, too"
    without = judge(both, runs, baselines={"a": pins["a"]})
    assert without.sets[1].outcome == "missing"
    assert without.sets[1].reason == "the pinned baseline has no run of it"


def test_a_pinned_baseline_of_other_data_is_not_comparable() -> None:
    other = single_system(scored(1.0, documents=9), "old", "old")
    verdict = judge(project({"a": "must"}), {"a": single_system(GOOD, "new", "new")}, baselines={"a": other})
    assert verdict.outcome == "not comparable"
    assert verdict.means == ()


def test_rules_about_the_candidate_alone_need_no_baseline() -> None:
    rules = [{"kind": "minimum", "metric": MEAN, "score": 45.0}]
    alone = project({"a": "must"}, rules, baseline="")
    verdict = judge(alone, {"a": GOOD})
    assert verdict.outcome == "pass"
    assert COPIED not in " ".join(verdict.warnings)
    assert judge(project({"a": "must"}, rules), {"a": GOOD}, baselines={}).outcome == "pass"


def test_warnings_name_their_set_and_come_once() -> None:
    few = scored(1.0, documents=4)
    verdict = judge(project({"a": "must", "b": "must"}), {"a": few, "b": few})
    assert [warning.split(":")[0] for warning in verdict.warnings] == ["a", "b"]
    assert "only 4 documents" in verdict.warnings[0]


def test_a_verdict_is_the_same_in_every_run() -> None:
    chosen, runs = project({"a": "must", "b": "should"}), {"a": GOOD, "b": UNSURE}
    assert judge(chosen, runs) == judge(chosen, runs)
