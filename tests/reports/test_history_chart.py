"""The chart of a history: a line per system that breaks where data or the metric changed."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.errors import UsageError
from tertium.evals.results import History
from tertium.reports.history_chart import history_chart
from tests.reports.test_history import NAN, point, series

HISTORY = History(
    "runs",
    0.95,
    (series(point("a", 50), point("b_$x$", 52, 2.0, "system", day=2), point("c", 40, NAN, "data", day=3)),),
)


def test_a_line_breaks_where_scores_can_not_be_compared() -> None:
    (axes,) = history_chart(HISTORY).figure.axes
    lines = [np.asarray(line.get_xdata()).tolist() for line in axes.lines if line.get_linestyle() == "-"]
    assert lines == [[0, 1], [2]]
    assert [np.asarray(line.get_xdata()).tolist()[0] for line in axes.lines if line.get_linestyle() == ":"] == [1.5]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["a", "b_$x$", "c"]
    assert axes.get_ylabel() == "chrf, points ↑"


def test_the_same_history_gives_the_same_bytes() -> None:
    assert history_chart(HISTORY).render() == history_chart(HISTORY).render()
    assert b"chrf over runs" in history_chart(HISTORY).render()


def test_more_systems_than_colours_are_drawn_and_an_unknown_metric_is_refused() -> None:
    many = History("runs", 0.95, tuple(series(point("a", i), system=f"s{i}") for i in range(9)))
    assert len(history_chart(many).figure.axes[0].lines) == 9
    with pytest.raises(UsageError, match=r"no run has the metric 'ter'\n  try: chrf"):
        history_chart(HISTORY, "ter")
