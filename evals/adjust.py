"""p-values of many tests at once: Holm (1979) and Benjamini and Hochberg (1995)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.metrics.base import Scores


def holm(p: Scores) -> Scores:
    """Return p adjusted so that any false alarm in the family is as rare as the level says; of any shape, nan stays."""
    return _in_order(p, lambda rising: np.maximum.accumulate(rising * np.arange(len(rising), 0, -1)))


def bh(p: Scores) -> Scores:
    """Return p adjusted so that the expected share of false alarms among all alarms stays under the level."""

    def step(rising: Scores) -> Scores:
        scaled = rising * len(rising) / np.arange(1, len(rising) + 1)
        return np.minimum.accumulate(scaled[::-1])[::-1]

    return _in_order(p, step)


def none(p: Scores) -> Scores:
    """Return p as it is: each test speaks for itself only."""
    return p


ADJUSTMENTS: Final[dict[str, Callable[[Scores], Scores]]] = {"none": none, "holm": holm, "bh": bh}


def adjustment(name: str) -> Callable[[Scores], Scores]:
    """Return an adjustment by name; UsageError where there is none."""
    if name not in ADJUSTMENTS:
        raise UsageError(f"no adjustment is named {name!r}", hint=", ".join(ADJUSTMENTS))
    return ADJUSTMENTS[name]


def _in_order(p: Scores, step: Callable[[Scores], Scores]) -> Scores:
    """Return what `step` makes of the defined values in rising order, each in its place, at most 1."""
    adjusted = np.full(p.shape, np.nan)
    defined = ~np.isnan(p)
    values = p[defined]
    order = np.argsort(values, kind="stable")
    made = np.empty_like(values)
    made[order] = np.minimum(step(values[order]), 1.0)
    adjusted[defined] = made
    return adjusted
