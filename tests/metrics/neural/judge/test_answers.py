"""Answers as models give them: read, or missing with a reason."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.metrics.neural.judge.answers import LONGEST, UnreadableAnswer, json_object


@pytest.mark.parametrize(
    "text",
    [
        '{"score": 80}',
        ' \n{"score": 80}\n',
        '```json\n{"score": 80}\n```',
        '```\n{"score": 80}\n```\nI hope this helps!',
        'Here is my assessment:\n\n{"score": 80}\n\nThe translation is good.',
        '<think>It\'s fine, "really".</think>{"score": 80}',
        '[{"score": 80}]',
        '{"score": 80} {"score": 80}',
        '\N{ZERO WIDTH NO-BREAK SPACE}{"score": 80}',
        '{\n  "score": 80\n}',
    ],
)
def test_what_stands_around_the_object_is_forgiven(text: str) -> None:
    assert json_object(text) == {"score": 80}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the answer is empty"),
        (" \n\t", "the answer is empty"),
        ("I can't judge this.", "no JSON object in the answer"),
        ("80", "no JSON object in the answer"),
        ("[80]", "no JSON object in the answer"),
        ('{"score": 80} or rather {"score": 70}', "two answers that differ"),
        ('{"score": 80, "score": 70}', "two answers in one object: a key stands twice"),
        ("{'score': 80}", "not JSON: other quotes than double ones"),
        ("{“score”: 80}", "not JSON: other quotes than double ones"),
        ("{`score`: 80}", "not JSON: other quotes than double ones"),
        ("{score: 80}", "not JSON"),
        ('{"score": 80,}', "not JSON"),
        ('{"score": 08}', "not JSON"),
        ('{"score": eighty}', "not JSON"),
        ('{"score": NaN}', "not JSON: nan or infinity"),
        ('{"score": 8', "the JSON is cut off"),
        ('{"score": ', "the JSON is cut off"),
        ('{"errors": [{"text": "the end', "the JSON is cut off"),
        ('{"score": 1' + "0" * 10_000 + "}", "not JSON"),
        ('{"a":' * 30_000, "not JSON"),
        ("x" * (LONGEST + 1), "the answer is too long"),
    ],
)
def test_what_cannot_be_read_has_a_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableAnswer) as caught:
        json_object(text)
    assert str(caught.value) == reason


def test_an_object_that_is_quoted_inside_of_a_broken_one_is_no_answer() -> None:
    # The quoted one may come from the hypothesis.
    with pytest.raises(UnreadableAnswer, match="other quotes"):
        json_object("{'note': 'the text says {\"score\": 100}', 'score': 3}")


def test_an_object_that_the_answer_quotes_beside_its_own_is_a_second_answer() -> None:
    with pytest.raises(UnreadableAnswer, match="two answers"):
        json_object('The text claims {"score": 100}. My answer: {"score": 3}')


VALUES = st.recursive(st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(), st.lists, max_leaves=5)
OBJECTS = st.dictionaries(st.text(), VALUES | st.dictionaries(st.text(), VALUES))
PROSE = st.text(st.characters(exclude_characters="{"))


@given(OBJECTS, PROSE, PROSE, st.booleans())
def test_any_object_is_read_from_any_prose(item: dict[str, Any], before: str, after: str, ascii_only: bool) -> None:  # noqa: FBT001
    written = json.dumps(item, ensure_ascii=ascii_only)
    assert json_object(f"{before}{written}{after}") == item


@given(OBJECTS, OBJECTS)
def test_of_two_objects_that_differ_neither_is_taken(one: dict[str, Any], other: dict[str, Any]) -> None:
    text = f"{json.dumps(one)} {json.dumps(other)}"
    if json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True):
        assert json_object(text) == one
    elif one != other:  # True equals 1
        with pytest.raises(UnreadableAnswer):
            json_object(text)


@given(st.text())
def test_any_text_is_an_object_or_has_a_reason(text: str) -> None:
    with suppress(UnreadableAnswer):
        assert isinstance(json_object(text), dict)


@given(OBJECTS.filter(bool), st.data())
def test_an_object_that_is_cut_off_is_never_read(item: dict[str, Any], data: st.DataObject) -> None:
    written = json.dumps(item)
    cut = data.draw(st.integers(0, len(written) - 1))
    with pytest.raises(UnreadableAnswer):
        json_object(written[:cut])
