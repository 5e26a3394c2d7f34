"""Systems that translate many items at a time: each different one once, batch by batch, each batch kept when done."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from tertium.cache.progress import with_progress
from tertium.services.answer import Answer, Failure, ServiceError, checked
from tertium.services.budget import Estimate, estimate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tertium.evals.systems.base import Item, Outcome, Task
    from tertium.services.budget import Prices

    TranslateBatch: TypeAlias = Callable[[list[Item]], Sequence[Outcome]]


def translate_batches(
    identity: str, items: Sequence[Item], task: Task, translate: TranslateBatch, size: int
) -> Iterator[Outcome]:
    """Yield what becomes of each item, in order.

    The seconds of a batch are divided among its items, unless the answers have seconds of their own.

    Args:
        identity: what translations depend on beside the item.
        items: equal ones are translated once.
        task: its journal keeps every answer; its budget counts items as requests.
        translate: returns an outcome for each item of a batch, in order.
        size: items of a batch.
    """
    keys = [item.request(task.languages).key(identity) for item in items]
    missing = {key: item for key, item in zip(keys, items, strict=True) if task.journal.get(key) is None}
    failures: dict[str, Failure] = {}
    waiting = list(missing)
    sizes = [len(item.source) + 1 for item in missing.values()]
    batches = (list(range(i, min(i + size, len(waiting)))) for i in range(0, len(waiting), size))
    batch = with_progress(batches, sizes, "texts translated", task.tell)
    for key in keys:
        while task.journal.get(key) is None and key not in failures:
            chosen = [waiting[i] for i in next(batch)]
            failures |= _translate(chosen, missing, task, translate)
        answer = task.journal.get(key)
        yield failures[key] if answer is None else answer
    next(batch, None)  # so that the last batch is told


def _translate(
    chosen: Sequence[str], items: dict[str, Item], task: Task, translate: TranslateBatch
) -> dict[str, Failure]:
    """Translate a batch, keep its answers, and return its failures."""
    failures: dict[str, Failure] = {}
    answers: dict[str, Answer] = {}
    admitted: dict[str, tuple[float, float, float]] = {}
    for key in chosen:
        aside = task.budget.admit(items[key].request(task.languages))
        if isinstance(aside, str):
            failures[key] = Failure(aside)
        else:
            admitted[key] = aside
    if not admitted:
        return failures
    started = time.perf_counter()
    outcomes = translate([items[key] for key in admitted])
    seconds = (time.perf_counter() - started) / len(admitted)
    for (key, aside), outcome in zip(admitted.items(), map(_checked, outcomes), strict=True):
        if isinstance(outcome, Answer):
            answers[key] = outcome if outcome.seconds else replace(outcome, seconds=seconds)
            task.budget.settle(aside, answers[key])
        else:
            failures[key] = outcome
            task.budget.settle(aside, None)
    task.journal.put_all(answers)
    return failures


def _checked(outcome: Outcome) -> Outcome:
    if isinstance(outcome, Failure):
        return outcome
    try:
        return checked(outcome)
    except ServiceError as error:
        return Failure(error.reason)


def estimate_missing(identity: str, items: Sequence[Item], task: Task, prices: Prices) -> Estimate:
    """Return what the different items cost that the journal lacks."""
    requests = {request.key(identity): request for item in items if (request := item.request(task.languages))}
    return estimate((request for key, request in requests.items() if task.journal.get(key) is None), prices)
