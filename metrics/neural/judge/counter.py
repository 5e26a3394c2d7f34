"""Hypotheses to rows: every question asked once, every answer read once, what can't be read missing with its reason."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.cache.store import folder
from tertium.errors import counted
from tertium.metrics.base import Counted
from tertium.metrics.neural.judge import noise
from tertium.metrics.neural.judge.places import placed
from tertium.metrics.neural.judge.reading import read
from tertium.services.answer import Answer, Request
from tertium.services.batch import answers, unanswered
from tertium.services.budget import estimate
from tertium.services.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tertium.metrics.base import Span
    from tertium.metrics.neural.judge.questions import Questions
    from tertium.metrics.neural.judge.reading import Judgements
    from tertium.services.answer import Failure, Message, Service
    from tertium.services.budget import Budget, Estimate

EXPECTED_TOKENS: Final = {"esa": 120, "mqm": 120, "rubric": 120, "da": 12, "pairwise": 12}
"""Tokens of an answer, for the estimate: one score, or a few errors with their passages."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How a judge is asked.

    Attributes:
        service: the model.
        options: of each request, without its seed.
        n: how often each question is asked.
        seed: of the first time; each further one has the next seed. None for none.
        orders: of a pair, whether the hypothesis stands second; one entry for what is no pair.
        budget: what may be spent on the whole set.
        concurrency: requests under way at a time.
        tell: receives lines about cost and progress.
    """

    service: Service
    options: Mapping[str, Any]
    n: int
    seed: int | None
    orders: tuple[bool, ...]
    budget: Budget
    concurrency: int
    tell: Callable[[str], None]


@dataclass(slots=True)
class JudgeCounter:
    """Counts the hypotheses of a system for one set.

    Attributes:
        questions: makes the messages.
        asking: how they are asked.
        warnings: of the binding, handed on with the first system.
        memory: the answers of this process, where the cache is off.
    """

    questions: Questions
    asking: Asking
    warnings: list[str] = field(default_factory=list)
    memory: Journal = field(default_factory=Journal)

    def __call__(self, hypotheses: Sequence[str]) -> Counted:
        """Return the rows of hypotheses, one per segment; see `tertium.metrics.neural.judge.noise`."""
        if len(hypotheses) != len(self.questions.texts):
            raise ValueError(f"{len(hypotheses)} hypotheses for {counted(len(self.questions.texts), 'segment')}")
        warnings, self.warnings = self.warnings, []
        outcomes = self._outcomes(hypotheses, warnings.append)
        models = Counter(name for row in outcomes for orders in row for name in map(_model, orders) if name)
        protocol = self.questions.prompt.protocol
        judged = [read(protocol, row, self._turned(row)) for row in outcomes]
        warnings += _answered_by(models)
        return _counted(hypotheses, judged, warnings)

    def estimate(self, outputs: Iterable[Sequence[str]]) -> Estimate:
        """Return what counting the outputs of several systems will cost, without what was answered already."""
        requests: dict[tuple[Message, ...], list[Request]] = {}
        for hypotheses in outputs:
            requests |= self._all_requests([self._questions(row, hypotheses) for row in range(len(hypotheses))])
        flat = [request for repetitions in requests.values() for request in repetitions]
        with self._journal(self.warnings.append) as journal:
            return estimate(unanswered(self.asking.service, flat, journal), self.asking.budget.prices)

    def _outcomes(self, hypotheses: Sequence[str], warn: Callable[[str], None]) -> list[list[list[Answer | Failure]]]:
        """Return what becomes of each question, by segment, repetition, and reference and order."""
        questions = [self._questions(row, hypotheses) for row in range(len(hypotheses))]
        requests = self._all_requests(questions)
        flat = [request for repetitions in requests.values() for request in repetitions]
        asking = self.asking
        with self._journal(warn) as journal:
            self._tell_cost(flat, journal)
            done = answers(
                asking.service, flat, journal, asking.budget, concurrency=asking.concurrency, tell=asking.tell
            )
            outcomes = iter(list(done))
        by_question = {question: [next(outcomes) for _ in asked] for question, asked in requests.items()}
        return [
            [[by_question[question][i] for question in by_order] for i in range(asking.n)] for by_order in questions
        ]

    def _questions(self, row: int, hypotheses: Sequence[str]) -> tuple[tuple[Message, ...], ...]:
        """Return the questions about a segment, by reference and order."""
        both = self.questions.messages(row, hypotheses)
        if not self.questions.is_pairwise:
            return both
        return tuple(both[i + int(turned)] for i in range(0, len(both), 2) for turned in self.asking.orders)

    def _turned(self, outcomes: Sequence[Sequence[Any]]) -> tuple[bool, ...]:
        """Return whether the hypothesis stood second in each question of a repetition."""
        return self.asking.orders * (len(outcomes[0]) // len(self.asking.orders))

    def _all_requests(
        self, questions: Iterable[tuple[tuple[Message, ...], ...]]
    ) -> dict[tuple[Message, ...], list[Request]]:
        """Return the requests of each different question."""
        return {question: self._requests(question) for by_order in questions for question in by_order}

    def _requests(self, question: tuple[Message, ...]) -> list[Request]:
        """Return the requests of a question, by repetition."""
        tokens = EXPECTED_TOKENS[self.questions.prompt.protocol]
        return [Request(question, self._options(i), i, tokens) for i in range(self.asking.n)]

    def _options(self, repetition: int) -> dict[str, Any]:
        seed = self.asking.seed
        return {**self.asking.options, **({} if seed is None else {"seed": seed + repetition})}

    def _tell_cost(self, requests: Sequence[Request], journal: Journal) -> None:
        """Tell what the requests that nobody answered yet will cost, before the first one is asked."""
        missing = unanswered(self.asking.service, requests, journal)
        kept = len(requests) - len(missing)
        expected = estimate(missing, self.asking.budget.prices)
        money = "" if np.isnan(expected.money) else f", {expected.money:.2g} {expected.currency}"
        cost = f"about {expected.tokens} tokens{money}" if missing else "nothing to pay"
        self.asking.tell(f"{counted(len(missing), 'request')}, {cost}; {kept} answered before")

    @contextmanager
    def _journal(self, warn: Callable[[str], None]) -> Iterator[Journal]:
        """Give the journal of this service's answers: a file in the cache, or memory where the cache is off."""
        directory = folder()
        if directory is None:
            yield self.memory
            return
        name = sha256(self.asking.service.identity.encode()).hexdigest()[:16]
        with Journal.opened(directory / "judge" / f"{name}.journal", warn) as journal:
            yield journal


def _model(outcome: Answer | Failure) -> str:
    return outcome.model if isinstance(outcome, Answer) else ""


def _answered_by(models: Counter[str]) -> Iterator[str]:
    """Yield what the service says its model is, which may be another one than was asked for."""
    if models:
        yield f"answered by {', '.join(name for name, _ in models.most_common())}, as the service says"


def _counted(hypotheses: Sequence[str], judged: Sequence[Judgements], warnings: list[str]) -> Counted:
    counts = np.full((len(hypotheses), noise.WIDTH), np.nan)
    spans: list[Span] = []
    unscored: dict[int, str] = {}
    partly: Counter[str] = Counter()
    unplaced = marks = 0
    for row, (hypothesis, segment) in enumerate(zip(hypotheses, judged, strict=True)):
        if not segment.readable:
            unscored[row] = segment.reasons.most_common(1)[0][0]
            continue
        counts[row] = noise.row([item.score for item in segment.readable])
        partly.update(segment.reasons)
        places = placed(row, hypothesis, [item.marks for item in segment.readable])
        spans += places.spans
        unplaced += places.unplaced
        marks += sum(len(item.marks) for item in segment.readable)
    if partly:
        reasons = ", ".join(f"{reason} ({count})" for reason, count in partly.most_common())
        warnings.append(f"missing: {counted(partly.total(), 'judgement')} of segments that have others: {reasons}")
    if unplaced:
        warnings.append(f"{unplaced} of {marks} passages that the judge marks aren't in the hypothesis")
    return Counted(counts, tuple(spans), tuple(warnings), unscored)
