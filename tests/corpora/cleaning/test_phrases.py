"""Phrases that are typical of a label."""

from __future__ import annotations

from tertium.corpora.cleaning.phrases import (
    LANGUAGES,
    MAX_PHRASE_LINE,
    covered,
    covers,
    load,
    matches,
    matches_any,
    words,
)
from tests.conftest import ROOT


def test_a_whole_phrase_matches_in_any_case_and_between_bullets_but_not_within_a_longer_line() -> None:
    assert all(matches("comments", text) for text in ("Leave a Reply", "LEAVE A REPLY", " • Leave a reply • "))
    assert not matches("comments", "He wanted to leave a reply at home.")
    assert not matches("date", "Leave a Reply")


def test_any_phrase_for_a_whole_line_will_do() -> None:
    assert [matches_any(text) for text in ("Leave a Reply", "June 2, 2024", "The old pool closes")] == [
        True,
        True,
        False,
    ]
    assert not matches_any("Leave a Reply" + " again" * MAX_PHRASE_LINE)


def test_lists_are_inserted_into_the_patterns_and_every_label_has_a_phrase() -> None:
    phrases = load()
    patterns = [*phrases.whole.values(), *phrases.start.values()]
    patterns += [sign for groups in phrases.signs.values() for group in groups for sign in group]
    assert [
        pattern.pattern for pattern in patterns if "<month>" in pattern.pattern or "<agency>" in pattern.pattern
    ] == []
    assert {"comments", "date", "credit", "related"} <= {*phrases.whole, *phrases.start, *phrases.signs}


def test_every_language_has_words_of_every_category() -> None:
    categories = {
        path.stem: {line.partition(": ")[0] for line in path.read_text(encoding="utf-8").splitlines()}
        for path in LANGUAGES.glob("*.txt")
    }
    expected = categories["en"]
    assert {code: expected - own for code, own in categories.items() if expected - own} == {}


def test_the_languages_that_are_covered_are_those_that_the_documentation_names() -> None:
    text = (ROOT / "docs" / "articles.md").read_text(encoding="utf-8")
    assert " ".join(covered()) in " ".join(text.split())


def test_a_language_is_covered_in_any_spelling() -> None:
    assert [covers(tag) for tag in ("fi", "nb", "zh-TW", "pt_BR", "is", "sw")] == [True, True, True, True, False, False]
    assert words("share").match("Jaa")
