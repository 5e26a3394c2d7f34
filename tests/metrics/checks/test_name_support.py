"""Counterparts of names."""

from __future__ import annotations

import pytest

from tertium.corpora.text.words import words
from tertium.metrics.checks.name_support import (
    Counterparts,
    begins_sentence,
    is_common,
    names,
    plain,
    same_consonants,
    unsupported,
)


def parts(text: str, other: str, languages: tuple[str, str]) -> list[str]:
    found = unsupported((Counterparts(text), Counterparts(other)), languages)
    return [" ".join(word.text for word in part) for part in found]


@pytest.mark.parametrize(
    ("text", "other", "languages"),
    [
        ("The talks in Germany went on.", "Die Gespräche in Deutschland dauerten an.", ("en", "de")),
        ("She met Vladimir Putin there.", "Она встретила там Владимира Путина.", ("en", "ru")),
        ("He saw Anna Behrendsen’s car.", "Er sah Anna Behrendsens Auto.", ("en", "de")),
    ],
)
def test_translated_transliterated_and_inflected_names_have_a_counterpart(
    text: str, other: str, languages: tuple[str, str]
) -> None:
    assert parts(text, other, languages) == []


def test_a_name_that_stands_for_another_has_none() -> None:
    source = "Le ministre Henri Dubosc a visité la ville hier soir."
    assert parts("The minister Svetlana Makarovic visited the town yesterday evening.", source, ("en", "fr")) == [
        "Svetlana Makarovic"
    ]


def test_names_are_runs_of_capitalised_words_without_a_sentence_s_first_frequent_word() -> None:
    runs = names("The man met Anna Behrendsen. She saw Paris.", "en")
    assert [[word.text for word in run] for run in runs] == [["Anna", "Behrendsen"], ["Paris"]]


def test_a_sentence_begins_behind_a_stop_or_a_quotation_mark() -> None:
    text = "He left. “Anna stayed, Bert too."
    assert [word.text for word in words(text) if begins_sentence(text, word)] == ["He", "Anna"]


def test_a_common_noun_needs_no_capital() -> None:
    assert is_common("Office")
    assert not is_common("Werth")


def test_a_word_without_case_accents_and_possessive() -> None:
    assert plain("Müller’s") == "muller"


def test_consonants_are_compared_across_scripts_only() -> None:
    assert same_consonants("Hoffenheim", "Хоффенхайме")
    assert not same_consonants("Hoffenheim", "Hoffenhaim")
    assert not same_consonants("Hoffenheim", "Мюнхен")


def test_an_empty_text_accuses_no_name() -> None:
    assert parts("He met Anna Behrendsen.", "", ("en", "fr")) == []
