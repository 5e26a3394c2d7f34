"""Questions: texts as data, with context of their own document."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tertium.metrics.neural.judge.prompts import prompt
from tertium.metrics.neural.judge.questions import Questions
from tests.metrics.neural.judge.judging import GOOD, REFERENCES, SOURCES, texts


def asked(questions: Questions, row: int, hypotheses: tuple[str, ...] = GOOD) -> list[dict[str, Any]]:
    return [json.loads(messages[1].text) for messages in questions.messages(row, hypotheses)]


def test_a_question_is_the_prompt_and_the_texts_as_one_object() -> None:
    questions = Questions(prompt("esa"), texts())
    ((system, user),) = questions.messages(0, GOOD)
    assert (system.role, system.text) == ("system", prompt("esa").instructions)
    assert user.role == "user"
    assert json.loads(user.text) == {
        "source_language": "de",
        "target_language": "en",
        "source": SOURCES[0],
        "translation": GOOD[0],
    }


def test_the_context_is_of_the_same_document() -> None:
    questions = Questions(prompt("da"), texts(), context=5)
    assert "context" not in asked(questions, 0)[0]
    assert asked(questions, 1)[0]["context"] == [{"source": SOURCES[0], "translation": GOOD[0]}]
    assert "context" not in asked(questions, 2)[0]


def test_the_reference_is_shown_where_it_is_wanted() -> None:
    assert asked(Questions(prompt("da"), texts(), references="first"), 0)[0]["reference"] == REFERENCES[0]
    assert "reference" not in asked(Questions(prompt("da"), texts()), 0)[0]


def test_a_pair_is_asked_in_both_orders_the_hypothesis_first() -> None:
    pairs = [
        (item["translation_a"], item["translation_b"]) for item in asked(Questions(prompt("pairwise"), texts()), 0)
    ]
    assert pairs == [(GOOD[0], REFERENCES[0]), (REFERENCES[0], GOOD[0])]


def test_with_several_references_a_pair_is_made_with_the_first_or_with_each() -> None:
    two = replace(texts(1), references=((REFERENCES[0], "The dog slumbers."),))
    for references, expected in (("first", [REFERENCES[0]]), ("all", [REFERENCES[0], "The dog slumbers."])):
        pairs = asked(Questions(prompt("pairwise"), two, references=references), 0)  # type: ignore[arg-type]
        assert [pair["translation_b"] for pair in pairs[::2]] == expected
        assert [pair["translation_a"] for pair in pairs[1::2]] == expected


@given(st.text())
def test_no_text_leaves_its_place_in_the_object(text: str) -> None:
    (question,) = asked(Questions(prompt("da"), texts(1)), 0, (text,))
    assert question["translation"] == text
    assert set(question) == {"source_language", "target_language", "source", "translation"}
