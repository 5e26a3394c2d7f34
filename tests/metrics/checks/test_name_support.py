"""Counterparts of names."""

from __future__ import annotations

import pytest

from tertium.corpora.text.words import words
from tertium.metrics.checks.name_support import NamedText, begins_sentence, joined, weak_parts
from tertium.metrics.checks.name_vectors import finished


def weak(text: str, other: str, languages: tuple[str, str], *references: str) -> list[str]:
    first, second = (NamedText(text, language) for text, language in zip((text, other), languages, strict=True))
    others = [NamedText(reference, languages[0]) for reference in references]
    return [joined(name.part) for name in weak_parts(first, second, others)]


@pytest.mark.parametrize(
    ("text", "other", "languages"),
    [
        ("The talks in Germany went on.", "Die Gespräche in Deutschland dauerten an.", ("en", "de")),
        ("She met Vladimir Putin there.", "Она встретила там Владимира Путина.", ("en", "ru")),
        ("He saw Anna Behrendsen’s car.", "Er sah Anna Behrendsens Auto.", ("en", "de")),
    ],
)
def test_translated_transliterated_and_inflected_names_have_a_counterpart_without_vectors(
    text: str, other: str, languages: tuple[str, str]
) -> None:
    assert weak(text, other, languages) == []


def test_only_the_words_without_a_counterpart_are_weak() -> None:
    assert weak("He met Anna Makarovic.", "Il a rencontré Anna Dubosc.", ("en", "fr")) == ["Makarovic"]


def test_a_name_that_a_reference_has_is_not_weak() -> None:
    assert weak("He met Makarovic.", "Il l'a rencontrée.", ("en", "fr"), "He met Ms Makarovic.") == []
    assert weak("He met Makarovic.", "Il l'a rencontrée.", ("en", "fr"), "He met her.") == ["Makarovic"]


def test_a_word_in_lower_case_must_be_more_like_a_name() -> None:
    assert NamedText("Fracaso es", "es").has("Francis")
    assert not NamedText("el fracaso", "es").has("Francis")
    assert not NamedText("er kam aus", "de").has("US")


def test_names_are_runs_of_capitalised_words_without_a_sentence_s_first_frequent_word() -> None:
    text = NamedText("The man met Anna Behrendsen. She saw Paris.", "en")
    assert [[word.text for word in run] for run in text.runs] == [["Anna", "Behrendsen"], ["Paris"]]


def test_months_weekdays_and_frequent_words_with_a_clitic_are_no_names() -> None:
    assert NamedText("He left on Monday, in October. And They'll go.", "en").runs == []


def test_a_sentence_begins_behind_a_stop_or_a_quotation_mark() -> None:
    text = "He left. “Anna stayed, Bert too."
    assert [word.text for word in words(text) if begins_sentence(text, word)] == ["He", "Anna"]


def test_what_is_nearest_is_a_word_or_several() -> None:
    other = NamedText("Gestern schwieg das Weiße Haus dazu.", "de")
    house, bank = (words(text) for text in ("White House", "Stock Exchange"))
    near, far = finished([other.cosine(house, house), other.cosine(bank, bank)])
    assert far < 0.6 < near


def test_an_empty_text_is_near_everything() -> None:
    name = words("Anna")
    assert finished([NamedText("", "fr").cosine(name, name)]) == [1.0]
