"""Work on many items in several processes, with the results in the order of the items."""

from __future__ import annotations

import os
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Made = TypeVar("Made")

CHUNK: Final = 8
"""Items that a process takes at a time."""
AHEAD: Final = 64
"""Chunks that may be under way: what is finished early waits in memory."""
THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def available() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def mapped(work: Callable[[Item], Made], items: Iterable[Item], workers: int) -> Iterator[Made]:
    """Yield ``work(item)`` for each item, in order.

    Args:
        work: can be pickled, and what it needs beside the item comes with it or is loaded once per process.
        items: taken as they are needed.
        workers: processes; with 1 all is done in this one.
    """
    if workers <= 1:
        yield from map(work, items)
        return
    from multiprocessing import get_context

    with _one_thread_each(), get_context("spawn").Pool(workers) as pool:
        rest = iter(items)
        while batch := list(islice(rest, CHUNK * AHEAD * workers)):
            yield from pool.imap(work, batch, chunksize=CHUNK)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes that start now use one thread each: they are as many as the cores."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
