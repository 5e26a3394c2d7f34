"""What becomes of the answers about one segment: its judgements, and why others are missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tertium.metrics.base import UNANSWERED
from tertium.metrics.neural.judge.answers import UnreadableAnswer
from tertium.metrics.neural.judge.judgements import Judgement, judgement
from tertium.services.answer import Failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.metrics.neural.judge.prompts import ProtocolName
    from tertium.services.answer import Answer

CUT_OFF: Final = "length"
"""Why an answer ended that has no end."""
REFUSED: Final = "content_filter"
"""Why an answer ended that a service refused or filtered."""


@dataclass(frozen=True, slots=True)
class Judgements:
    """The judgements of one segment.

    Attributes:
        readable: one per repetition that could be read.
        reasons: why the others are missing, with their number.
    """

    readable: tuple[Judgement, ...]
    reasons: Counter[str] = field(default_factory=Counter)


def read(protocol: ProtocolName, outcomes: Sequence[Sequence[Answer | Failure]], swapped: Sequence[bool]) -> Judgements:
    """Return the judgements of a segment.

    A repetition that was asked in both orders, or with several references, is one judgement, the mean of all; with one
    order alone it would lean to a side, so that it is missing where one answer is.

    Args:
        protocol: what was asked.
        outcomes: by repetition, what became of each of its questions.
        swapped: whether the hypothesis stood second in that question.
    """
    readable: list[Judgement] = []
    reasons: Counter[str] = Counter()
    for repetition in outcomes:
        try:
            orders = [_read(protocol, outcome) for outcome in repetition]
        except UnreadableAnswer as error:
            reasons[str(error)] += 1
            continue
        scores = [1 - item.score if turned else item.score for item, turned in zip(orders, swapped, strict=True)]
        marks = tuple(mark for item in orders for mark in item.marks)
        readable.append(Judgement(sum(scores) / len(scores), marks))
    return Judgements(tuple(readable), reasons)


def _read(protocol: ProtocolName, outcome: Answer | Failure) -> Judgement:
    if isinstance(outcome, Failure):
        raise UnreadableAnswer(f"{UNANSWERED}{outcome.reason.removeprefix('not asked: ')}")
    if outcome.finish_reason == REFUSED:
        raise UnreadableAnswer("the judge refused")
    if outcome.finish_reason == CUT_OFF:
        raise UnreadableAnswer("the answer was cut off at the most tokens")
    return judgement(protocol, outcome.text)
