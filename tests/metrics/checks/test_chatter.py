"""Chatter: what models add to translations; the same in the source is no chatter."""

from __future__ import annotations

import pytest

from tests.metrics.checking import ask, pointed_at
from tests.metrics.talking import EXAMPLES, Example

SOURCE = "Walk along the river until you reach the old mill."
TARGET = "Gehen Sie am Fluss entlang bis zur alten Mühle."


def test_all_chatter_of_our_own_set_is_found_and_nothing_else() -> None:
    wrong = [example for example in EXAMPLES if bool(found(example)) != (example.kind == "chatter")]
    assert wrong == []


def found(example: Example) -> list[str]:
    return ask("chatter", example.source, example.output, example.languages).labels


@pytest.mark.parametrize(
    ("output", "label", "place"),
    [
        (f"Here is the translation: {TARGET}", "preamble", "Here is the translation:"),
        (f"Übersetzung: {TARGET}", "preamble", "Übersetzung:"),
        (f"Deutsch: {TARGET}", "preamble", "Deutsch:"),
        (f"Sure, here's the German text: {TARGET}", "preamble", "Sure, here's the German text:"),
        (f"<think>A mill.</think>{TARGET}", "reasoning", "<think>"),
        (f"{TARGET}<|im_end|>", "token", "<|im_end|>"),
        (f"Translate the following: {TARGET}", "prompt", "Translate the following"),
        (f"```\n{TARGET}\n```", "markup", "```"),
        (f"**{TARGET}**", "markup", f"**{TARGET}**"),
        (f"# {TARGET}", "markup", "# "),
        (f'"{TARGET}"', "quoted", f'"{TARGET}"'),
        (f"{TARGET}\n\nNote: formal address.", "note", "\n\nNote: formal address."),
        (f"{TARGET} I have translated it freely.", "note", "I have translated it freely."),
        (
            f"Okay, so the user wants me to translate this. {TARGET}",
            "note",
            f"the user wants me to translate this. {TARGET}",
        ),
        (
            f"{TARGET} Let me know if you'd like a freer translation.",
            "note",
            "Let me know if you'd like a freer translation.",
        ),
        ("Geh zur Mühle!/ Auf zur alten Mühle!", "alternative", "!/ "),
    ],
)
def test_every_kind_is_named_and_pointed_at(output: str, label: str, place: str) -> None:
    answer = ask("chatter", SOURCE, output)
    assert label in answer.labels
    assert place in pointed_at(answer, output)
    assert (answer.errors, answer.opportunities) == (1, 1)


def test_a_comment_in_english_is_found_in_a_language_of_another_script() -> None:
    output = "沿着河走到旧磨坊。 I chose a simple verb because the original is quite informal."
    assert ask("chatter", SOURCE, output, ("en", "zh")).labels == ["note"]
    assert ask("chatter", SOURCE, "沿着河走到 Old Mill Bar and Grill。", ("en", "zh")).errors == 0


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("**Bold** words", "**Fette** Wörter"),
        ("# Heading", "# Überschrift"),
        ("- one\n- two", "- eins\n- zwei"),
        ("Note: closed on Mondays.", "Hinweis: montags geschlossen."),
        ('He said "go".', "„Geh“, sagte er."),
        ("The translation: a hard job", "Übersetzung: eine schwere Arbeit"),
        ("Here is the recipe: flour, eggs.", "Hier ist das Rezept: Mehl, Eier."),
        ("Yes or no? / Maybe.", "Ja oder nein? / Vielleicht."),
        ("<think> is a tag of HTML", "<think> ist ein Tag"),
        ("Say so if a looser translation suits you.", "Let me know if you would like a freer translation."),
        (SOURCE, TARGET),
    ],
)
def test_what_the_source_has_too_is_no_chatter(source: str, output: str) -> None:
    assert ask("chatter", source, output).errors == 0


def test_an_empty_output_is_no_opportunity() -> None:
    assert ask("chatter", SOURCE, "").opportunities == 0


def test_what_somebody_also_said_is_no_other_wording() -> None:
    source = "Before the show he wrote that he had a new name, and said that he was now someone else."
    output = "शो के पहले उसने लिखा कि उसका नाम नया है, साथ ही, यह भी कहा कि “अब वह कोई और है।”"
    assert ask("chatter", source, output, ("en", "hi")).labels == []
