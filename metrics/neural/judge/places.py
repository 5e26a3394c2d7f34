"""Finds the passages that judges quote: in the hypothesis where they stand, once for each quotation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertium.metrics.base import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.metrics.neural.judge.judgements import Mark


@dataclass(frozen=True, slots=True)
class Placed:
    """The passages of one segment.

    Attributes:
        spans: in the order of the text.
        unplaced: how many quotations aren't in the hypothesis.
    """

    spans: tuple[Span, ...]
    unplaced: int


def placed(segment: int, hypothesis: str, judgements: Sequence[Sequence[Mark]]) -> Placed:
    """Return where the marks of one or several judgements of a hypothesis stand.

    A passage that several judgements mark alike is one span, whose confidence is their share; of one judgement it is
    nan, for it says nothing of how sure it is.

    Args:
        segment: the hypothesis's index.
        hypothesis: the text.
        judgements: the marks of each judgement that could be read.
    """
    seen: Counter[tuple[int, int, str, str]] = Counter()
    unplaced = 0
    for marks in judgements:
        places: set[tuple[int, int, str, str]] = set()
        used: Counter[str] = Counter()  # characters behind the last place of each quotation
        for mark in marks:
            start = hypothesis.find(mark.text, used[mark.text]) if mark.text else len(hypothesis)
            if start == -1:
                unplaced += 1
                continue
            end = start + len(mark.text)
            used[mark.text] = end
            label = mark.label if mark.text else "omission"
            places.add((start, end, label, mark.severity))
        seen.update(places)
    several = len(judgements) > 1
    spans = tuple(
        Span(segment, start, end, label, severity, confidence=count / len(judgements) if several else float("nan"))
        for (start, end, label, severity), count in sorted(seen.items())
    )
    return Placed(spans, unplaced)
