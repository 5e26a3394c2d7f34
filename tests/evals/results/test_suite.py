"""A suite's verdict says what it is, as a frame and in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.evals.suite.judge import judge
from tests.evals.making import MEAN
from tests.evals.suite.making import NOT_WORSE, project, scored

if TYPE_CHECKING:
    from tertium.evals.results.suite import SuiteVerdict


def verdict() -> SuiteVerdict:
    rules = [NOT_WORSE, {"kind": "limit", "metric": MEAN, "at_most": 80, "sets": ["a"]}]
    return judge(
        project({"a": "must", "b": "should", "c": "should"}, rules),
        {"a": scored(1.0), "b": scored(-5.0)},
        {"c": "<gone>"},
    )


def test_a_frame_has_a_row_per_set_and_rule_and_one_of_a_set_without_a_verdict() -> None:
    frame = verdict().frame
    assert frame["set"].tolist() == ["a", "a", "b", "c"]
    assert frame["outcome"].tolist()[:3] == ["pass", "pass", "fail"]
    assert frame["said"].tolist()[3] == "<gone>"
    checks = [cell for row in verdict().sets for cell in row.cells.values()]
    assert frame["delta"].tolist()[0] == checks[0].check.estimate
    assert frame["p_fail"].tolist()[2] == checks[2].p_fail


def test_it_names_outcome_systems_and_size() -> None:
    assert repr(verdict()) == "<SuiteVerdict: fail, new against old, 3 sets, 2 rules>"
    alone = project({"a": "must"}, [{"kind": "required", "metric": MEAN}], baseline="")
    assert repr(judge(alone, {"a": scored(1.0)})) == "<SuiteVerdict: pass, new against no baseline, 1 set, 1 rule>"


def test_a_notebook_shows_it_escaped() -> None:
    html = verdict()._repr_html_()
    assert "FAIL: new against old" in html
    assert "&lt;gone&gt;" in html
    assert "<gone>" not in html
