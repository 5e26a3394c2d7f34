"""Duplicates: articles that share nearly all of their sentences."""

from __future__ import annotations

from tertium.corpora.pairing import duplicates


def test_a_duplicate_shares_nearly_all_of_its_sentences() -> None:
    text = [f"This is sentence number {i} of an article about ferries." for i in range(12)]
    other = [f"Another thing altogether is told in line {i} of this one." for i in range(12)]
    assert duplicates.shared_text(text, [sentence.upper() for sentence in text]) == 1
    assert duplicates.shared_text(text, [*text[:-1], other[0]]) > duplicates.MIN_SHARED
    assert duplicates.shared_text(text, text[:6] + other[:6]) < duplicates.MIN_SHARED
    assert duplicates.shared_text([], []) == 0
    assert set(duplicates.sentence_hashes(text)) & set(duplicates.sentence_hashes(text[:-1]))


def test_short_sentences_tell_nothing_about_duplicates() -> None:
    assert duplicates.sentence_hashes(["He left.", "She too."]) == []
