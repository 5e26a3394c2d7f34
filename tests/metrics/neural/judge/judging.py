"""Judges for tests: a service that answers by a function, without any network."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tertium.corpora.types import Texts
from tertium.metrics.neural.judge.counter import Asking, JudgeCounter
from tertium.metrics.neural.judge.prompts import ProtocolName, prompt
from tertium.metrics.neural.judge.questions import Questions
from tertium.services.answer import Answer, Request, ServiceError
from tertium.services.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCES = ("Der Hund schläft.", "Die Katze trinkt.", "Es regnet.")
REFERENCES = ("The dog is asleep.", "The cat is drinking.", "It is raining.")
GOOD = ("The dog sleeps.", "The cat drinks.", "It rains.")


def texts(rows: int = 3) -> Texts:
    """Return two documents, of two segments and of one."""
    return Texts(
        ids=("a#1", "a#2", "b#1")[:rows],
        sources=SOURCES[:rows],
        references=tuple((text,) for text in REFERENCES[:rows]),
        documents=("a", "a", "b")[:rows],
        languages=("de", "en"),
    )


@dataclass
class Script:
    """A service whose answers a function gives, from the texts of the question and the number of its repetition."""

    answer: Callable[[dict[str, Any], int], str | Answer]
    identity: str = "script"
    asked: list[Request] = field(default_factory=list)

    def ask(self, request: Request) -> Answer:
        self.asked.append(request)
        answer = self.answer(json.loads(request.messages[-1].text), request.repetition)
        return answer if isinstance(answer, Answer) else Answer(answer, finish_reason="stop")


def refuse(reason: str) -> Answer:
    raise ServiceError(reason)


def counter(
    service: Script, protocol: ProtocolName = "da", *, n: int = 1, orders: tuple[bool, ...] = (False,), **options: Any
) -> JudgeCounter:
    """Return a judge's counter for `texts()`."""
    budget, lines = options.pop("budget", Budget()), options.pop("lines", [])
    seed, rows = options.pop("seed", None), options.pop("rows", 3)
    asking = Asking(service, {}, n, seed, orders, budget, 1, lines.append)
    return JudgeCounter(Questions(prompt(protocol), texts(rows), **options), asking)
