"""Runs a function over many items: in this process, in threads or in processes, with the results in order.

The pool of processes is the standard library's and not loky's: what loky adds that we need (a script without a main
guard, workers that end with a killed parent, a clear error for a dead worker) is 30 lines here and no dependency.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from contextlib import contextmanager
from functools import cache
from itertools import islice
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from tertium.errors import TertiumError, UsageError
from tertium.limits import MAX_WORKERS
from tertium.terminal import show_warnings_as_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")
Answer_co = TypeVar("Answer_co", covariant=True)

AHEAD: Final = 4
"""Tasks per worker that are under way at a time: items and results that wait for their turn take up memory."""
THREAD_VARIABLES: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_STARTING: Final = Lock()


class ProcessDiedError(TertiumError):
    """A process of an executor ended before its work."""


class Executor(Protocol):
    """Runs a function over items."""

    @property
    def shares_memory(self) -> bool:
        """Whether functions run in the caller's process: then functions, items and results needn't be pickled."""
        ...

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield ``function(item)`` for each item, in order.

        The first exception of the function is raised in the place of its result. Items are taken from the iterable by
        the caller's thread, and only a bounded number ahead of the results.

        Args:
            function: can be pickled, as items and results can, unless memory is shared; nothing in them refers to an
                open file or database.
            items: may be a generator that reads as it goes.
        """
        ...


class Pending(Protocol[Answer_co]):
    """A call that is under way, as `concurrent.futures.Future` is one."""

    def result(self) -> Answer_co:
        """Wait for the result and return it, or raise what the function raised."""
        ...

    def cancel(self) -> object:
        """Give the call up, if it hasn't begun."""
        ...


class Serial:
    """Calls the function in the caller's thread."""

    shares_memory = True

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield ``function(item)`` for each item, in order."""
        return map(function, items)


class _Threads:
    shares_memory = True

    def __init__(self, pool: ThreadPoolExecutor, ahead: int) -> None:
        self._pool, self._ahead = pool, ahead

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        return in_order((lambda item: self._pool.submit(function, item)), items, self._ahead)


class _Processes:
    shares_memory = False

    def __init__(self, pool: ProcessPoolExecutor, workers: int, chunk: int) -> None:
        self._pool, self._workers, self._chunk = pool, workers, chunk

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        from concurrent.futures.process import BrokenProcessPool

        def submit(chunk: list[Item]) -> Future[list[Result]]:
            # Any task may be the one that starts a process.
            with _one_thread_each(), _without_main(), _deaf_to_interrupts():
                return self._pool.submit(_apply, function, chunk)

        try:
            for results in in_order(submit, _chunks(items, self._chunk), AHEAD * self._workers):
                yield from results
        except BrokenProcessPool as error:
            hint = "again, with --workers 1" if self._workers > 1 else "a machine with more memory"
            raise ProcessDiedError("a process died; the memory may be full", hint=hint) from error


@contextmanager
def threads(workers: int) -> Iterator[Executor]:
    """Give an executor of so many threads: for functions that wait for a network or release the interpreter's lock.

    Raises:
        UsageError: as in `processes`.
    """
    from concurrent.futures import ThreadPoolExecutor

    check_workers(workers)

    with ThreadPoolExecutor(workers) as pool:
        try:
            yield _Threads(pool, AHEAD * workers)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@cache
def lasting_threads(workers: int) -> Executor:
    """Return an executor of so many threads that last as long as the process.

    For functions of milliseconds without the interpreter's lock: to start threads for each of them, which then take
    their memory anew, costs half as much again. None of the functions may wait for another one.
    """
    from concurrent.futures import ThreadPoolExecutor

    return _Threads(ThreadPoolExecutor(workers), AHEAD * workers)


if hasattr(os, "register_at_fork"):  # the child of a fork has none of the threads
    os.register_at_fork(after_in_child=lasting_threads.cache_clear)


@contextmanager
def processes(workers: int, chunk: int = 1) -> Iterator[Executor]:
    """Give an executor of so many processes of one thread each; they end with the context, or with a killed parent.

    A process that dies is a ProcessDiedError. Even one process is not the caller's own: that one may compute in several
    threads, which changes the last digits, and results must not depend on the number of processes.

    Args:
        workers: number of processes.
        chunk: items that are sent to a process together; more than 1 where an item takes milliseconds.

    Raises:
        UsageError: the number of workers is not between 1 and MAX_WORKERS.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    check_workers(workers)

    # Not fork: the child of a process with threads (numpy's, arrow's) may wait for a lock that nobody holds.
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_prepare) as pool:
        try:
            yield _Processes(pool, workers, chunk)
        except KeyboardInterrupt:  # what the workers do is of no use any more, and may take long
            for process in list((getattr(pool, "_processes", None) or {}).values()):
                process.terminate()
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def after_death(executor: Executor) -> Iterator[Executor]:
    """Give the executor for what one has left undone that raised ProcessDiedError.

    It is the same one where that has other processes (`outlives_processes` is True), or else a process of its own.
    """
    if getattr(executor, "outlives_processes", False):
        yield executor
    else:
        with processes(1) as alone:
            yield alone


def with_gpus(executor: Executor, gpus: int) -> Executor | None:
    """Return the executor with so many GPUs for each worker; None where it lends none."""
    lend = getattr(executor, "with_gpus", None)
    lent: Executor | None = lend(gpus) if gpus and lend is not None else None
    return lent


def check_workers(workers: int) -> None:
    """Raise UsageError for a number of workers that isn't between 1 and MAX_WORKERS."""
    if not 1 <= workers <= MAX_WORKERS:
        hint = f"1 to {MAX_WORKERS}; this machine has {available()} cores"
        raise UsageError(f"{workers} workers are too {'many' if workers > 1 else 'few'}", hint=hint)


def available() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def own_threads() -> int:
    """Return in how many threads this process may compute: in a worker one, for the others have the other cores."""
    limit = os.environ.get(THREAD_VARIABLES[0], "")
    return min(available(), max(1, int(limit))) if limit.isdecimal() else available()


def in_order(submit: Callable[[Item], Pending[Result]], items: Iterable[Item], ahead: int) -> Iterator[Result]:
    """Yield the results of submitted items, in order, with at most `ahead` of them under way."""
    pending: deque[Pending[Result]] = deque()
    try:
        for item in items:
            pending.append(submit(item))
            if len(pending) >= ahead:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except KeyboardInterrupt:
        # The workers are stopped at once: a cancelled future would make the pool's thread fail (before CPython 3.12).
        pending.clear()
        raise
    finally:
        for future in pending:
            future.cancel()


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def _apply(function: Callable[[Item], Result], chunk: list[Item]) -> list[Result]:
    """Return the results of a chunk: what a process runs."""
    return [function(item) for item in chunk]


def _prepare() -> None:
    """Make a worker end with its parent, and show warnings as the parent does."""
    show_warnings_as_lines()
    _end_with_parent()


def _end_with_parent() -> None:
    """Let a worker end when its parent is gone: one that waits for a task would wait forever after a kill."""
    from multiprocessing import parent_process

    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep processes that start now from running the user's script again, as spawning does: it may have no guard."""
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
def _deaf_to_interrupts() -> Iterator[None]:
    """Keep Ctrl-C from processes that start now: it reaches all of a terminal's, and each would show a traceback.

    A process inherits which signals are blocked. The parent receives what was blocked meanwhile at the end.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    previous = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes that start now compute in one thread each: they are as many as the cores."""
    with _STARTING:  # of two threads, one would take the other's values for those from before, and they would stay
        before = {name: os.environ.get(name) for name in THREAD_VARIABLES}
        os.environ.update(dict.fromkeys(THREAD_VARIABLES, "1"))
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name)
                else:
                    os.environ[name] = value
