"""The scores of groups as a frame, as text and as HTML."""

from __future__ import annotations

from dataclasses import replace

from tertium.evals.grouping import grouped
from tertium.evals.results import Resampling
from tests.evals.making import MEAN, run_of

RUN = run_of({"<b>": [1.0, 2.0, 3.0]}, [2, 1])
GROUPS = grouped(RUN, "customer", ["x", "y", None], resampling=Resampling(samples=200))


def test_the_frame_has_a_row_per_group_system_and_metric() -> None:
    assert list(GROUPS.frame) == ["customer", "system", "metric", "score", "low", "high", "segments", "documents"]
    assert GROUPS.frame[["customer", "score", "segments", "documents"]].to_numpy().tolist() == [
        ["x", 1.0, 1, 1],
        ["y", 2.0, 1, 1],
    ]


def test_a_column_called_like_another_is_called_group() -> None:
    assert replace(GROUPS, by="system").frame["group"].tolist() == ["x", "y"]


def test_it_shows_itself_with_all_that_is_to_be_said() -> None:
    groups = replace(GROUPS, left_out={"bleu": "not installed"})
    lines = repr(groups).splitlines()
    assert lines[0] == "made: scores by customer"
    assert lines[1].split()[:3] == ["customer", "system", "metric"]
    assert f"{MEAN}" in lines[2]
    assert lines[-1] == "no scores by bleu: not installed"
    assert "1 of 3 segments are in no group: d1#1" in lines
    html = groups._repr_html_()
    assert "&lt;b&gt;" in html
    assert "1 of 3 segments are in no group" in html
