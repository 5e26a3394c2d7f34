"""Pairs read as a sequence of values, and hold an array."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from tertium.evals.results.pairs import Pair, Pairs

PAIRS = Pairs(("a", "b", "c"), np.array([0.1, 0.2, np.nan]))


def test_pairs_are_in_the_order_of_the_systems() -> None:
    assert [(pair.better, pair.worse) for pair in PAIRS] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert list(PAIRS)[:2] == [Pair("a", "b", 0.1), Pair("a", "c", 0.2)]
    assert isinstance(PAIRS[0].p, float)


def test_pairs_have_a_length_and_are_found_by_their_place() -> None:
    assert len(PAIRS) == 3
    assert PAIRS[1] == Pair("a", "c", 0.2)
    assert PAIRS[-1][:2] == ("b", "c")
    assert PAIRS[:2] == (Pair("a", "b", 0.1), Pair("a", "c", 0.2))
    with pytest.raises(IndexError):
        PAIRS[3]


def test_equal_pairs_are_equal_where_p_is_undefined_too() -> None:
    again = pickle.loads(pickle.dumps(PAIRS))  # noqa: S301 - our own bytes
    assert again == PAIRS
    assert hash(again) == hash(PAIRS)
    assert Pairs(("a", "b", "c"), np.array([0.1, 0.3, np.nan])) != PAIRS
    assert PAIRS != ()


def test_two_systems_have_one_pair_and_one_has_none() -> None:
    assert list(Pairs(("a", "b"), np.array([1.0]))) == [Pair("a", "b", 1.0)]
    assert list(Pairs(("a",), np.array([]))) == []
