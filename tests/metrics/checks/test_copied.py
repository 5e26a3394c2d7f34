"""Hypotheses that are the source."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.copied import Copied
from tests.metrics.checking import ask, pointed_at
from tests.scripts import LANGUAGES, lines


def test_the_user_says_how_severe_a_finding_is() -> None:
    answer = ask(Copied(severity="minor"), "The council meets again on Friday.", "The council meets again on Friday.")
    assert {span.severity for span in answer.spans} == {"minor"}


def test_a_copy_is_found_whatever_its_case_and_punctuation() -> None:
    copy = "the COUNCIL meets again on friday"
    answer = ask("copied", "The council meets again on Friday.", copy)
    assert (answer.errors, answer.opportunities) == (1, 1)
    assert pointed_at(answer, copy) == [copy]


def test_a_translation_is_an_opportunity_without_an_error() -> None:
    answer = ask("copied", "The council meets again on Friday.", "Der Rat tritt am Freitag wieder zusammen.")
    assert (answer.errors, answer.opportunities) == (0, 1)


def test_names_are_rightly_copied() -> None:
    assert ask("copied", "Angela Merkel, Berlin", "Angela Merkel, Berlin").opportunities == 0


def test_chinese_has_no_case_and_is_checked() -> None:
    assert ask("copied", "我们明天见。", "我们明天见。", ("zh", "en")).errors == 1


def test_within_one_language_a_copy_is_no_error() -> None:
    assert ask("copied", "The council meets again.", "The council meets again.", ("en", "en")).opportunities == 0


def test_three_words_that_are_no_names_make_an_opportunity_unless_another_number_is_asked_for() -> None:
    two, three = "Angela Merkel visits London today", "Angela Merkel visits London again today"
    assert ask("copied", two, two).opportunities == 0
    (span,) = ask("copied", three, three).spans
    assert (span.confidence, span.note) == (0.98, "a translation")
    assert ask("copied:words=2", two, two).errors == 1
    assert ask("copied:words=4", three, three).opportunities == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_in_any_script_is_found_and_a_translation_is_none(language: str) -> None:
    for source, text, other in zip(*lines(language), strict=True):
        answer = ask("copied", text, f"“{text}” !", (language, "en"))
        assert (answer.errors, answer.opportunities) == (1, 1)
        assert ask("copied", text, source, (language, "en")).errors == 0
        assert ask("copied", source, text, ("en", language)).errors == 0
        assert ask("copied", text, other, (language, "en")).errors == 0


@pytest.mark.parametrize(
    "text", ["@tertium_dev @some_body @one_more", "ドナルド・トランプ", "https://a.de/b", "1,500 / 2,000 / 3"]
)
def test_what_has_nothing_to_translate_is_rightly_copied(text: str) -> None:
    assert ask("copied", text, text, ("en", "de")).opportunities == 0


def test_without_languages_a_copy_is_an_error_too() -> None:
    text = "The council meets again on Friday."
    assert ask("copied", text, text, (None, None)).errors == 1
