"""Refusals: a model declines, asks back or answers; the same words as a translation are none."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.refusal import Refusal
from tests.metrics.checking import ask
from tests.metrics.talking import EXAMPLES, Example

SOURCE = "Walk along the river until you reach the old mill."


def test_all_refusals_of_our_own_set_are_found_and_nothing_else() -> None:
    wrong = [example for example in EXAMPLES if bool(found(example)) != (example.kind == "refusal")]
    assert wrong == []


def found(example: Example) -> list[str]:
    return ask("refusal", example.source, example.output, example.languages).labels


@pytest.mark.parametrize(
    ("output", "label"),
    [
        ("I'm sorry, but I can't translate that.", "declined"),
        ("Als KI-Modell habe ich keine Meinung.", "declined"),
        ("Tut mir leid, bei dieser Anfrage kann ich nicht helfen.", "declined"),
        ("Bitte senden Sie mir den Satz, den ich übersetzen soll.", "asks back"),
        ("How can I help you today?", "answered"),
    ],
)
def test_the_label_says_what_was_done_instead(output: str, label: str) -> None:
    answer = ask("refusal", SOURCE, output)
    assert answer.labels == [label]
    assert (answer.errors, answer.opportunities) == (1, 1)
    assert (answer.spans[0].start, answer.spans[0].end) == (0, len(output))


@pytest.mark.parametrize(
    "output",
    ["I cannot assist with that request.", "I’m not able to help you with this.", "Sorry, I can't help with that."],
)
def test_a_formula_in_english_declines_without_a_word_on_translating(output: str) -> None:
    assert ask("refusal", "Die Brücke wird erneuert.", output, ("de", "en")).labels == ["declined"]
    assert ask("refusal", "橋は新しくなる。", output, ("ja", "de")).labels == ["declined"]
    assert ask("refusal", "Dabei kann ich nicht helfen.", output, ("de", "en")).errors == 0


def test_a_formula_with_more_behind_it_is_none() -> None:
    output = "I can't help with that, said the mayor."
    assert ask("refusal", "Die Brücke wird erneuert.", output, ("de", "en")).errors == 0


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("I'm sorry, but we can't help you with this order.", "Leider können wir Ihnen dabei nicht helfen."),
        ("Nobody could translate the poem.", "Niemand konnte das Gedicht übersetzen."),
        ("How can I help you today?", "Wie kann ich Ihnen helfen?"),
        ("The language model writes poems.", "Das Sprachmodell schreibt Gedichte."),
        ("Please send me the text.", "Bitte senden Sie mir den Text."),
    ],
)
def test_what_the_source_says_itself_is_a_translation(source: str, output: str) -> None:
    assert ask("refusal", source, output).errors == 0


@pytest.mark.parametrize(
    ("language", "output"),
    [
        ("uk", "Рада оголосила план розвитку штучного інтелекту."),
        ("ru", "Центр искусственного интеллекта откроют весной."),
        ("fr", "L'intelligence artificielle progresse dans les hôpitaux."),
        ("ja", "人工知能の研究所が来年開く。"),
        ("tr", "Yapay zekâ merkezi baharda açılıyor."),
    ],
)
def test_a_text_about_artificial_intelligence_is_no_refusal(language: str, output: str) -> None:
    assert ask("refusal", SOURCE, output, ("en", language)).errors == 0


def test_an_apology_in_a_language_without_patterns_excuses_an_apology_but_no_refusal_to_translate() -> None:
    source = "Því miður getum við ekki hjálpað þér."
    assert ask("refusal", source, "I'm sorry, but we can't help you.", ("is", "en")).errors == 0
    assert ask("refusal", source, "I'm sorry, but I can't translate this.", ("is", "en")).errors == 1


def test_without_a_source_only_what_speaks_of_translating_is_a_refusal() -> None:
    assert ask("refusal", "", "I can't translate this text.").errors == 1
    assert ask("refusal", "", "I'm sorry, but I can't help you.").errors == 0


def test_a_long_statement_in_place_of_a_question_is_an_answer() -> None:
    question = "Which of the two bridges is older?"
    answer = (
        "Die steinerne Brücke flussaufwärts ist um viele Jahre älter, denn mit ihrem Bau begann die Stadt schon vor "
        "dem großen Brand."
    )
    assert ask("refusal", question, answer).labels == ["answered"]
    assert ask("refusal", question, "Sagen Sie mir, welche Brücke älter ist.").errors == 0
    assert ask("refusal", question, "die Brücke " * 30).errors == 0, "a loop is no answer"
    assert ask("refusal", question, answer, ("en", "th")).errors == 0, "Thai writes no question marks"


def test_an_empty_output_is_no_opportunity() -> None:
    assert ask(Refusal(), SOURCE, " ").opportunities == 0


@pytest.mark.parametrize(
    ("source", "output", "languages"),
    [
        (
            "By 1930 he was already a published writer.",
            "1930 तक वह पहले से ही पत्रिका और अख़बारों में प्रकाशित लेखक थे।",
            ("en", "hi"),
        ),
        ("As a pilot I carry a burden.", "قال: بصفتي طيارًا أحمل عبئًا.", ("en", "ar")),
        ("This can't be turned back.", "این را نمی‌توان به عقب برگرداند.", ("en", "fa")),
        ("Der Inhalt ist bereits in der Kiste.", "The content is already in the box.", ("de", "en")),
    ],
)
def test_words_of_a_refusal_with_another_sense_are_none(source: str, output: str, languages: tuple[str, str]) -> None:
    assert ask("refusal", source, output, languages).labels == []
