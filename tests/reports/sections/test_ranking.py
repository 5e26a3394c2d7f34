"""A ranking claims no more than was shown."""

from __future__ import annotations

from dataclasses import replace

from tertium.evals.results import (
    Interval,
    Pair,
    Place,
    Ranking,
    Resampling,
    Standings,
)
from tertium.reports.sections.ranking import ranking_tables


def ranking(metric: str, p: float, order: str = "abc", *, higher: bool = True) -> Ranking:
    """Return a ranking in this order; the first pair of neighbours has this p, all others are sure."""
    pairs = tuple(
        Pair(x, y, p if i + j == 1 else 0.001) for i, x in enumerate(order) for j, y in enumerate(order) if i < j
    )
    places = tuple(Place(system, 3.0 - i, Interval(0, 4), 1, 1, 3) for i, system in enumerate(order))
    return Ranking(metric, f"{metric}|x:1", places, pairs, 9, higher)


def standings(*rankings: Ranking) -> Standings:
    overall = {"a": 1.0, "b": 1.1, "c": 3.0}
    return Standings("made", "f" * 16, rankings, overall, Resampling(), "none", 9)


def test_an_order_over_metrics_says_by_which_metrics_it_is_shown() -> None:
    last = ranking_tables(standings(ranking("bleu", 0.4), ranking("ter", 0.2, higher=False)))[-1]
    assert [row[2] for row in last.rows] == ["no metric: the order is not shown", "bleu, ter", None]


def test_of_few_documents_the_order_is_not_told() -> None:
    few = replace(standings(ranking("bleu", 0.4)), clusters=5)
    assert ranking_tables(few)[-1].rows[0][2] == "no metric: too few documents to tell"
    with_adjustment = replace(
        standings(ranking("bleu", 0.4)), clusters=7, adjusted="holm"
    )  # 3 pairs, p at least 3 / 64
    assert ranking_tables(with_adjustment)[-1].rows[0][2] == "no metric: the order is not shown"
    fewer = replace(with_adjustment, clusters=6)
    assert ranking_tables(fewer)[-1].rows[0][2] == "no metric: too few documents to tell"


def test_metrics_that_say_the_contrary_are_named() -> None:
    last = ranking_tables(standings(ranking("bleu", 0.01), ranking("chrf", 0.01, "bac")))[-1]
    assert last.rows[0][2] == "bleu; worse by chrf"


def test_a_ranking_shows_the_direction_of_its_metric() -> None:
    first, second, _ = ranking_tables(standings(ranking("bleu", 0.4), ranking("ter", 0.4, higher=False)))
    assert [table.columns[3].heading for table in (first, second)] == ["bleu ↑", "ter ↓"]


def test_the_rank_over_metrics_says_over_which_and_by_whose_rule() -> None:
    made = standings(ranking("bleu", 0.4), ranking("numbers", 0.4, higher=False))
    assert ranking_tables(made)[-1].notes[0] == "rank over bleu, numbers"
    last = ranking_tables(replace(made, over=("bleu",), aggregate="wmt24"))[-1]
    assert last.notes[0] == "rank over bleu; not over numbers"
    assert last.title == "made: over 1 metric, by wmt24"
