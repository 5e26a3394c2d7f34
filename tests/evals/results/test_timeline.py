"""A history's values: what counts as a shown change, and since when a score is what it is."""

from __future__ import annotations

import pytest

from tertium.evals.results import History, Interval, Point, Series

NAN = float("nan")


def point(run: str, low: float = NAN, high: float = NAN, *changed: str) -> Point:
    interval = Interval(low, high)
    return Point(run, run, "", "x", "f", "s", 1.0, Interval(0.5, 1.5), 10, (low + high) / 2, interval, changed)


def series(*points: Point) -> Series:
    return Series("set", "x", "chrf", "points", higher_is_better=True, points=points)


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(0.1, 0.2, True), (-0.2, -0.1, True), (-0.1, 0.1, False), (0, 1e-12, False), (NAN, NAN, False)],
)
def test_a_change_is_shown_where_its_interval_leaves_out_0(low: float, high: float, shown: bool) -> None:  # noqa: FBT001
    assert point("a", low, high).is_shown is shown


def test_since_is_the_latest_shown_change_or_break() -> None:
    first, better, same = point("a"), point("b", 0.1, 0.2, "system"), point("c", -0.1, 0.1, "system")
    other_data = point("d", NAN, NAN, "data")
    assert series(first, better, same).since is better
    assert series(first, better, same, other_data).since is other_data
    assert series(first, same).since is None


def test_it_shows_itself_in_a_notebook_escaped() -> None:
    history = History("<runs>", 0.95, (series(point("a")),), ("<b> is left out",))
    assert "&lt;runs&gt;" in history._repr_html_()
    assert "&lt;b&gt; is left out" in history._repr_html_()
    assert repr(history) == "<History of '<runs>': 1 series>"
    assert history.frame.loc[0, "high"] == 1.5
