"""Repetition: doubled words, loops, passages that come again."""

from __future__ import annotations

import pytest

from tertium.corpora.types import Texts
from tertium.metrics.checks.repetition import Repetition
from tests.metrics.checking import ask, pointed_at

SOURCE = "The committee will publish its report next week, as the minister had asked."


def test_the_user_says_how_severe_a_finding_is() -> None:
    answer = ask(Repetition(severity="minor"), "It rains.", "下雨了下雨了下雨了", ("en", "zh"))
    assert {span.severity for span in answer.spans} == {"minor"}


@pytest.mark.parametrize(
    ("hypothesis", "text"),
    [
        ("Der Ausschuss wird wird seinen Bericht veröffentlichen.", "wird"),
        ("Der Bericht kommt nächste Woche nächste Woche heraus.", "nächste Woche"),
        ("Nein, nein, nein, nein, nein.", "nein, nein, nein, nein"),
        (
            "Der Ausschuss wird seinen Bericht im Mai zeigen, und der Ausschuss wird seinen Bericht im Mai zeigen.",
            "der Ausschuss wird seinen Bericht im Mai zeigen",
        ),
    ],
)
def test_what_is_said_again_is_found_where_it_is_said_again(hypothesis: str, text: str) -> None:
    answer = ask("repetition", SOURCE, hypothesis)
    assert pointed_at(answer, hypothesis) == [text]
    assert answer.errors == len(text.replace(",", "").split())


@pytest.mark.parametrize(
    "hypothesis",
    [
        "Die, die die Wahl haben, gehen.",
        "Nach 540 Tagen, 720 Tagen und 1080 Tagen",
        "Er sah den Mann, der Mann sah ihn.",
        "我们，我们会解决。他天天来，很多很多人。",
        "New York, New York",
    ],
)
def test_grammar_lists_and_doubled_characters_are_no_error(hypothesis: str) -> None:
    assert ask("repetition", SOURCE, hypothesis).errors == 0


def test_a_source_that_repeats_excuses_all_but_a_loop() -> None:
    assert ask("repetition", "No no no, he said.", "Nein nein nein, sagte er.").errors == 0
    assert ask("repetition", "No no no, he said.", "Nein " * 9).errors == 8


def test_a_chinese_loop_is_found() -> None:
    assert ask("repetition", "It rains.", "下雨了下雨了下雨了", ("en", "zh")).errors == 6


def test_a_character_that_goes_on_and_on_is_a_loop_unless_the_source_has_a_row_of_some() -> None:
    endless = "Der Bericht " + "_" * 90
    assert pointed_at(ask("repetition", SOURCE, endless), endless) == ["_" * 90]
    assert ask("repetition", "Name: ____________", endless).errors == 0
    assert ask("repetition", SOURCE, "Der Bericht " + "." * 20).errors == 0


def doubled(share: float, hypothesis: str) -> float:
    """Return the errors in a hypothesis of a set of which this share of the references doubles a word."""
    rows = 200
    references = [("Dị iche iche." if i < share * rows else "O kwuru ya.",) for i in range(rows)]
    texts = Texts(
        ids=tuple(map(str, range(rows))),
        sources=tuple("They said so." for _ in range(rows)),
        references=tuple(references),
        documents=tuple("d" for _ in range(rows)),
        languages=("en", "ig"),
    )
    counted = Repetition().bind(texts)([hypothesis, *("O kwuru ya." for _ in range(rows - 1))])
    return float(counted.counts[0, 0])


def test_a_doubled_word_is_none_where_the_references_double_words() -> None:
    assert doubled(0.0, "Okporo ụzọ ama ama.") == 1
    assert doubled(0.005, "Okporo ụzọ ama ama.") == 1
    assert doubled(0.01, "Okporo ụzọ ama ama.") == 0
    assert doubled(0.01, "Okporo ụzọ ama ama ama ama.") == 3


def test_what_references_do_is_learned_from_all_segments() -> None:
    assert not Repetition().segmentwise


def test_a_text_in_chinese_may_begin_with_a_number() -> None:
    text = "33日，甲公司董事长兼总经理王先生到会；乙公司董事长兼总经理李女士到会。"
    assert ask("repetition", "On the 33rd both came.", text, ("en", "zh")).labels == []
    assert ask("repetition", "On the 33rd both came.", text.replace("33日", "昨天"), ("en", "zh")).labels == []
