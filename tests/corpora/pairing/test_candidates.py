"""The nearest sources of a target: the same whatever the block, and no more than there are."""

from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest

from tertium.corpora.pairing import candidates


def unit(rng: np.random.Generator, count: int) -> Any:
    vectors = rng.standard_normal((count, 16)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.mark.parametrize(("block", "part"), [(3, 128), (7, 2), (100, 6), (100, 128)])
def test_candidates_are_the_same_whatever_the_block_and_the_part_of_it_that_is_sorted_at_a_time(
    monkeypatch: pytest.MonkeyPatch, block: int, part: int
) -> None:
    monkeypatch.setattr(candidates, "BLOCK", block)
    monkeypatch.setattr(candidates, "SORTED", part)
    rng = np.random.default_rng(1)
    targets, sources = unit(rng, 20), unit(rng, 30)
    indices = list(candidates.nearest((20, lambda a, b: targets[a:b]), (30, lambda a, b: sources[a:b]), count=4))
    expected = np.argsort(-np.round(targets @ sources.T, 4), axis=1, kind="stable")[:, :4]
    assert indices == expected.tolist()


def test_fewer_sources_than_candidates_are_all_taken() -> None:
    vectors = unit(np.random.default_rng(1), 2)
    assert [
        sorted(near) for near in candidates.nearest((2, lambda a, b: vectors[a:b]), (2, lambda a, b: vectors[a:b]))
    ] == [
        [0, 1],
        [0, 1],
    ]


def test_no_sources_are_no_candidates() -> None:
    vectors = unit(np.random.default_rng(1), 2)
    assert list(candidates.nearest((2, lambda a, b: vectors[a:b]), (0, lambda a, b: vectors[a:b]))) == [[], []]


def test_ties_go_to_the_first_source_even_in_another_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "BLOCK", 2)
    vectors = np.ones((5, 1), dtype=np.float32)
    assert list(candidates.nearest((1, lambda a, b: vectors[a:b]), (5, lambda a, b: vectors[a:b]), 3)) == [[0, 1, 2]]


def test_sorting_takes_little_memory_beside_the_cosines() -> None:
    vectors = unit(np.random.default_rng(1), 1500)
    tracemalloc.start()
    list(candidates.nearest((1500, lambda a, b: vectors[a:b]), (1500, lambda a, b: vectors[a:b])))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.5 * 4 * 1500**2
