"""A challenge's result as a frame, as text and as HTML, with all that is to be said."""

from __future__ import annotations

from dataclasses import replace

import tertium
from tests.evals.challenge.making import NUMBERS, made

RESULT = tertium.challenge(made(), ["chrf", "numbers"])


def test_the_frame_has_a_row_per_metric_and_part() -> None:
    frame = RESULT.frame
    assert list(frame) == [
        *("metric", "system", "part", "name", "severity", "pairs", "clusters"),
        *("better", "tied", "worse", "low", "high"),
    ]
    assert len(frame) == 2 * (1 + 2 + 3)
    assert repr(RESULT) == "<Challenge 'made': 3 pairs by chrf, numbers>"


def test_what_is_to_be_said_stands_above_the_html_and_names_are_escaped() -> None:
    result = replace(RESULT, left_out={"<b>": "no\nmodel"}, unscored={"chrf": 2}, notes=("a note",))
    assert result.remarks == ("a note", "chrf has no score for 2 of 3 pairs", "<b> is left out: no; model")
    html = result._repr_html_()
    assert "&lt;b&gt; is left out" in html
    assert "made: how often the better translation is preferred" in html


def test_a_result_is_a_value() -> None:
    assert tertium.challenge(made(), ["chrf", "numbers"]) == RESULT
    assert RESULT.fingerprint != tertium.challenge(made(NUMBERS), "chrf").fingerprint
