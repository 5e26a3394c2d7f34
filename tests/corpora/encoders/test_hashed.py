"""The stand-in for an encoder: what two texts share on the page."""

from __future__ import annotations

import numpy as np

from tertium.corpora.encoders import hashed
from tertium.corpora.encoders.hashed import Hashed


def test_shared_numbers_and_names_make_texts_of_two_languages_near() -> None:
    english, german, other = Hashed().encode(["In 1998 Rotterdam grew.", "1998 wuchs Rotterdam.", "Keiner kam."])
    assert english @ german > 0.8
    assert abs(english @ other) < 0.1


def test_a_number_is_the_same_with_and_without_separators() -> None:
    one, two = Hashed().encode(["1.250.000", "1,250,000"])
    assert np.array_equal(one, two)


def test_a_text_without_words_is_zero() -> None:
    assert not Hashed().encode(["… – !", ""]).any()


def test_the_signature_has_what_the_vectors_depend_on() -> None:
    assert Hashed().signature == f"lexical|dimensions:{hashed.DIMENSIONS}|gram:{hashed.GRAM}"
