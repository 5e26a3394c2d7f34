"""Quotation marks: balance, match, style."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.quotation_marks import paired
from tests.metrics.checking import ask, pointed_at


def test_marks_are_paired_by_form_and_place() -> None:
    pairing = paired("„Ja“, sagte er und „ging.")
    assert (pairing.pairs, pairing.unclosed, pairing.unopened) == (((0, 3),), (19,), ())


@pytest.mark.parametrize(
    ("language", "hypothesis"),
    [
        ("de", "Er sagte: „Komm!“ und ging."),
        ("de", "Er sagte: »Komm!« und ging."),
        ("de", 'Er sagte: "Komm!" und ging.'),
        ("de", "„Er rief ‚Halt!‘“, sagte sie."),
        ("de", "„Das „Haus“ brennt“, rief er."),
        ("en", "“Come,” he said, “and stay.”"),
        ("en", 'A 15" screen and a 27" one.'),
        ("fr", "Il dit : « Viens ! »"),
        ("uk", "Він сказав: «Прийди!»"),
        ("zh", "他说：“来吧。”"),
        ("ja", "彼は「来て」と言った。"),
        ("sv", "”Kom”, sa han."),
        (None, "“Komm!” und „Geh!“"),
    ],
)
def test_balanced_marks_of_the_language_are_no_error(language: str | None, hypothesis: str) -> None:
    answer = ask("quotes", "", hypothesis, (None, language))
    assert answer.labels == []


@pytest.mark.parametrize(
    ("hypothesis", "label", "text"),
    [
        ("„Wir gehen”, sagte er.", "mixed", "„Wir gehen”"),
        ('„Wir gehen", sagte er.', "mixed", '„Wir gehen"'),
        ("Sie nennt es eine “rote Linie”.", "foreign style", "“rote Linie”"),
        ("„Wir gehen“, auch ihr”, sagte er.", "unbalanced", "”"),
        ("Er rief „Nein und dann „Ja“.", "unbalanced", "„"),
    ],
)  # fmt: skip
def test_marks_that_are_wrong_without_any_source_are_found(hypothesis: str, label: str, text: str) -> None:
    answer = ask("quotes", "", hypothesis)
    assert answer.labels == [label]
    assert pointed_at(answer, hypothesis) == [text]


def test_a_quotation_may_go_on_in_the_next_segment_if_the_source_s_does() -> None:
    open_end = "„Wir gehen."
    assert ask("quotes", "“We are leaving.", open_end).errors == 0
    assert ask("quotes", "", open_end).errors == 0
    assert ask("quotes", "“We are leaving.”", open_end).labels == ["unbalanced"]
    assert ask("quotes", "And we are not coming back.”", "Und wir kommen nicht wieder.“").errors == 0
    assert ask("quotes", "And we are not coming back.", "Und wir kommen nicht wieder.“").labels == ["unbalanced"]


def test_style_can_be_left_alone() -> None:
    assert ask("quotes:style=false", "", "Eine “rote Linie”.").errors == 0


def test_every_mark_is_an_opportunity() -> None:
    answer = ask("quotes", "“A” and “B”", "„A“ und „B")
    assert (answer.errors, answer.opportunities) == (1, 3)
