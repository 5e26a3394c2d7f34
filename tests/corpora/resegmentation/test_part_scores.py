"""The score of a part: what it shares with its segment, how long it is, and where it ends."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.corpora.resegmentation.part_scores import SHARED, PartScores
from tertium.corpora.resegmentation.running_text import split_words


def part_scores(references: list[str], *sentences: str, unspaced: bool = False) -> PartScores:
    segments = [split_words([reference], unspaced=unspaced) for reference in references]
    return PartScores(segments, split_words(sentences, unspaced=unspaced))


def test_a_part_without_words_has_no_score() -> None:
    gaps = np.arange(4)
    scores = part_scores(["Ein Hafen."], "Ein alter Hafen.").scores(0, gaps, gaps)
    assert scores.shape == (4, 4)
    assert np.isneginf(scores[np.tril_indices(4)]).all()
    assert np.isfinite(scores[np.triu_indices(4, 1)]).all()


def test_the_part_that_is_the_segment_scores_best() -> None:
    references = ["Der Hafen liegt still.", "Niemand verkauft den Kran."]
    scores = part_scores(references, *references)
    gaps = np.arange(9)
    for segment, (start, stop) in enumerate([(0, 4), (4, 8)]):
        table = scores.scores(segment, gaps, gaps)
        assert table[start, stop] == table.max()


def test_an_ngram_counts_as_often_as_the_segment_has_it() -> None:
    scores = part_scores(["Kran", "Eis"], "Kran Kran Kran")
    shared = scores._shared(0, np.array([0]), np.arange(4))
    assert shared.tolist() == [pytest.approx([0, SHARED, SHARED, SHARED])]


def test_a_rare_ngram_weighs_more_than_a_common_one() -> None:
    weights = part_scores(["Kran Hafen", "Kran"], "Kran Hafen").weights
    assert weights["hafe"] == pytest.approx(SHARED)
    assert weights["kran"] < weights["hafe"]


def test_a_part_that_starts_between_two_letters_lacks_their_ngram() -> None:
    scores = part_scores(["出厂"], "出厂", unspaced=True)
    assert scores._shared(0, np.array([0, 1]), np.arange(3))[:, 2].tolist() == pytest.approx([SHARED, 0])


def test_a_part_may_not_be_far_longer_than_its_segment() -> None:
    scores = part_scores(["Hafen"], *["Kran"] * 40)
    assert scores.text_offsets[scores.furthest(0, 0)] <= 3 * 6 + 60 < scores.text_offsets[scores.furthest(0, 0) + 1]
