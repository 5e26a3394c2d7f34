"""Batches are computed one ahead, in order, and errors come where they belong."""

from __future__ import annotations

from threading import Event, current_thread
from typing import TYPE_CHECKING

import pytest

from tertium.cache.ahead import computed_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_batches_come_in_order() -> None:
    assert list(computed_ahead(iter(range(5)))) == [0, 1, 2, 3, 4]
    assert list(computed_ahead(iter(()))) == []


def test_the_next_batch_is_computed_while_the_caller_has_one() -> None:
    started = [Event(), Event(), Event()]

    def batches() -> Iterator[int]:
        for i, event in enumerate(started):
            event.set()
            yield i

    ahead = computed_ahead(batches())
    assert next(ahead) == 0
    assert started[1].wait(300)
    assert not started[2].is_set(), "one batch waits, no more"
    assert list(ahead) == [1, 2]


def test_all_batches_are_computed_by_one_thread_that_is_not_the_callers() -> None:
    names = list(computed_ahead(current_thread().name for _ in range(3)))
    assert len(set(names)) == 1
    assert names[0] != current_thread().name


def test_an_error_comes_behind_the_batches_before_it() -> None:
    def batches() -> Iterator[int]:
        yield 1
        raise ConnectionError

    ahead = computed_ahead(batches())
    assert next(ahead) == 1
    with pytest.raises(ConnectionError):
        next(ahead)


def test_leaving_early_ends_the_thread() -> None:
    computed = []

    def batches() -> Iterator[int]:
        for i in range(100):
            computed.append(i)
            yield i

    ahead = computed_ahead(batches())
    next(ahead)
    ahead.close()  # type: ignore[attr-defined]
    assert len(computed) == 2
