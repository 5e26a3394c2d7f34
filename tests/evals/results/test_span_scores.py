"""What a comparison of error spans returns, and how it shows itself."""

from __future__ import annotations

from tertium.evals.results.resampling import Interval, Resampling
from tertium.evals.results.span_scores import SpanScore, SpanScores

SCORES = SpanScores(
    gold="mqm",
    scores=(
        SpanScore("xcomet", "", 9, 0.5, 0.25, 1 / 3, 0.3, Interval(0.2, 0.4), 0.35),
        SpanScore("xcomet", "a", 9, 0.5, 0.25, 1 / 3, 0.3, Interval(0.2, 0.4)),
        SpanScore("[all]", "", 9, 0.1, 1.0, 2 / 11, 0.1, Interval(float("nan"), float("nan"))),
    ),
    resampling=Resampling(samples=1000),
)


def test_scores_of_spans_show_every_prediction_once_in_a_line() -> None:
    assert repr(SCORES) == "<SpanScores against 'mqm': xcomet, [all]>"


def test_their_frame_has_a_row_per_prediction_and_system() -> None:
    frame = SCORES.frame
    numbers = ["outputs", "precision", "recall", "f1", "f1_without_partial", "low", "high", "f1_of_spans"]
    assert list(frame.columns) == ["prediction", "system", *numbers]
    assert frame["system"].tolist() == ["", "a", ""]
    assert frame["f1_of_spans"].isna().tolist() == [False, True, True], "not matched one to one: unknown, not 0"
    assert frame["low"].isna().tolist() == [False, False, True]
