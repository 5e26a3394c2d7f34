"""Error spans matched one to one: partial overlap and partial credit, micro-averaged (Perrella et al. 2026).

Spans of gold and prediction are paired so that the sum of their overlaps, each relative to the mean length of its pair,
is highest. A pair adds to precision the share of the predicted span that lies in the gold one, and to recall the share
of the gold span; a span without a partner adds 0. Severities don't count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tertium.evals.human.span_overlap import Place
    from tertium.metrics.base import Counts, Scores


def matching_counts(gold: Iterable[Place], predicted: Iterable[Place], length: int | None = None) -> Counts:
    """Return the additive counts of one output: (credit of predicted, predicted spans, credit of gold, gold spans).

    Args:
        gold: the spans that count as true; those that mark no character are left out of both.
        predicted: the spans that are measured.
        length: characters of the output; what is marked behind them doesn't count. None where the text isn't known.
    """
    true, marked = (_spans(places, length) for places in (gold, predicted))
    overlaps = np.array([[max(0, min(b, d) - max(a, c)) for c, d in true] for a, b in marked], dtype=np.float64)
    counts = np.array([0.0, len(marked), 0.0, len(true)])
    if not overlaps.any():
        return counts
    lengths_marked, lengths_true = (np.array([end - start for start, end in spans]) for spans in (marked, true))
    gains = 2 * overlaps / (lengths_marked[:, None] + lengths_true[None, :])
    for i, j in best_pairs(gains):
        counts[0] += overlaps[i, j] / lengths_marked[i]
        counts[2] += overlaps[i, j] / lengths_true[j]
    return counts


def matching_f1(totals: Counts) -> Scores:
    """Return F1 of summed counts, shape (..., 4) to (...), 0 to 1; without spans on a side, that side's share is 1."""
    of_predicted, predicted, of_gold, gold = np.moveaxis(totals, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = np.where(predicted > 0, of_predicted / predicted, 1.0)
        recall = np.where(gold > 0, of_gold / gold, 1.0)
        return np.where(precision + recall > 0, 2 * precision * recall / (precision + recall), 0.0)


def best_pairs(gains: Scores) -> list[tuple[int, int]]:
    """Return the pairs (row, column), each row and column at most once, whose gains have the highest sum.

    Pairs without a gain are left out. Rows are added one by one, along the cheapest augmenting path (Kuhn 1955; Jonker
    and Volgenant 1987).
    """
    if gains.shape[0] > gains.shape[1]:
        return [(i, j) for j, i in best_pairs(gains.T)]
    rows, columns = gains.shape
    row_prices, column_prices = np.zeros(rows + 1), np.zeros(columns + 1)
    partner = np.zeros(columns + 1, dtype=np.intp)  # row of each column, from 1; column 0 holds the row to place
    for row in range(1, rows + 1):
        partner[0], column = row, 0
        least, came_from = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=np.intp)
        used = np.zeros(columns + 1, dtype=bool)
        while partner[column]:
            used[column] = True
            at = partner[column]
            costs = -gains[at - 1] - row_prices[at] - column_prices[1:]
            better = ~used[1:] & (costs < least[1:])
            least[1:][better], came_from[1:][better] = costs[better], column
            column = int(np.argmin(np.where(used, np.inf, least)))
            step = least[column]
            row_prices[partner[used]] += step
            column_prices[used] -= step
            least[~used] -= step
        while column:
            partner[column], column = partner[came_from[column]], int(came_from[column])
    pairs = [(int(partner[j]) - 1, j - 1) for j in range(1, columns + 1) if partner[j]]
    return sorted((i, j) for i, j in pairs if gains[i, j] > 0)


def _spans(places: Iterable[Place], length: int | None) -> Sequence[tuple[int, int]]:
    ends = [(start, end if length is None else min(end, length)) for start, end, _ in places]
    return [(start, end) for start, end in ends if end > start]
