"""Splits the difference of two systems' corpus scores among segments, so that all parts add up to it.

What a segment alone changes (`contributions`) doesn't add up where the score is no mean, as BLEU or chrF. The parts
here do: the counts go in a straight line from the baseline's sums to the system's, and each count is charged for the
change of the score on the way (Aumann and Shapley 1974). A count's price is the same for every segment, so any group
of segments has the sum of their parts, however the set is divided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.evals.contributions import aligned
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.formula import Prepared
    from tertium.evals.types import Run
    from tertium.metrics.base import Counts, Scores

NODES: Final = 64
"""Places on the way where slopes are taken, by Gauss and Legendre: chrF, TER and means are right to ten digits."""
STEP: Final = 1e-5
"""Of a slope, relative to the larger of the two sums: the square of it is lost, and so is 1e-16 divided by it."""


def shares(run: Run, prepared: Prepared, baseline: str, system: str) -> Scores:
    """Return each segment's part of the system's corpus score minus the baseline's, in the metric's unit and direction.

    Shape (segments,); their sum is the difference. Equal counts have exactly 0, segments that one of the compared
    systems has no score for nan, and all have nan where the difference is undefined.
    """
    label = prepared.measure.label
    before, after = (prepared.block.totals[prepared.systems.index(name)] for name in (baseline, system))
    exchanged = list(_exchanged(run, prepared, Key(system, label), Key(baseline, label)))
    turnover = np.sum([np.abs(part).sum(axis=0) for part in exchanged], axis=0)
    prices = _prices(prepared, before, after, turnover)
    values = np.where(prepared.rows, np.concatenate([part @ prices for part in exchanged]), np.nan)
    scores = prepared.block.score(np.stack([before, after]))
    return _adding_up(values, float(scores[1] - scores[0]))


def _exchanged(run: Run, prepared: Prepared, system: Key, baseline: Key) -> Iterator[Counts]:
    """Yield what each segment's counts differ by, part by part; 0 where one of the systems has no score."""
    for start, of_system, of_baseline in aligned(run.counts, system, baseline):
        rows = prepared.rows[start : start + len(of_system)]
        yield np.where(rows[:, None], of_system - of_baseline, 0.0)


def _prices(prepared: Prepared, before: Counts, after: Counts, turnover: Counts) -> Scores:
    """Return the mean slope of the score by each count on the way from one sum to the other, shape (k,)."""
    places, weights = np.polynomial.legendre.leggauss(NODES)
    way = before + (places[:, None] + 1) / 2 * (after - before)  # (nodes, k)
    sums = np.maximum(np.abs(before), np.abs(after))
    steps = STEP * np.where(sums > 0, sums, turnover)  # counts of both signs may have no sum
    moving = np.flatnonzero(turnover)
    # (moving, k): one count moved at a time
    moved = np.zeros((len(moving), len(before)))
    moved[np.arange(len(moving)), moving] = steps[moving]
    up, down = (prepared.block.score(way[:, None] + sign * moved) for sign in (1, -1))  # (nodes, moving)
    prices = np.zeros(len(before))
    prices[moving] = (weights / 2) @ ((up - down) / (2 * steps[moving]))
    return prices


def _adding_up(values: Scores, delta: float) -> Scores:
    """Return the values with what is left over spread in proportion to their sizes.

    BLEU's brevity penalty has a corner and its roots are steep near 0, so that sums of slopes are a little off there.
    """
    sizes = np.abs(values)
    total = np.nansum(sizes)
    if not total:
        # without any differing count there is no difference; without a price nobody knows whose it is
        return values if not delta else np.full(len(values), np.nan)
    added_up: Scores = values + (delta - np.nansum(values)) * sizes / total
    return added_up
