"""Frequent words."""

from __future__ import annotations

from tertium.corpora.text.function_words import function_words


def test_languages_have_their_frequent_words_folded() -> None:
    assert {"the", "of", "was"} <= function_words("en")
    assert {"und", "nicht"} <= function_words("de")
    assert "не" in function_words("uk")
    assert "i" in function_words("no")


def test_capitalised_entries_are_left_out() -> None:
    assert "german" not in function_words("en")


def test_a_language_without_a_list_has_none() -> None:
    assert function_words("zh") == frozenset()
    assert function_words("xx") == frozenset()
