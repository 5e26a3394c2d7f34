"""Values between the steps of a build: small to send, and the same on the other side."""

from __future__ import annotations

import pickle

import numpy as np

from tertium.corpora.building.prepare import Prepared, Sentence
from tertium.corpora.building.records import pack, pack_text, unpack_article, unpack_text, unpack_vectors
from tertium.corpora.cleaning.page import Line
from tertium.corpora.text.identification import Guess

ARTICLE = Prepared(
    "a", Guess("de", 0.75), (Line(1, "Ein Satz. Noch einer.", 0, "text", ""),), (Sentence("Ein Satz.", 0),) * 2
)


def test_a_packed_article_is_the_same_in_another_process() -> None:
    vectors = np.array([[0.5, 0.25, -1], [0, 0, 1]], dtype=np.float32)
    packed = pickle.loads(pickle.dumps(pack(7, ARTICLE, vectors)))  # noqa: S301 - our own
    encoded = packed.unpack()
    assert (packed.number, packed.language, encoded.article) == (7, "de", ARTICLE)
    assert np.array_equal(encoded.vectors, vectors)
    assert np.frombuffer(packed.sizes, dtype=np.int32).tolist() == [9, 9]
    assert unpack_article(packed.prepared) == ARTICLE


def test_an_article_without_sentences_has_no_vectors_but_their_dimensions() -> None:
    empty = Prepared("a", Guess(None, 0.0), (), ())
    packed = pack(0, empty, np.zeros((0, 3), dtype=np.float32))
    assert packed.unpack().vectors.shape[0] == 0
    assert unpack_vectors(packed.vectors, 0, 3).shape == (0, 3)


def test_half_a_surrogate_pair_survives() -> None:
    assert unpack_text(pack_text("x\ud83dy")) == "x\ud83dy"
