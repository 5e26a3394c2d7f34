"""A campaign and what to expect of it, of a set alone and of a run."""

from __future__ import annotations

import pytest

from tertium.errors import UsageError
from tertium.evals.human.campaign import Plan
from tertium.evals.human.campaign_forecast import Choice, plan_campaign
from tertium.evals.human.measure import with_ratings
from tertium.evals.human.ratings import Rating, Ratings
from tests.evals.human.campaign_sets import SYSTEMS, small_run, small_set

RUN = small_run()


def test_a_run_tells_what_to_expect_by_its_first_metric_of_quality() -> None:
    campaign, forecast = plan_campaign(RUN.data, Plan(annotators=2, each=2), Choice(4), run=RUN)
    assert (forecast.basis, forecast.pairs, len(forecast.documents)) == ("chrf", 3, 4)
    assert forecast.outputs == 2 * 3 * 4 * 3
    assert [(item.documents, item.chosen) for item in forecast.expectations] == [(2, False), (4, True), (8, False)]
    margins = [item.margin for item in forecast.expectations]
    assert margins == sorted(margins, reverse=True)
    assert forecast.domains == (("news", 3, 6), ("talk", 1, 2))
    assert campaign.choice == forecast.choice == "4 of 8, at random"


@pytest.mark.parametrize("way", ["variance", "disagreement", "diversity"])
def test_documents_that_are_chosen_by_value_are_called_no_sample(way: str) -> None:
    _, forecast = plan_campaign(RUN.data, Plan(), Choice(4, way), run=RUN)
    assert any(line.startswith(f"documents chosen by {way} are no sample") for line in forecast.warnings)
    assert len(forecast.documents) == 4


def test_people_in_the_run_come_before_metrics_and_earlier_ratings_before_them() -> None:
    rows = tuple(Rating(name, i, f"r{i % 2}", 50 + 10 * s + i % 7) for s, name in enumerate(SYSTEMS) for i in range(24))
    ratings = Ratings("esa", rows)
    _, forecast = plan_campaign(RUN.data, Plan(), Choice(4), run=with_ratings(RUN, ratings))
    assert forecast.basis == "esa"
    _, forecast = plan_campaign(RUN.data, Plan(), Choice(4), run=RUN, earlier=ratings)
    assert forecast.basis == "earlier ratings (esa, 2 raters)"


def test_a_set_alone_can_be_drawn_from_and_what_needs_a_run_says_so() -> None:
    data = small_set()
    _, forecast = plan_campaign(data, Plan(), Choice(4, "diversity"))
    assert (forecast.basis, forecast.pairs) == ("", 0)
    assert any("no scores to expect anything from" in line for line in forecast.warnings)
    with pytest.raises(UsageError, match="the seed is not between 0"):
        plan_campaign(data, Plan(seed=-1), Choice(4))
    with pytest.raises(UsageError, match="a level of 95 is not between"):
        plan_campaign(data, Plan(), Choice(4), level=95)
    for choice, prefill in ((Choice(4, "variance"), ()), (Choice(4, metrics=("chrf",)), ()), (Choice(4), ("numbers",))):
        with pytest.raises(UsageError, match=r"tertium score"):
            plan_campaign(data, Plan(), choice, prefill=prefill)


def test_spans_of_metrics_are_marked_before_and_it_is_said() -> None:
    campaign, forecast = plan_campaign(RUN.data, Plan(), Choice(), run=RUN, prefill=["numbers"])
    assert campaign.prefilled == forecast.prefilled == ("numbers",)
    assert campaign.spans["poor"]
    assert any("guides annotators" in line for line in forecast.warnings)
    with pytest.raises(UsageError, match="no spans of 'chrf'"):
        plan_campaign(RUN.data, Plan(), Choice(), run=RUN, prefill=["chrf"])


def test_unknown_metrics_and_ways_are_refused_and_idle_people_are_told() -> None:
    with pytest.raises(UsageError, match="no scores of 'comet'"):
        plan_campaign(RUN.data, Plan(), Choice(metrics=("comet",)), run=RUN)
    with pytest.raises(UsageError, match="can't be chosen by 'taste'"):
        Choice(way="taste")
    _, forecast = plan_campaign(RUN.data, Plan(annotators=3), Choice(2), run=RUN)
    assert any(line.startswith("1 annotator without a document") for line in forecast.warnings)


def test_what_the_basis_lacks_is_said() -> None:
    rows = tuple(Rating(name, i, "", 50 + 10 * s + i % 7) for s, name in enumerate(SYSTEMS) for i in range(24))
    ratings = Ratings("esa", rows)
    _, by_metric = plan_campaign(RUN.data, Plan(), Choice(4), run=RUN)
    assert any(line.startswith("people's ratings mostly vary more") for line in by_metric.warnings)
    _, by_people = plan_campaign(RUN.data, Plan(), Choice(4), run=with_ratings(RUN, ratings))
    assert any(line.startswith("the run doesn't know who rated") for line in by_people.warnings)
    _, by_ratings = plan_campaign(RUN.data, Plan(), Choice(4), run=RUN, earlier=ratings)
    assert by_ratings.basis == "earlier ratings (esa, raters not named)"
    for forecast in (by_people, by_ratings):
        assert not any("a metric's scores" in line for line in forecast.warnings)


def test_few_annotators_are_expected_to_decide_less_and_one_says_nothing_of_others() -> None:
    one, two, many = (plan_campaign(RUN.data, Plan(annotators=n), Choice(8), run=RUN)[1] for n in (1, 2, 8))
    assert one.warnings[-1].startswith("1 annotator: differences are tested by documents alone")
    assert "2 annotators: at most 1 degree of freedom; more annotators decide more" in two.warnings
    assert not any("annotators" in line for line in many.warnings)
    margins = [forecast.expectations[-1].margin for forecast in (two, many, one)]
    assert margins[0] > 5 * margins[1]
    assert margins[1] == margins[2], "eight documents have as many degrees of freedom as eight annotators"


def test_documents_are_chosen_by_metrics_and_by_people_only_where_that_is_asked_for() -> None:
    rows = tuple(Rating(name, i, "r", 50 + 10 * s + i % 7) for s, name in enumerate(SYSTEMS) for i in range(24))
    rated = with_ratings(RUN, Ratings("esa", rows))
    for way in ("variance", "disagreement"):
        campaign, forecast = plan_campaign(RUN.data, Plan(), Choice(4, way), run=rated)
        assert forecast.basis == "esa"
        assert campaign.choice == plan_campaign(RUN.data, Plan(), Choice(4, way), run=RUN)[0].choice
        assert "chrf" in campaign.choice
        assert "esa" not in campaign.choice
    asked, _ = plan_campaign(RUN.data, Plan(), Choice(4, "variance", ("esa",)), run=rated)
    assert asked.choice == "4 of 8, with the highest variance of esa"
