"""The encoder without a model: features in every script, near where numbers and names are the same."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.corpora.encoders.hashed import DIMENSIONS, PREFIX, Hashed, _features
from tests.scripts import LANGUAGES, lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_features_and_is_nearest_to_its_other_translation(language: str) -> None:
    _, references, outputs = lines(language)
    known, other = Hashed().encode(references), Hashed().encode(outputs)
    assert known.shape == (len(references), DIMENSIONS)
    assert np.linalg.norm(known, axis=1) == pytest.approx(1, abs=1e-5)
    assert (known @ other.T).argmax(axis=1).tolist() == list(range(len(references)))


def test_numbers_are_the_same_in_any_digits() -> None:
    first, second, third = Hashed().encode(["1,500 किताबें", "১,৫০০ বই", "700 buku"])
    assert first @ second > 0.9
    assert abs(first @ third) < 0.1


def test_words_count_by_their_first_letters_and_unspaced_scripts_by_pairs() -> None:
    assert dict(_features("Rotterdam und Hafen 1.5")) == {"15": 3.0, "rott": 3.0, "hafe": 3.0}
    assert dict(_features("हिन्दी में 한국어")) == {"हिन्": 1.0, "한국": 1.0}
    assert dict(_features("น้ำใจดี 明天见")) == {"น้ําใจ": 0.5, "ใจดี": 0.5, "明天": 0.5, "天见": 0.5}


def test_a_text_without_words_is_zero() -> None:
    assert not Hashed().encode(["…", ""]).any()


def test_shared_numbers_and_names_make_texts_of_two_languages_near() -> None:
    english, german, other = Hashed().encode(["In 1998 Rotterdam grew.", "1998 wuchs Rotterdam.", "Keiner kam."])
    assert english @ german > 0.8
    assert abs(english @ other) < 0.1


def test_a_number_is_the_same_with_and_without_separators() -> None:
    one, two = Hashed().encode(["1.250.000", "1,250,000"])
    assert np.array_equal(one, two)


def test_the_signature_has_what_the_vectors_depend_on() -> None:
    assert Hashed().signature == f"lexical|dimensions:{DIMENSIONS}|gram:{PREFIX}|rules:2"
