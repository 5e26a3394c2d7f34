"""Scores over runs on a suite's page: since when, with what, and a chart that tells changes from noise."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest

from tertium.evals.results import History, Interval, Point, Series
from tertium.reports.suite import page
from tertium.reports.suite.over_runs import chart, over_runs, overview
from tests.reports.suite.making import suite
from tests.reports.test_history import point, series

SYSTEMS = ("new", "old")


def of(system: str, *points: Point) -> Series:
    return series(*(replace(point, system=system) for point in points), system=system)


def nth(day: int, score: float, change: float = math.nan, *changed: str) -> Point:
    said = (("tags", f"v{day}"),) if day > 1 else ()
    return replace(point(f"news.{day}", score, change, *changed, day=day), description=said)


NEW = of("new", nth(1, 50), nth(2, 50.1, 0.1), nth(3, 52, 1.9, "system"))
OLD = of("old", nth(1, 49), nth(2, 49, 0.0), nth(3, 49, 0.0))
HISTORY = History("kept", 0.9, (OLD, NEW, replace(NEW, name="talks", points=NEW.points[:1])), ("x is left out",))


def test_a_set_has_its_metrics_with_the_candidate_first_and_one_run_is_no_history() -> None:
    shown = over_runs(HISTORY, SYSTEMS)
    assert list(shown) == ["news"]
    (metric,) = shown["news"]
    assert (metric.metric, metric.systems) == ("chrf", ["new", "old"])
    assert metric.sentences == [
        "new: chrf is 52.00 since v3 (2026-01-03), 50.10 before: +1.90 [+1.40, +2.40]; with it changed system",
        "old: chrf: no change is shown over these runs",
    ]
    assert [row[0] for row in metric.tables[0].rows] == ["2026-01-01 10:30", "v2", "v3"]


def test_the_overview_has_a_row_per_system_and_says_since_when_and_what_changed() -> None:
    table = overview(HISTORY, SYSTEMS)
    assert [row[:4] for row in table.rows] == [
        ("news", "chrf", "new", 3),
        ("news", "chrf", "old", 3),
    ]
    assert table.rows[0][7:] == ("v3, 2026-01-03", 1.9, 1.4, 2.4, "system")
    assert [row[-1] for row in table.rows[1:]] == ["no change is shown"]
    assert table.notes == ("of talks a single run is kept", "x is left out")


def test_runs_that_are_called_alike_are_told_apart_by_their_time() -> None:
    alike = tuple(replace(point, description=(("commit", "0123456789abcdef"),)) for point in NEW.points)
    (metric,) = over_runs(replace(HISTORY, series=(replace(NEW, points=alike),)), SYSTEMS)["news"]
    assert metric.tables[0].rows[1][0] == "0123456789, 2026-01-02T10:30"


def test_a_change_that_is_shown_is_filled_and_another_one_is_not() -> None:
    content = chart([NEW, OLD])
    kinds = re.findall(r'class="point (\w+) (run\d)"', content)
    assert kinds == [("same", "run0"), ("same", "run0"), ("shown", "run0"), *[("same", "run1")] * 3]
    assert content.count("whisker") == 6
    assert "<title>new, v3: 52.00</title>" in over_runs(HISTORY, SYSTEMS)["news"][0].chart


@pytest.mark.parametrize("changed", ["data", "metric version"])
def test_a_line_is_broken_where_scores_cannot_be_compared(changed: str) -> None:
    broken = of("new", nth(1, 50), nth(2, 51, 1.0), nth(3, 70, math.nan, changed), nth(4, 71, 1.0))
    content = chart([broken])
    assert content.count("<path") == 2
    assert content.count("rule broken") == 1
    assert "<path" not in chart([of("new", nth(1, 50), nth(2, 70, math.nan, changed))])


def test_scores_without_a_value_and_names_of_any_kind_are_drawn() -> None:
    nothing = replace(nth(2, math.nan), interval=Interval(math.nan, math.nan))
    content = chart([of("<b>&", nth(1, 50), nothing, nth(3, 50))])
    assert content.count("<circle") == 2
    assert "<b>" not in content
    assert "nan" not in content
    assert "<circle" not in chart([of("new", nothing, nothing)])


def test_the_page_shows_it_behind_its_set_and_in_the_overview() -> None:
    verdict, evidence = suite()
    history = replace(HISTORY, series=(NEW, OLD))
    content = page.render(verdict, evidence, history)
    news = content[content.index('id="set-1"') : content.index('id="set-2"')]
    assert "<svg" in news
    assert "since v3 (2026-01-03)" in news
    assert "with it changed system" in news
    assert "All runs" in news
    talks = content[content.index('id="set-2"') : content.index('id="set-3"')]
    assert "<svg" not in talks
    assert '<h2 id="overview-3-title">Over runs</h2>' in content
    assert "x is left out" in content
    single = replace(HISTORY, series=(replace(NEW, points=NEW.points[:1]),))
    assert "Over runs" not in page.render(verdict, evidence, single)
