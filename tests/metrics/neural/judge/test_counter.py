"""Counting hypotheses by a judge: asked once, read once, missing with a reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.services.answer import Answer
from tertium.services.budget import Budget
from tests.metrics.neural.judge.judging import GOOD, REFERENCES, Script, counter, refuse

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path))


def by_length(question: dict[str, Any], _: int) -> str:
    return json.dumps({"score": len(question["translation"])})


def test_a_row_is_a_segment_s_judgement() -> None:
    counted = counter(Script(by_length))(GOOD)
    assert counted.counts.tolist() == [
        [15.0, 1.0, 0.0, 0.0, 1.0],
        [15.0, 1.0, 0.0, 0.0, 1.0],
        [9.0, 1.0, 0.0, 0.0, 1.0],
    ]
    assert not counted.unscored
    assert not counted.warnings


def test_as_many_hypotheses_as_segments() -> None:
    with pytest.raises(ValueError, match="2 hypotheses for 3 segments"):
        counter(Script(by_length))(GOOD[:2])


def test_several_judgements_are_a_mean_and_its_noise() -> None:
    service = Script(lambda _, repetition: json.dumps({"score": 70 + 10 * repetition}))
    counted = counter(service, n=3, seed=5)(GOOD)
    assert counted.counts[0].tolist() == [80.0, 1.0, 200.0, 2.0, 1 / 3]
    assert [request.options["seed"] for request in service.asked[:3]] == [5, 6, 7]


def test_nothing_is_asked_twice_neither_what_could_not_be_read_nor_by_a_new_process() -> None:
    service = Script(lambda question, _: "no idea" if "cat" in question["translation"] else '{"score": 9}')
    first = counter(service)(GOOD)
    assert first.unscored == {1: "no JSON object in the answer"}
    assert len(service.asked) == 3
    lines: list[str] = []
    again = counter(service, lines=lines)([*GOOD[:2], "It is raining."])
    assert len(service.asked) == 4
    assert lines[0].startswith("1 request, about ")
    assert lines[0].endswith("tokens; 2 answered before")
    assert again.unscored == first.unscored


def test_without_a_cache_a_counter_remembers_its_own_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", "off")
    service = Script(by_length)
    count = counter(service)
    assert np.array_equal(count(GOOD).counts, count(GOOD).counts)
    assert len(service.asked) == 3


def test_what_a_service_does_not_answer_is_missing_with_its_reason_and_asked_by_the_next_run() -> None:
    service = Script(lambda question, _: refuse("status 503") if "dog" in question["translation"] else '{"score": 9}')
    assert counter(service)(GOOD).unscored == {0: "no answer: status 503"}
    service.answer = by_length
    assert not counter(service)(GOOD).unscored
    assert len(service.asked) == 4


def test_a_refusal_and_an_answer_that_is_cut_off_are_missing() -> None:
    ends = iter(["content_filter", "length", "stop"])
    service = Script(lambda _, __: Answer('{"score": 9}', finish_reason=next(ends)))
    assert counter(service)(GOOD).unscored == {
        0: "the judge refused",
        1: "the answer was cut off at the most tokens",
    }


def test_a_spent_budget_leaves_the_rest_missing() -> None:
    counted = counter(Script(by_length), budget=Budget(requests=1))(GOOD)
    assert len(counted.unscored) == 2
    assert set(counted.unscored.values()) == {"no answer: the budget of 1 request is spent"}


def test_a_segment_keeps_the_judgements_that_can_be_read() -> None:
    service = Script(lambda _, repetition: '{"score": 9}' if repetition else "{}")
    counted = counter(service, n=2)(GOOD)
    assert counted.counts[:, 4].tolist() == [1.0, 1.0, 1.0]
    assert counted.warnings == ("missing: 3 judgements of segments that have others: score is missing (3)",)


def test_both_orders_of_a_pair_make_one_judgement_and_one_alone_makes_none() -> None:
    def first(question: dict[str, Any], _: int) -> str:
        return "{}" if question["translation_a"] == REFERENCES[2] else '{"better": "A"}'

    service = Script(first)
    counted = counter(service, "pairwise", orders=(False, True))(GOOD)
    assert counted.counts[:2, 0].tolist() == [0.5, 0.5], "a judge that takes the first one prefers none"
    assert counted.unscored == {2: "better is missing"}
    assert len(service.asked) == 6
    assert counter(service, "pairwise", orders=(False,))(GOOD).counts[:, 0].tolist() == [1.0, 1.0, 1.0]
    assert counter(service, "pairwise", orders=(True,))(GOOD).counts[:2, 0].tolist() == [0.0, 0.0]
    assert len(service.asked) == 6


def test_errors_are_spans_and_what_is_not_in_the_text_is_told() -> None:
    errors = [{"text": "dog", "severity": "major"}, {"text": "wolf", "severity": "minor"}]
    service = Script(lambda _, __: json.dumps({"errors": errors, "score": 30}))
    counted = counter(service, "esa", rows=1)(GOOD[:1])
    assert [(span.start, span.end, span.severity) for span in counted.spans] == [(4, 7, "major")]
    assert counted.warnings == ("1 of 2 passages that the judge marks aren't in the hypothesis",)


def test_the_model_that_answered_is_told() -> None:
    service = Script(lambda _, __: Answer('{"score": 9}', model="gemma-3-270m"))
    assert counter(service)(GOOD).warnings == ("answered by gemma-3-270m, as the service says",)
