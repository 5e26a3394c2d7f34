"""Behind a verdict stands the comparison of both systems on each set."""

from __future__ import annotations

from dataclasses import replace

from tertium.evals.results import Resampling
from tertium.evals.suite.evidence import evidence
from tertium.evals.types import Key
from tertium.metrics.base import Span
from tests.evals.making import MEAN, run_of
from tests.evals.suite.making import project, scored

QUICK = Resampling(samples=100, level=0.9)
RUN = scored(-1.0)


def test_each_set_has_its_difference_losses_and_findings() -> None:
    pointed = replace(RUN, spans={Key("new", MEAN): (Span(0, 0, 1, "number"),)})
    comparisons = evidence(project({"a": "must", "b": "must"}), {"a": RUN, "b": pointed}, None, QUICK)
    assert list(comparisons) == ["a", "b"]
    (difference,) = comparisons["a"].differences
    assert (difference.system, difference.baseline, difference.metric) == ("candidate", "baseline", MEAN)
    assert any(example.contribution < 0 for example in difference.examples)
    assert comparisons["a"].findings == ()
    assert [change.new for change in comparisons["b"].findings] == [1]


def test_what_can_not_be_compared_is_left_out() -> None:
    runs = {"a": run_of({"old": [1.0]}), "b": RUN}
    assert list(evidence(project({"a": "must", "b": "must", "c": "must"}), runs, None, QUICK)) == ["b"]
    gone = replace(RUN, measures={MEAN: replace(RUN.measures[MEAN], signature="nowhere|1")})
    gone = replace(gone, counts={key: rows[:, [0, 1, 1]] for key, rows in gone.counts.items()})
    assert evidence(project({"a": "must"}), {"a": gone}, None, QUICK) == {}


def test_the_settings_are_those_of_the_verdict() -> None:
    (comparison,) = evidence(project({"a": "must"}), {"a": RUN}, None, QUICK).values()
    assert comparison.resampling == QUICK
