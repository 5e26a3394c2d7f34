"""Many requests: in order, each once, within the budget, from the journal where it has them."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from tertium.errors import UsageError
from tertium.services.answer import Answer, Failure, Message, Request, ServiceError
from tertium.services.batch import answers, unanswered
from tertium.services.budget import Budget
from tertium.services.journal import Journal
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


class Echo:
    """Answers in capitals; texts that begin with ! fail, those with ? for all.

    Args:
        together: so many are asked at a time before the first is answered.
    """

    identity = "echo"

    def __init__(self, together: int = 1) -> None:
        self.asked: list[str] = []
        self.together = threading.Event()
        self.wanted = together
        self.busy = self.most = 0
        self.lock = threading.Lock()

    def ask(self, request: Request) -> Answer:
        text = request.messages[-1].text
        with self.lock:
            self.asked.append(text)
            self.busy += 1
            self.most = max(self.most, self.busy)
            if self.busy == self.wanted:
                self.together.set()
        assert self.together.wait(300)
        with self.lock:
            self.busy -= 1
        if text.startswith(("!", "?")):
            raise ServiceError("status 400", is_final=text.startswith("?"))
        return Answer(text.upper(), prompt_tokens=1, completion_tokens=1)


def asked(*texts: str) -> list[Request]:
    return [Request((Message("user", text),)) for text in texts]


def shown(outcomes: list[Answer | Failure]) -> list[str]:
    return [outcome.text if isinstance(outcome, Answer) else f"<{outcome.reason}>" for outcome in outcomes]


def test_outcomes_are_in_order_and_equal_requests_are_asked_once() -> None:
    echo = Echo()
    outcomes = shown([*answers(echo, asked("a", "b", "a", "!", "!", "c"), Journal())])
    assert outcomes == ["A", "B", "A", "<status 400>", "<status 400>", "C"]
    assert sorted(echo.asked) == ["!", "a", "b", "c"]


def test_the_same_question_with_another_number_is_asked_again() -> None:
    echo = Echo()
    requests = [Request((Message("user", "a"),), repetition=i) for i in range(3)]
    assert shown([*answers(echo, requests, Journal())]) == ["A"] * 3
    assert echo.asked == ["a"] * 3


def test_a_second_run_asks_only_for_what_is_missing(tmp_path: Path) -> None:
    for expected in (["!", "a", "b"], ["!"]):
        echo = Echo()
        with Journal.opened(tmp_path / "journal", pytest.fail) as journal:
            assert len(unanswered(echo, asked("a", "!", "b", "a"), journal)) == len(expected)
            assert shown([*answers(echo, asked("a", "!", "b"), journal)]) == ["A", "<status 400>", "B"]
        assert sorted(echo.asked) == expected


def test_no_more_than_the_concurrency_are_under_way() -> None:
    echo = Echo(together=3)
    assert len([*answers(echo, asked(*map(str, range(40))), Journal(), concurrency=3)]) == 40
    assert echo.most == 3
    with pytest.raises(UsageError, match="out of range"):
        list(answers(echo, asked("a"), Journal(), concurrency=0))


def test_a_spent_budget_leaves_the_rest_as_failures_and_keeps_what_is_paid() -> None:
    echo, journal = Echo(), Journal()
    outcomes = shown([*answers(echo, asked("a", "b", "c"), journal, Budget(requests=2), concurrency=1)])
    assert outcomes == ["A", "B", "<not asked: the budget of 2 requests is spent>"]
    outcomes = shown([*answers(echo, asked("a", "b", "c"), journal, Budget(requests=1))])
    assert outcomes == ["A", "B", "C"]
    assert sorted(echo.asked) == ["a", "b", "c"]


def test_after_an_error_that_all_would_get_nothing_is_asked() -> None:
    echo = Echo()
    outcomes = shown([*answers(echo, asked("a", "?", "b", "c"), Journal(), concurrency=1)])
    assert outcomes == ["A", "<status 400>", "<not asked: status 400>", "<not asked: status 400>"]
    assert echo.asked == ["a", "?"]


def test_a_service_that_is_down_is_not_asked_for_everything() -> None:
    class Down(Echo):
        def ask(self, request: Request) -> Answer:
            super().ask(request)
            if request.messages[-1].text in {"0", "10"}:
                return Answer("A")
            raise ServiceError("status 503", is_temporary=True)

    down = Down()
    outcomes = shown([*answers(down, asked(*map(str, range(100))), Journal(), concurrency=1)])
    assert len(down.asked) == 31, "twenty in a row after the last answer"
    assert outcomes[30:32] == [
        "<status 503>",
        "<not asked: 20 requests in a row had failed, the last by status 503>",
    ]


def test_what_is_left_early_is_not_asked() -> None:
    class Patient(Echo):
        def ask(self, request: Request) -> Answer:
            answer = super().ask(request)
            assert answer.text == "0" or left.wait(300)
            return answer

    echo, left, others = Patient(), threading.Event(), set(threading.enumerate())
    first = answers(echo, asked(*map(str, range(100))), Journal(), concurrency=2)
    assert next(first) == Answer("0", prompt_tokens=1, completion_tokens=1)
    first.close()  # type: ignore[attr-defined]
    left.set()
    for thread in set(threading.enumerate()) - others:
        thread.join(300)
    assert len(echo.asked) <= 3, "the first, and one more of each thread"


def test_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertium.cache.progress.PAUSE", 0)
    lines: list[str] = []
    list(answers(Echo(), asked("a", "b"), Journal(), tell=lines.append))
    assert lines[-1].startswith("2 of 2 requests done")


def test_an_interrupted_process_ends_without_the_answers_under_way() -> None:
    code = """
import signal, threading, time
from tertium.services.answer import Answer, Message, Request
from tertium.services.batch import answers
from tertium.services.journal import Journal

class Slow:
    identity = "slow"
    def ask(self, request):
        print("asked", flush=True)
        time.sleep(600)
        return Answer("")

try:
    list(answers(Slow(), [Request((Message("user", "a"),))], Journal()))
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "asked\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=300)[0] == "interrupted\n"
