"""The table of what a campaign can be expected to decide."""

from __future__ import annotations

from tertium.evals.human.campaign import Plan
from tertium.evals.human.campaign_forecast import Choice, plan_campaign
from tertium.reports.formats import load
from tertium.reports.sections.campaign import campaign_table
from tests.evals.human.campaign_sets import small_run, small_set


def test_the_table_says_what_is_rated_and_what_to_expect() -> None:
    run = small_run()
    plan = Plan(annotators=2, attention=1)
    _, forecast = plan_campaign(run.data, plan, Choice(4, "variance"), run=run, prefill=["numbers"])
    table = campaign_table(forecast)
    assert [row[:2] for row in table.rows] == [(2, ""), (4, "yes"), (8, "")]
    text = str(load("text").render([table]))
    for line in (
        "esa: 4 documents, 3 systems, 2 annotators, 36 ratings, 2 attention items",
        "documents: 4 of 8, with the highest variance of chrf",
        "domains: news 3 of 6, talk 1 of 2",
        "marked before anyone rates: numbers",
        "expected from chrf",
    ):
        assert line in text


def test_without_scores_nothing_is_expected() -> None:
    _, forecast = plan_campaign(small_set(), Plan(), Choice(4))
    table = campaign_table(forecast)
    assert {row[4:] for row in table.rows} == {(None, None, None)}
    assert any("no scores to expect anything from" in note for note in table.notes)
