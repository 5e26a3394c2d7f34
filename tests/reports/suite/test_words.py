"""Words that only an output or only the reference has, in order, so that the pieces are the texts again."""

from __future__ import annotations

import pytest

from tertium.reports.suite.words import MOST, differing
from tests.reports.making import PAYLOADS


def test_words_are_told_apart_as_they_stand() -> None:
    assert differing("Es war am 14. Mai.", "Es war am 15. Mai!") == [
        *(("Es war am ", ""), ("14", "del"), ("15", "ins"), (". Mai", ""), (".", "del"), ("!", "ins"))
    ]


def test_scripts_without_spaces_are_told_apart_by_characters() -> None:
    assert differing("我有六只猫", "我有七只猫") == [("我有", ""), ("六", "del"), ("七", "ins"), ("只猫", "")]


def test_without_a_reference_the_output_is_whole_and_an_empty_one_says_so() -> None:
    assert differing(None, "one two") == [("one two", "")]
    assert differing("one", "") == [("(empty)", "")]
    assert differing("same", "same") == [("same", "")]


def test_very_long_texts_are_not_compared() -> None:
    assert differing("a " * (MOST + 1), "b c") == [("b c", "")]


@pytest.mark.parametrize("text", PAYLOADS)
def test_pieces_that_are_not_struck_are_the_output(text: str) -> None:
    for reference in (*PAYLOADS[:4], text):
        assert "".join(piece for piece, kind in differing(reference, text) if kind != "del") == text
