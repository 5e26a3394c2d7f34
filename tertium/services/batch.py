"""Asks many requests at a time: each different one once, none that the journal has, none beyond the budget."""

from __future__ import annotations

from threading import Event
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
    from concurrent.futures import ThreadPoolExecutor

    keys = [request.key(service.identity) for request in requests]
    missing = {key: request for key, request in zip(keys, requests, strict=True) if journal.get(key) is None}
    asker = _Asker(service, journal, budget or Budget())
    sizes = [prompt_tokens(request) for request in missing.values()]
    progress = with_progress(([i] for i in range(len(sizes))), sizes, "requests done", tell or _nobody)
    done: dict[str, Outcome] = {}
    # Not the executor of tertium.executor: that one waits for the slowest request before it begins the next ones.
    with ThreadPoolExecutor(concurrency) as pool:
        under_way = {key: pool.submit(asker.ask, key, request) for key, request in missing.items()}
        try:
            for key in keys:
                if key in under_way:
                    next(progress)
                    done[key] = under_way.pop(key).result()
                yield done[key] if key in missing else _kept(journal, key)
            next(progress, None)
        finally:
            asker.stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)


class _Asker:
    """Asks one request: what the threads run."""

    def __init__(self, service: Service, journal: Journal, budget: Budget) -> None:
        self._service, self._journal, self._budget = service, journal, budget
        self._final = ""
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
            if error.is_final:
                self._final = error.reason
            return Failure(error.reason)
        finally:
            self._budget.settle(aside, answer)
        return answer


def _kept(journal: Journal, key: str) -> Outcome:
    answer = journal.get(key)
    return answer if answer is not None else Failure("the answer was lost")  # pragma: no cover - it was just there


def _nobody(_: str) -> None:
    """Tell no progress."""
