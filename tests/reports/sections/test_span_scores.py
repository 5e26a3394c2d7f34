"""The table of span scores."""

from __future__ import annotations

from tertium.evals.results import Interval, Resampling
from tertium.evals.results.span_scores import SpanScore, SpanScores
from tertium.reports.sections.span_scores import span_table


def test_all_outputs_stand_first_and_the_rule_below() -> None:
    scores = (
        SpanScore("m", "", 4, 0.5, 0.25, 1 / 3, 0.2, Interval(0.1, 0.5), 0.4),
        SpanScore("m", "x", 4, 0.5, 0.25, 1 / 3, 0.2, Interval(float("nan"), float("nan"))),
    )
    result = SpanScores("gold", scores, Resampling())
    table = span_table(result)
    assert table.title == "gold: error spans"
    assert [row[:3] for row in table.rows] == [("m", "all", 4), ("m", "x", 4)]
    assert table.rows[0][3:] == (0.5, 0.25, 1 / 3, 0.1, 0.5, 0.2, 0.4)
    assert "half" in table.notes[0]
    assert repr(result) == "<SpanScores against 'gold': m>"
