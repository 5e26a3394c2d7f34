"""N-gram overlap: what two texts of one language share."""

from __future__ import annotations

import pytest

from tertium.corpora.alignment.ngram_overlap import count_ngrams, dice


def test_ngrams_are_counted() -> None:
    assert count_ngrams("Hafen, hafen 12") == {"hafe": 2, "afen": 2, "12": 1}


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("Hafen", "HAFEN", 1.0),
        ("Hafen", "Haferl", 2 * 1 / 5),
        ("Hafen", "Kran", 0.0),
        ("", "…", 1.0),
        ("Hafen", "", 0.0),
    ],
)
def test_dice_is_the_share_of_common_ngrams_in_both(one: str, other: str, overlap: float) -> None:
    assert dice(count_ngrams(one), count_ngrams(other)) == pytest.approx(overlap)
