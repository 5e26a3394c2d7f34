"""The talk of models about their task: every language has every part."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from tertium.metrics.checks.task_talk import TALK, TaskTalk, pattern, spoken, together
from tests.metrics.talking import EXAMPLES


def test_twenty_languages_have_every_part() -> None:
    assert " ".join(sorted(TALK)) == "ar cs de en es fa fr he hi it ja ko nl pl pt ru sv tr uk zh"
    empty = [
        (code, field.name) for code, talk in TALK.items() for field in fields(TaskTalk) if not getattr(talk, field.name)
    ]
    assert empty == []


@pytest.mark.parametrize("language", sorted(TALK))
def test_no_pattern_matches_nothing(language: str) -> None:
    assert [field.name for field in fields(TaskTalk) if pattern(field.name, (language,)).search("")] == []


def test_our_own_set_has_refusals_and_chatter_of_every_language() -> None:
    for kind in ("refusal", "chatter", "clean"):
        assert {code for example in EXAMPLES if example.kind == kind for code in example.languages} >= set(TALK)


def test_a_model_speaks_english_and_the_languages_of_the_pair() -> None:
    assert spoken(("is", "de")) == ("de", "en")


def test_words_are_together_within_reach_and_one_sentence_in_any_order() -> None:
    first, second = re.compile("can't"), re.compile("translat")
    assert together("I can't translate it", first, second, 5) == (2, 16)
    assert together("A translation can't be", first, second, 9) is not None
    assert together("I can't. A translation", first, second, 60) is None
    assert together("I can't, as you know very well, translate", first, second, 5) is None
