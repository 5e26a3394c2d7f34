"""What a metric must know of a plain function: its parameters, and a hash of its code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tertium.errors import UsageError
from tertium.metrics.function_code import DIGITS, UNVERSIONED, code_hash, parameters

if TYPE_CHECKING:
    from collections.abc import Callable


def same(hypothesis: str, reference: str) -> float:
    return float(hypothesis == reference)


def with_factor(factor: Any) -> Callable[[str], Any]:
    return lambda hypothesis: factor * len(hypothesis)


def test_parameters_know_their_place_and_their_kind() -> None:
    read = parameters("f", lambda hyp, /, src, *, refs: (hyp, src, refs))
    assert [(parameter.name, parameter.kind) for parameter in read] == [
        ("hyp", "hypothesis"),
        ("src", "source"),
        ("refs", "references"),
    ]
    assert [parameter.by_name for parameter in read] == [False, True, True]


def test_a_single_parameter_of_any_name_gets_the_hypothesis_and_one_with_a_default_keeps_it() -> None:
    (parameter,) = parameters("f", lambda anything, limit=3: len(anything) > limit)
    assert (parameter.name, parameter.kind) == ("anything", "hypothesis")


def test_a_parameter_that_tells_nothing_is_named() -> None:
    with pytest.raises(UsageError, match=r"^f: the function's parameter 'a' is nothing that a metric is given\n"):
        parameters("f", lambda a, b: (a, b))


def test_the_hash_changes_with_the_code_and_with_the_values_that_it_encloses() -> None:
    assert code_hash(same) == code_hash(same) != code_hash(with_factor(1))
    assert code_hash(with_factor(1)) != code_hash(with_factor(2))
    assert len(code_hash(same)) == DIGITS


def test_what_can_not_be_read_is_unversioned() -> None:
    assert code_hash(len) == UNVERSIONED
    assert code_hash(with_factor([1])) == UNVERSIONED
