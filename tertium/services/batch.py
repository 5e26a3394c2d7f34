"""Asks many requests at a time: each different one once, none that the journal has, none beyond the budget."""

from __future__ import annotations

from concurrent.futures import Future
from queue import Empty, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, TypeAlias

from tertium.cache.progress import with_progress
from tertium.errors import UsageError
from tertium.services.answer import Answer, Failure, ServiceError
from tertium.services.budget import Budget, prompt_tokens
from tertium.services.http import CONNECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tertium.services.answer import Request, Service
    from tertium.services.journal import Journal

CONCURRENCY: Final = 8
"""Requests under way at a time."""

IN_A_ROW: Final = 20
"""Requests that may fail one after the other, after all their tries, before no more are sent: a service that is down
would hold a large set for days."""

Outcome: TypeAlias = "Answer | Failure"
"""What becomes of a request."""


def unanswered(service: Service, requests: Iterable[Request], journal: Journal) -> list[Request]:
    """Return the different requests that the journal has no answer to, in order."""
    by_key = {request.key(service.identity): request for request in requests}
    return [request for key, request in by_key.items() if journal.get(key) is None]


def answers(  # noqa: PLR0913 - a value of them would be made here and taken apart there
    service: Service,
    requests: Sequence[Request],
    journal: Journal,
    budget: Budget | None = None,
    *,
    concurrency: int = CONCURRENCY,
    tell: Callable[[str], None] | None = None,
) -> Iterator[Outcome]:
    """Yield what becomes of each request, in order; an answer is in the journal before it is yielded.

    Args:
        service: is asked from several threads.
        requests: equal ones are asked once.
        journal: what it has isn't asked.
        budget: what it doesn't admit is a Failure.
        concurrency: requests under way at a time.
        tell: receives lines about the progress, for stderr.

    Raises:
        UsageError: the concurrency is out of range, or the journal can't be written.
    """
    if not 1 <= concurrency <= CONNECTIONS:
        raise UsageError(f"{concurrency} requests at a time are out of range", hint=f"1 to {CONNECTIONS}")
    keys = [request.key(service.identity) for request in requests]
    missing = {key: request for key, request in zip(keys, requests, strict=True) if journal.get(key) is None}
    asker = _Asker(service, journal, budget or Budget())
    sizes = [prompt_tokens(request) for request in missing.values()]
    progress = with_progress(([i] for i in range(len(sizes))), sizes, "requests done", tell or _nobody)
    told: set[str] = set()
    under_way = {key: Future[Outcome]() for key in missing}
    # Threads that don't hold the process back: one that is interrupted can't wait minutes for a slow answer.
    work = Queue[str]()
    for key in missing:
        work.put(key)

    def run() -> None:
        while not asker.stopped.is_set():
            try:
                key = work.get_nowait()
            except Empty:
                return
            future = under_way[key]
            try:
                future.set_result(asker.ask(key, missing[key]))
            except BaseException as error:  # noqa: BLE001 - raised in the thread of the caller
                future.set_exception(error)

    try:
        for _ in range(min(concurrency, len(missing))):
            Thread(target=run, daemon=True).start()
        for key in keys:
            if key in missing and key not in told:
                told.add(key)
                next(progress)
            yield under_way[key].result() if key in missing else _kept(journal, key)
        next(progress, None)
    finally:
        asker.stopped.set()


class _Asker:
    """Asks one request: what the threads run."""

    def __init__(self, service: Service, journal: Journal, budget: Budget) -> None:
        self._service, self._journal, self._budget = service, journal, budget
        self._final = ""
        self._failed = 0
        self.stopped = Event()

    def ask(self, key: str, request: Request) -> Outcome:
        """Return the answer, which is in the journal then, or why there is none."""
        if self._final or self.stopped.is_set():
            return Failure(f"not asked: {self._final or 'the work was given up'}")
        aside = self._budget.admit(request)
        if isinstance(aside, str):
            return Failure(aside)
        answer: Answer | None = None
        try:
            answer = self._service.ask(request)
            self._journal.put(key, answer)
        except ServiceError as error:
            self._note(error)
            return Failure(error.reason)
        else:
            self._failed = 0
            return answer
        finally:
            self._budget.settle(aside, answer)

    def _note(self, error: ServiceError) -> None:
        """Stop the work after an error that every request would get, or after too many that should have passed."""
        # Threads may lose a count to each other: then a few more are asked.
        self._failed = self._failed + 1 if error.is_temporary else 0
        if error.is_final:
            self._final = error.reason
        elif self._failed >= IN_A_ROW:
            self._final = f"{IN_A_ROW} requests in a row had failed, the last by {error.reason}"


def _kept(journal: Journal, key: str) -> Outcome:
    answer = journal.get(key)
    return answer if answer is not None else Failure("the answer was lost")  # pragma: no cover - it was just there


def _nobody(_: str) -> None:
    """Tell no progress."""
