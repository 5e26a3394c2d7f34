"""Work on many items in several processes, with the results in the order of the items."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from tertium.errors import TertiumError

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
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        rest = iter(items)
        try:
            while batch := list(islice(rest, CHUNK * AHEAD * workers)):
                with _one_thread_each(), _without_main():
                    results = pool.map(work, batch, chunksize=CHUNK)
                yield from results
        except BrokenProcessPool as error:
            raise TertiumError("a process died; the memory may be full", hint="again, with --workers 1") from error


@contextmanager
def _without_main() -> Iterator[None]:
    """Let processes that start now not run the script again that started them: our work is not in it."""
    main = sys.modules["__main__"]
    hidden = {name: getattr(main, name) for name in ("__spec__", "__file__") if hasattr(main, name)}
    for name in hidden:
        setattr(main, name, None)
    try:
        yield
    finally:
        for name, value in hidden.items():
            setattr(main, name, value)


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
