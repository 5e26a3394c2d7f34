"""Running text as words and gaps: where a cut is good, and where n-grams lie."""

from __future__ import annotations

import pytest

from tertium.corpora.resegmentation.running_text import (
    CAPITAL,
    CLAUSE,
    NEVER,
    WITHIN,
    concatenate,
    ngram_positions,
    split_words,
)


@pytest.mark.parametrize(
    ("sentence", "gaps"),
    [
        ("Ja, das kalte Eis", [CLAUSE, WITHIN, CAPITAL]),
        ("Punkt 3) Licht aus", [CAPITAL, NEVER, WITHIN]),
        ("alt , neu", [NEVER, CLAUSE]),
    ],
)
def test_a_cut_has_better_and_worse_places(sentence: str, gaps: list[float]) -> None:
    assert split_words([sentence], unspaced=False).gap_scores.tolist() == [0, *gaps, 0]


def test_words_of_a_script_without_spaces_are_characters_and_foreign_words() -> None:
    text = split_words(["看Auctiva.com 图"], unspaced=True)
    assert text.words == ["看", "Auctiva", ".", "com ", "图"]
    assert text.between(0, 5) == "看Auctiva.com 图"


def test_an_ngram_of_two_characters_stands_with_the_second() -> None:
    assert list(ngram_positions(split_words(["出厂重"], unspaced=True))) == [(1, "出厂"), (2, "厂重")]
    assert list(ngram_positions(split_words(["a图b"], unspaced=True)))[1] == (1, "图")


def test_texts_put_together_are_one_text() -> None:
    parts = [split_words([sentence], unspaced=False) for sentence in ("Ja, das Eis.", "Der Kran.")]
    whole, expected = concatenate(parts), split_words(["Ja, das Eis.", "Der Kran."], unspaced=False)
    assert whole.words == expected.words
    assert whole.gap_scores.tolist() == expected.gap_scores.tolist()
    assert whole.offsets.tolist() == expected.offsets.tolist() == [0, 4, 8, 13, 17, 23]
