"""Batches: each different item once, each batch kept when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.evals.systems.base import Item, Task
from tertium.evals.systems.batches import estimate_missing, translate_batches
from tertium.services.answer import Answer, Failure
from tertium.services.budget import Budget, Prices
from tertium.services.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

ITEMS = [Item(text) for text in ("a", "b", "a", "!", "c")]


class Recorder:
    def __init__(self) -> None:
        self.batches: list[str] = []

    def __call__(self, batch: Sequence[Item]) -> list[Answer | Failure]:
        self.batches.append("".join(item.source for item in batch))
        return [Failure("bad") if item.source == "!" else Answer(item.source.upper()) for item in batch]


def shown(task: Task, record: Recorder) -> str:
    outcomes = translate_batches("s", ITEMS, task, record, 2)
    return "".join(outcome.text if isinstance(outcome, Answer) else "?" for outcome in outcomes)


def test_batches_are_full_in_order_and_each_item_comes_once() -> None:
    record = Recorder()
    assert shown(Task(), record) == "ABA?C"
    assert record.batches == ["ab", "!c"]


def test_a_second_run_translates_what_failed() -> None:
    journal = Journal()
    shown(Task(journal=journal), Recorder())
    record = Recorder()
    assert estimate_missing("s", ITEMS, Task(journal=journal), Prices()).requests == 1
    assert shown(Task(journal=journal), record) == "ABA?C"
    assert record.batches == ["!"]


def test_a_batch_is_kept_before_the_next_one_begins() -> None:
    journal, kept = Journal(), []

    def translate(batch: Sequence[Item]) -> list[Answer | Failure]:
        kept.append(len(journal))
        return [Answer(item.source) for item in batch]

    list(translate_batches("s", ITEMS, Task(journal=journal), translate, 2))
    assert kept == [0, 2]


def test_seconds_of_a_batch_are_divided() -> None:
    outcomes = list(translate_batches("s", ITEMS[:2], Task(), Recorder(), 2))
    seconds = [outcome.seconds for outcome in outcomes if isinstance(outcome, Answer)]
    assert seconds[0] == seconds[1] > 0


def test_a_budget_of_requests_counts_items() -> None:
    record = Recorder()
    assert shown(Task(budget=Budget(requests=1)), record) == "A?A??"
    assert record.batches == ["a"]


def test_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertium.cache.progress.PAUSE", 0)
    lines: list[str] = []
    shown(Task(tell=lines.append), Recorder())
    assert lines[-1].startswith("4 of 4 texts translated")
