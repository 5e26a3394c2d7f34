"""Student's t without scipy: quantiles and shares by numerical integration, for any degrees of freedom from 1.

With x = sqrt(v) tan(a) the density of x at v degrees of freedom becomes cos(a) ** (v - 1), which is smooth and ends at
a right angle, so the trapezoidal rule on `POINTS` is exact to 5e-5 of a 97.5 % quantile at 1 degree, to 1e-6 from 2 on.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.metrics.base import Scores

POINTS: Final = 20_001
FARTHEST: Final = 40.0
"""Standard deviations beyond which the density is 0 in floating point when there are many degrees of freedom."""

ERRORS: Final = 500
"""Points at which a test's power is integrated over the estimated error."""
WIDEST: Final = 6.0
"""How far they reach, in standard deviations of a normal of as many degrees of freedom."""


def quantile(share: float, freedom: float) -> float:
    """Return the value that a t of so many degrees of freedom stays under in this share of cases, 0 to 1."""
    angles, areas = _half(freedom)
    angle = float(np.interp(abs(2 * share - 1) * areas[-1], areas, angles))
    return math.copysign(math.sqrt(freedom) * math.tan(angle), share - 0.5)


def share_above(value: float, freedom: float) -> float:
    """Return in which share of cases a t of so many degrees of freedom exceeds a value; nan for nan."""
    if math.isnan(value):
        return math.nan
    angles, areas = _half(freedom)
    inner = float(np.interp(math.atan(abs(value) / math.sqrt(freedom)), angles, areas)) / float(areas[-1])
    return (1 - inner) / 2 if value > 0 else (1 + inner) / 2


def power(effects: Sequence[float], level: float, freedom: int) -> Scores:
    """Return the probability that a two-sided test at 1 - level decides, of each effect in standard errors.

    That is the share of the noncentral t beyond the critical value: the normal's, on average over the estimated error.

    Returns:
        Shape (effects,).
    """
    width = (1 + WIDEST / math.sqrt(freedom)) / ERRORS
    errors = width * (np.arange(ERRORS) + 0.5)  # estimated by true standard error, in the middle of each step
    logs = (freedom - 1) * np.log(errors) - freedom * errors**2 / 2  # of their density
    density = np.exp(logs - logs.max())
    bounds = quantile((1 + level) / 2, freedom) * errors
    beyond = [[_normal(effect - bound) + _normal(-effect - bound) for bound in bounds.tolist()] for effect in effects]
    shares: Scores = np.reshape(beyond, (len(effects), len(errors))) @ density / density.sum()
    return shares


def _normal(value: float) -> float:
    """Return the share of a standard normal below a value."""
    return math.erfc(-value / math.sqrt(2)) / 2


@lru_cache(maxsize=16)  # 320 kB each; the metrics of a set share one
def _half(freedom: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return angles from 0 up, and the area under the density up to each."""
    angles = np.linspace(0.0, min(math.pi / 2, FARTHEST / math.sqrt(freedom)), POINTS)
    density = np.cos(angles) ** (freedom - 1)
    return angles, np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2)])
