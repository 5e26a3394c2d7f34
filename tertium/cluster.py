"""Runs a function over many items on the machines of a Ray cluster; an executor as those in `tertium.executor` are.

Functions, items and results travel as pickles that are made and read here. Arrays that Ray reads itself are views of
its store: one column of a result would keep all of the result there, and the store would fill up.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
from contextlib import contextmanager
from functools import cache
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any, Final

from tertium.errors import UsageError
from tertium.executor import AHEAD, THREAD_VARIABLES, ProcessDiedError, available, check_workers, in_order
from tertium.version import version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from tertium.executor import Executor, Item, Pending, Result

RETRIES: Final = 3
"""How often an item is sent again whose worker or machine was lost."""
ADDRESS: Final = "RAY_ADDRESS"
"""Variable that names a cluster, as all of Ray's programs read it."""
ENGINE: Final = "TERTIUM_ENGINE"
"""The choice of a metric's engine, which must be the same everywhere."""


@contextmanager
def cluster(workers: int = 0) -> Iterator[Executor]:
    """Give an executor of Ray tasks: on the cluster that RAY_ADDRESS names, or else on a Ray of this machine alone.

    A Ray that the program has started itself is used, and left as it is. An item whose worker or machine is lost is
    sent again; one that is lost each time is a ProcessDiedError, after which the executor goes on.

    Args:
        workers: of a Ray that is started here, 0 for one per core; a cluster has its own number.

    Raises:
        UsageError: Ray isn't installed or can't be reached; or as `processes`.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray's reports on its use to its makers
    try:
        import ray
    except ImportError as error:
        raise UsageError("Ray isn't installed", hint="pip install 'tertium[ray]', or --workers N") from error
    check_workers(workers or available())
    is_ours = not ray.is_initialized()
    if is_ours:
        _start(ray, workers or available())
    try:
        yield _Tasks(ray)
    finally:
        if is_ours:
            ray.shutdown()


def _start(ray: ModuleType, workers: int) -> None:
    """Join the cluster, or start one of this machine."""
    address = os.environ.get(ADDRESS, "")
    variables = {**dict.fromkeys(THREAD_VARIABLES, "1"), ENGINE: os.environ.get(ENGINE, "")}
    options: dict[str, Any] = {"address": address} if address else {"address": "local", "num_cpus": workers}
    try:
        with _same_handlers():
            ray.init(
                **options,
                **({} if address else {"include_dashboard": False}),
                log_to_driver=False,
                logging_level=logging.ERROR,
                runtime_env={"env_vars": {name: value for name, value in variables.items() if value}},
            )
    except (OSError, RuntimeError, ValueError) as error:  # ConnectionError is an OSError
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        hint = f"{ADDRESS} of a cluster that runs, or none for a Ray of this machine"
        raise UsageError(f"can't reach Ray at {address or 'this machine'}: {reason}", hint=hint) from error


@contextmanager
def _same_handlers() -> Iterator[None]:
    """Keep the handlers of signals: Ray's own of SIGTERM would end a command with another exit code."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        if current_thread() is main_thread():
            for number, handler in handlers.items():
                signal.signal(number, handler)


class _Tasks:
    shares_memory = False
    outlives_processes = True

    def __init__(self, ray: ModuleType, gpus: int = 0) -> None:
        self._ray, self._gpus = ray, gpus
        resources = ray.cluster_resources()
        self._workers = max(1, int(resources.get("GPU", 0) / gpus if gpus else resources.get("CPU", 1)))

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        task = self._ray.remote(_apply).options(num_cpus=1, num_gpus=self._gpus, max_retries=RETRIES)
        expected = _version()

        def submit(item: Item) -> Pending[Result]:
            return _Call(self._ray, task.remote(pickle.dumps((function, item)), expected))

        return in_order(submit, items, AHEAD * self._workers)

    def with_gpus(self, gpus: int) -> Executor | None:
        """Return an executor with so many GPUs for each worker; None where the cluster has no such number."""
        return _Tasks(self._ray, gpus) if self._ray.cluster_resources().get("GPU", 0) >= gpus else None


class _Call:
    """A task of Ray."""

    def __init__(self, ray: ModuleType, reference: Any) -> None:
        self._ray, self._reference = ray, reference

    def result(self) -> Any:
        """Return what the function returned, or raise what it raised."""
        try:
            return pickle.loads(self._ray.get(self._reference))  # noqa: S301 - pickled by our own worker
        except self._ray.exceptions.RayTaskError as error:
            raise (error.cause if isinstance(error.cause, Exception) else error) from None
        except self._ray.exceptions.RayError as error:
            message = f"a worker of the cluster died {RETRIES + 1} times at the same part; its memory may be full"
            raise ProcessDiedError(message, hint="workers with more memory") from error

    def cancel(self) -> None:
        """Give the task up, even if it has begun."""
        self._ray.cancel(self._reference, force=True)


def _apply(work: bytes, expected: str) -> bytes:
    """Return the result of a function: what a worker runs. Another version might count otherwise."""
    if (own := _version()) != expected:
        message = f"a worker has tertium {own}, and this machine has {expected}"
        raise UsageError(message, hint=f"tertium=={expected} on every machine of the cluster")
    function, item = pickle.loads(work)  # noqa: S301 - pickled by the caller
    return pickle.dumps(function(item))


@cache
def _version() -> str:
    """Return the version, which a process reads once."""
    return version()
