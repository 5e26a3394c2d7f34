"""What two languages share without a model: n-grams and their weights, and which lengths may be a translation."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.encoders.lexical import ngrams, shared_vectors

SHORT = st.text(max_size=10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1998", ["1998"]),
        ("in 40", ["in", "40"]),
        ("Rotterdam", ["rott", "otte", "tter", "terd", "erda", "rdam"]),
        ("Łódź", ["łodz"]),
        ("Größe", ["gros", "ross", "osse"]),
        ("港口于", ["港口", "口于"]),
        ("2024年", ["2024", "年"]),
        (" . – ", []),
        ("हिन्दी में", ["हिन्", "िन्द", "न्दी", "में"]),
        ("한국어", ["한국", "국어"]),
        ("น้ำใจดี", ["น้ําใจ", "ใจดี"]),
        ("မြို့သို့", ["မြို့သို့"]),
        ("२०२४ abc", ["2024", "abc"]),
    ],
)
def test_words_are_cut_into_ngrams_that_cognates_share(text: str, expected: list[str]) -> None:
    assert list(ngrams(text)) == expected


def test_what_every_text_has_weighs_nothing() -> None:
    ours, theirs = shared_vectors(["Hafen 1998", "Hafen"], ["Hafen 1998", "Hafen"])
    assert sorted(np.abs(ours[0][ours[0] != 0]).tolist()) == pytest.approx([2 * log(4 / 2)])
    assert not ours[1].any()
    assert np.array_equal(ours, theirs)


def test_the_sign_of_an_ngram_keeps_dimensions_from_adding_up() -> None:
    made = shared_vectors(["alpha beta gamma delta epsilon zeta", "x"], ["alpha beta gamma delta epsilon zeta", "y"])[
        0
    ][0]
    assert (made > 0).any()
    assert (made < 0).any()


def test_only_what_both_sides_have_counts_and_a_number_counts_twice() -> None:
    ours, theirs = shared_vectors(["In 1998 came Rott", "nothing here", "in"], ["Anno 1998", "Rott war da", "in"])
    assert ours.shape == theirs.shape == (3, 8192)
    number, name = log(6 / 2), log(6 / 2)
    assert sorted(np.abs(ours[0][ours[0] != 0]).tolist()) == pytest.approx(sorted([2 * number, name]))
    assert np.abs(theirs[0][theirs[0] != 0]).tolist() == pytest.approx([2 * number])
    assert np.abs(theirs[1][theirs[1] != 0]).tolist() == pytest.approx([name])
    assert not ours[1].any()
    assert not ours[2].any(), "a short word tells nothing"
    assert ours[0] @ theirs[0] > 0


@given(st.lists(SHORT, min_size=1, max_size=4), st.lists(SHORT, min_size=1, max_size=4))
def test_any_text_has_a_finite_vector(sources: list[str], targets: list[str]) -> None:
    for side in shared_vectors(sources, targets):
        assert np.isfinite(side).all()
