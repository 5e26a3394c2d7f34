"""What must pass a translation unchanged."""

from __future__ import annotations

import pytest

from tertium.metrics.checks.links import marks
from tests.metrics.checking import ask, pointed_at


def test_a_link_ends_before_the_sentence_s_punctuation() -> None:
    kinds = marks("See https://example.org/a. <b>Now!</b>")
    assert [text for texts in kinds.values() for text in texts] == ["https://example.org/a", "<b>", "</b>"]


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("See https://example.org/a?b=1.", "Siehe https://example.org/a?b=1!"),
        ("Write to Jo.Doe@example.org, please.", "Bitte an jo.doe@example.org schreiben."),
        ("Hello {name}, you have %d messages.", "Hallo {name}, Sie haben %d Nachrichten."),
        ("Press <b>OK</b>&nbsp;now", "Jetzt <b>OK</b>&nbsp;drücken"),
        ("It fell by 5% in a day.", "Es fiel um 5 % an einem Tag."),
    ],
)
def test_what_is_kept_is_no_error(source: str, hypothesis: str) -> None:
    answer = ask("links", source, hypothesis)
    assert answer.labels == []


@pytest.mark.parametrize(
    ("source", "hypothesis", "label", "text"),
    [
        ("See https://example.org/a.", "Siehe https://beispiel.org/a.", "link altered", "https://beispiel.org/a"),
        ("See https://example.org/a.", "Siehe dort.", "link lost", ""),
        ("Hello {name}!", "Hallo {Name}!!", "", ""),
        ("Hello {user_name}!", "Hallo {benutzer}!", "placeholder altered", "{benutzer}"),
        ("Press <b>OK</b>.", "<b>OK drücken.", "tag lost", ""),
        ("Thanks, @alex_k!", "Danke!", "handle lost", ""),
        ("It works.", "Es geht: www.example.org", "link added", "www.example.org"),
    ],
)
def test_what_is_lost_altered_or_added_is_found(source: str, hypothesis: str, label: str, text: str) -> None:
    answer = ask("links", source, hypothesis)
    assert answer.labels == ([label] if label else [])
    assert pointed_at(answer, hypothesis) == ([text] if label else [])


def test_every_link_and_tag_of_the_source_is_an_opportunity() -> None:
    answer = ask("links", "<b>See</b> https://example.org and {n}", "<b>Siehe</b> https://example.org und {n}")
    assert (answer.errors, answer.opportunities) == (0, 4)


@pytest.mark.parametrize(
    ("source", "hypothesis"),
    [
        ("Vote now #ElectionDay", "Jetzt wählen #Wahltag"),
        ("Vote now #ElectionDay", "Jetzt wählen am ElectionDay"),
        ("Thanks @maria", "Дякую @марія"),
        ("Fish &amp; chips", "Fisch & Pommes"),
        ('<a href="x">here</a>', '<a href="y">hier</a>'),
        ("<unknown city>", "<unbekannte Stadt>"),
        ("<Speaker> Hello", "<Sprecher> Hallo"),
    ],
)
def test_what_translators_may_write_otherwise_is_no_error(source: str, hypothesis: str) -> None:
    assert ask("links", source, hypothesis).labels == []


def test_a_hashtag_that_is_gone_is_found() -> None:
    assert ask("links", "Vote now #ElectionDay", "Jetzt wählen").labels == ["hashtag lost"]
