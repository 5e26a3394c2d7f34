"""Vectors of names, asked for side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tertium.corpora.encoders import use
from tertium.metrics.checks import name_vectors
from tertium.metrics.checks.name_vectors import commonness, finished, is_common, knows, vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from tertium.corpora.encoders.base import Vectors
    from tertium.metrics.checks.name_vectors import Asking


def test_a_common_noun_needs_no_capital() -> None:
    assert finished([is_common("Office"), is_common("Werth")]) == [True, False]
    common, name = finished([commonness(["Office"]), commonness(["Office", "Werth"])])
    assert name < common <= 1


def test_languages_are_known_both_or_not() -> None:
    assert knows(("de", "en"))
    assert not knows(("cs", "en"))


def test_inspections_run_side_by_side_and_encode_in_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    batches = []

    monkeypatch.setattr(name_vectors, "computed", lambda texts: batches.append(list(texts)))

    def inspection(*rounds: str) -> Asking[int]:
        for text in rounds:
            yield [text]
        return len(rounds)

    assert finished([inspection("a", "b"), inspection(), inspection("c")]) == [2, 0, 1]
    assert [batch for batch in batches if batch] == [["a", "c"], ["b"]]


def test_vectors_are_kept_where_another_thread_empties_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    class Emptying:
        def encode(self, texts: Sequence[str]) -> Vectors:
            name_vectors._cache.clear()  # as a second thread does
            return np.ones((len(texts), 2), dtype=np.float32)

    monkeypatch.setattr(name_vectors, "_cache", {"Paris": np.zeros(2, dtype=np.float32)})
    monkeypatch.setattr(use, "load", Emptying)
    assert vectors(["Paris", "Rome"]).tolist() == [[0, 0], [1, 1]]


def test_nothing_to_inspect_is_no_result() -> None:
    nothing: list[Asking[int]] = []
    assert finished(nothing) == []


def test_a_vector_has_unit_length_and_one_row_per_text() -> None:
    rows = vectors(["Paris", "Rome", "Paris"])
    assert rows.shape == (3, 512)
    assert np.allclose((rows * rows).sum(axis=1), 1, atol=1e-5)
    assert np.array_equal(rows[0], rows[2])
