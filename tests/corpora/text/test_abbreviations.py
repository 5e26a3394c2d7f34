"""Abbreviations: which full stops end no sentence, and what their table says."""

from __future__ import annotations

import pytest

from tertium.corpora.text import tags
from tertium.corpora.text.abbreviations import is_abbreviated, load


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("it", "Il sig. ", "Rossi"),
        ("it", "Sono l'ing. ", "Russo"),
        ("it", "SIG. ", "ROSSI"),
        ("de", "etwa z. ", "B. Bonn"),
        ("de", "etwa z.", "B. Bonn"),
        ("de", "in der Goethestr. ", "5"),
        ("sv", "kl. ", "9"),
        ("ro", "cap. ", "II"),
        ("sv", "äpplen m.m. ", "såldes"),
        ("el", "Ο Γ. ", "Σεφέρης"),
        ("hi", "प्रो. ", "सिंह"),
        ("sv", "S:t. ", "Petersburg"),
    ],
)
def test_this_stop_ends_no_sentence(language: str, before: str, after: str) -> None:
    assert is_abbreviated(before, after, language)


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("sv", "Det kostar 5 kr. ", "Det"),
        ("sv", "Han gick kl. ", "Det"),
        ("uk", "багато вітаміну С. ", "Він"),
        ("en", "Owner says no. ", "I asked"),
        ("it", "È il nostro disig. ", "Rossi"),
        ("it", "Il sig", "Rossi"),
        ("it", "", "Rossi"),
        ("xx", "Il sig. ", "Rossi"),
    ],
)
def test_this_stop_may_end_one(language: str, before: str, after: str) -> None:
    assert not is_abbreviated(before, after, language)


def test_every_language_of_the_table_is_one_and_no_abbreviation_has_two_kinds_by_mistake() -> None:
    for language, abbreviations in load().items():
        assert tags.base(language) == language or language in {"nb", "nn"}
        assert abbreviations.kinds
        assert all(all(words) for words in abbreviations.kinds), language
