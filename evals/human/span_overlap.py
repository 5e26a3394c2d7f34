"""Character F1 of error spans, as WMT25's second metrics task defines it: micro-averaged, with partial credit.

A character that two marks cover counts twice. A predicted mark of a character is worth 1 where gold has one of the same
severity, and 1/2 where it has one of the other; critical counts as major.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from tertium.metrics.base import Counts, Scores

MAJOR: Final = frozenset({"major", "critical"})
PARTIAL: Final = 0.5
"""Credit of a mark with another severity."""
Place = tuple[int, int, str]
"""First character, behind the last one, severity: minor, major or critical."""


class Overlap(NamedTuple):
    """How far predicted marks agree with gold, 0 to 1.

    Attributes:
        precision: credit by predicted marks of characters; 1 where nothing is predicted.
        recall: credit by gold marks; 1 where there are none.
        f1: the harmonic mean; 0 where both are 0.
    """

    precision: float
    recall: float
    f1: float


def span_counts(gold: Iterable[Place], predicted: Iterable[Place], length: int | None = None) -> Counts:
    """Return the additive counts of one output: (equal, other severity, predicted marks, gold marks), in characters.

    Args:
        gold: the marks that count as true.
        predicted: the marks that are measured.
        length: characters of the output, what is marked behind them doesn't count; None where the text isn't known.
    """
    gold, predicted = list(gold), list(predicted)
    last = max((end for _, end, _ in (*gold, *predicted)), default=0)
    by_gold, by_prediction = (_marks(places, last)[:, :length] for places in (gold, predicted))
    equal = np.minimum(by_gold, by_prediction)
    # what is left of the two severities, held against each other crosswise
    gold_left, predicted_left = by_gold - equal, by_prediction - equal
    other = np.minimum(gold_left, predicted_left[::-1])
    return np.array([equal.sum(), other.sum(), by_prediction.sum(), by_gold.sum()], dtype=np.float64)


def overlap(totals: Counts, *, partial: float = PARTIAL) -> Overlap:
    """Return the agreement of summed counts, shape (4,)."""
    equal, other, predicted, gold = totals
    credit = equal + partial * other
    precision = float(credit / predicted) if predicted else 1.0
    recall = float(credit / gold) if gold else 1.0
    return Overlap(precision, recall, float(f1(totals[None], partial=partial)[0]))


def f1(totals: Counts, *, partial: float = PARTIAL) -> Scores:
    """Return F1 of summed counts, shape (..., 4) to (...), 0 to 1."""
    equal, other, predicted, gold = np.moveaxis(totals, -1, 0)
    credit = equal + partial * other
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = np.where(predicted > 0, credit / predicted, 1.0)
        recall = np.where(gold > 0, credit / gold, 1.0)
        return np.where(precision + recall > 0, 2 * precision * recall / (precision + recall), 0.0)


def _marks(places: Sequence[Place], length: int) -> NDArray[np.int64]:
    """Return how often each character is marked, shape (2, length): major and critical first, then minor."""
    steps = np.zeros((2, length + 1), dtype=np.int64)
    for start, end, severity in places:
        row = 0 if severity in MAJOR else 1
        steps[row, start] += 1
        steps[row, max(start, end)] -= 1
    return np.cumsum(steps, axis=1)[:, :-1]
