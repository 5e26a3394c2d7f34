"""What judging again would change: the counts behind a score, of which the noise of any sum follows.

A row is (mean score, 1, squared deviations of the judgements from it, degrees of freedom, 1 / judgements). Sums of rows
pool the variance over segments; the mean of m segments has the variance times the sum of 1 / judgements by m².
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.metrics.base import ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.metrics.base import Counts, Scores

WIDTH: Final = 5
"""Counts of a row."""


def row(scores: Sequence[float]) -> NDArray[np.float64]:
    """Return the row of one segment's judgements, shape (5,); at least one."""
    values = np.array(scores, dtype=np.float64)
    # The mean of equal numbers may differ from them in the last digit, which would be a noise.
    mean = values[0] if (values == values[0]).all() else values.mean()
    return np.array([mean, 1.0, ((values - mean) ** 2).sum(), len(values) - 1.0, 1.0 / len(values)])


def mean(totals: Counts) -> Scores:
    """Return the mean score, shape (..., 5) to (...); nan of no segments."""
    return ratio(totals[..., :2])


def standard_error(totals: Counts) -> Scores:
    """Return how much the mean score would vary if the same texts were judged again, shape (..., 5) to (...).

    It is nan where no segment was judged twice, for one judgement doesn't tell.
    """
    _, segments, deviations, freedom, shares = np.moveaxis(totals, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = deviations / freedom  # of one judgement
        error: Scores = np.where(freedom > 0, np.sqrt(variance * shares) / segments, np.nan)
    return error
