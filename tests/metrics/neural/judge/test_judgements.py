"""Judgements: what each protocol takes for an answer, and what it doesn't."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.metrics.neural.judge.answers import UnreadableAnswer
from tertium.metrics.neural.judge.judgements import Judgement, Mark, judgement
from tertium.metrics.neural.judge.prompts import PROTOCOLS, ProtocolName


def error(text: str = "Hund", **fields: Any) -> dict[str, Any]:
    return {"text": text, "severity": "major", **fields}


@pytest.mark.parametrize(
    ("protocol", "answer", "expected"),
    [
        ("da", {"score": 80}, Judgement(80.0)),
        ("da", {"score": 0}, Judgement(0.0)),
        ("da", {"score": 99.5, "why": "fine"}, Judgement(99.5)),
        ("esa", {"errors": [], "score": 100}, Judgement(100.0)),
        ("esa", {"errors": [error()], "score": 40}, Judgement(40.0, (Mark("Hund", "major"),))),
        ("mqm", {"errors": []}, Judgement(0.0)),
        (
            "mqm",
            {"errors": [error(category="style", severity="minor"), error("", category="accuracy")]},
            Judgement(-6.0, (Mark("Hund", "minor", "style"), Mark("", "major", "accuracy"))),
        ),
        (
            "mqm",
            {"errors": [error(category="accuracy", severity="critical"), error(category="style")]},
            Judgement(-25.0, (Mark("Hund", "critical", "accuracy"), Mark("Hund", "major", "style"))),
        ),
        ("rubric", {"errors": []}, Judgement(100.0)),
        (
            "rubric",
            {"errors": [error(severity=10), error("x", severity=41), error("y", severity=81)]},
            Judgement(0.0, (Mark("Hund", "minor"), Mark("x", "major"), Mark("y", "critical"))),
        ),
        ("rubric", {"errors": [error(severity=10)]}, Judgement(90.0, (Mark("Hund", "minor"),))),
        ("pairwise", {"better": "A"}, Judgement(1.0)),
        ("pairwise", {"better": "tie"}, Judgement(0.5)),
        ("pairwise", {"better": "B"}, Judgement(0.0)),
    ],
)
def test_an_answer_of_the_schema_is_read(protocol: ProtocolName, answer: dict[str, Any], expected: Judgement) -> None:
    assert judgement(protocol, json.dumps(answer)) == expected


@pytest.mark.parametrize(
    ("protocol", "answer", "reason"),
    [
        ("da", {}, "score is missing"),
        ("da", {"score": "80"}, "score is no number"),
        ("da", {"score": True}, "score is no number"),
        ("da", {"score": None}, "score is no number"),
        ("da", {"score": [80]}, "score is no number"),
        ("da", {"score": 101}, "score is not between 0 and 100"),
        ("da", {"score": -1}, "score is not between 0 and 100"),
        ("esa", {"score": 80}, "errors is missing"),
        ("esa", {"errors": "none", "score": 80}, "errors is no list of objects"),
        ("esa", {"errors": ["Hund"], "score": 80}, "errors is no list of objects"),
        ("esa", {"errors": [error()] * 51, "score": 80}, "more than 50 errors"),
        ("esa", {"errors": [error(severity="critical")], "score": 80}, "severity is none of minor, major"),
        ("esa", {"errors": [error(severity="Major")], "score": 80}, "severity is none of minor, major"),
        ("esa", {"errors": [{"severity": "major"}], "score": 80}, "text is missing"),
        ("esa", {"errors": [error(None)], "score": 80}, "text is no text"),  # type: ignore[arg-type]
        ("mqm", {"errors": [error()]}, "category is missing"),
        ("rubric", {"errors": [error()]}, "severity is no number"),
        ("rubric", {"errors": [error(severity=0)]}, "severity is not between 1 and 100"),
        ("pairwise", {"better": "a"}, "better is none of A, tie, B"),
        ("pairwise", {"better": ["A"]}, "better is none of A, tie, B"),
    ],
)
def test_another_answer_is_missing_with_a_reason(protocol: ProtocolName, answer: dict[str, Any], reason: str) -> None:
    with pytest.raises(UnreadableAnswer) as caught:
        judgement(protocol, json.dumps(answer))
    assert str(caught.value) == reason


def test_a_number_beyond_all_floats_is_out_of_range() -> None:
    with pytest.raises(UnreadableAnswer, match="not between"):
        judgement("da", '{"score": 1e999}')
    with pytest.raises(UnreadableAnswer, match="not between"):
        judgement("da", '{"score": 1' + "0" * 400 + "}")


@given(st.sampled_from(PROTOCOLS), st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists))
def test_any_values_are_a_score_within_bounds_or_a_reason(protocol: ProtocolName, value: object) -> None:
    keys = ("score", "errors", "better")
    for answer in (dict.fromkeys(keys, value), {"score": 50, "errors": [{"text": value, "severity": value}]}):
        with suppress(UnreadableAnswer):
            assert -25 <= judgement(protocol, json.dumps(answer)).score <= 100


def test_a_negative_zero_is_zero() -> None:
    assert str(judgement("da", '{"score": -0.0}').score) == "0.0"
