"""Results in a notebook."""

from __future__ import annotations

from tertium.evals.results.notebook import frame_of, html, row_of
from tertium.evals.results.resampling import Interval
from tertium.evals.results.standings import Place


def test_an_interval_becomes_two_columns_in_its_place() -> None:
    row = row_of(Place("north", 2.0, Interval(1.0, 3.0), 1, 1, 2))
    assert list(row) == ["system", "score", "low", "high", "cluster", "first", "last"]
    assert (row["low"], row["high"]) == (1.0, 3.0)


def test_rows_become_a_frame_and_no_rows_an_empty_one() -> None:
    assert frame_of([{"a": 1}, {"a": 2}])["a"].tolist() == [1, 2]
    assert frame_of([]).empty


def test_texts_are_escaped_shown_whole_and_undefined_is_a_dash() -> None:
    text = html("<title>", ["a & b"], frame_of([{"text": "<i>" * 40, "score": float("nan")}]))
    assert "&lt;title&gt;" in text
    assert "a &amp; b" in text
    assert "&lt;i&gt;" * 40 in text
    assert "–" in text
