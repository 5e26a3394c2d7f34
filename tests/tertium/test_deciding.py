"""A comment leaves out what only a page shows; see commands/test_decisions.py for the command."""

from __future__ import annotations

from tertium.corpora.types import EvalSet
from tertium.deciding import decided, with_triage
from tertium.evals.compare import compare
from tertium.evals.evaluate import evaluate
from tertium.evals.results import Resampling
from tests.evals.making import run_of
from tests.evals.test_filter import scored

QUICK = Resampling(samples=200)


def test_a_page_has_parts_of_the_set_and_of_differences_and_a_comment_has_none() -> None:
    run = scored()
    comparison = compare(run, baseline="north", resampling=QUICK)
    page = decided(run, QUICK, comparison=comparison, verdict=None)
    comment = decided(run, QUICK, comparison=comparison, verdict=None, is_page=False)
    assert page.slices
    assert page.contributions
    assert comment.slices == ()
    assert comment.contributions == {}
    assert page.standings == comment.standings
    assert comment.comparison is comparison
    assert page.comparison
    assert page.comparison.triage
    assert page.comparison.differences == comparison.differences


def test_the_differences_of_the_systems_that_lose_most_are_taken_apart_on_a_page() -> None:
    run = run_of({"base": [2.0] * 3, "a": [1.0, 2.0, 2.0], "b": [3.0] * 3, "c": [0.0] * 3, "d": [1.0] * 3})
    comparison = compare(run, resampling=QUICK)
    page = decided(run, QUICK, comparison=comparison, verdict=None)
    assert page.comparison
    assert page.comparison.triage
    assert list(page.comparison.triage.deltas) == ["a", "c", "d"]
    triage = with_triage(run, comparison).triage
    assert triage
    assert list(triage.deltas) == ["a", "b", "c", "d"]


def test_checks_that_were_not_measured_for_the_languages_are_told() -> None:
    data = EvalSet.from_lists({"a": ["I have 3."]}, ["I have 3."], ["Nina 3."], languages=("kl", "en"))
    told = decided(evaluate(data, ["numbers", "quotes", "chrf"]), QUICK, comparison=None, verdict=None).unmeasured
    assert told == {"numbers": "not measured for kl-en, nor for kl in other pairs"}
