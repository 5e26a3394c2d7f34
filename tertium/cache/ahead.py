"""Computes a batch while the one before is stored: two steps that take turns take the time of the longer one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

Batch = TypeVar("Batch")


def computed_ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """Yield batches in order while a thread computes the next one; an error stands in the place of its batch.

    One batch is computed at a time, and one waits. Left early, it ends with the batch in the making.

    Args:
        batches: runs in the thread; what it shares with the caller can be used by both.
    """
    from concurrent.futures import ThreadPoolExecutor

    end = object()
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(next, batches, end)
        while (batch := following.result()) is not end:
            following = pool.submit(next, batches, end)
            yield cast("Batch", batch)
