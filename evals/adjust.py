"""Adjusts the p-values of a family of tests: Holm (1979), Benjamini and Hochberg (1995)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tertium.metrics.base import Scores


def holm(p: Scores) -> Scores:
    """Return p adjusted after Holm, which bounds the chance of any false alarm; any shape, nan stays nan."""
    return _in_order(p, lambda rising: np.maximum.accumulate(rising * np.arange(len(rising), 0, -1)))


def bh(p: Scores) -> Scores:
    """Return p adjusted after Benjamini and Hochberg, which bounds the expected share of false alarms; see `holm`."""

    def step(rising: Scores) -> Scores:
        # from the largest p down: a smaller p is never adjusted to more than a larger one
        scaled = rising * len(rising) / np.arange(1, len(rising) + 1)
        return np.minimum.accumulate(scaled[::-1])[::-1]

    return _in_order(p, step)


def none(p: Scores) -> Scores:
    """Return p unadjusted: each test stands for itself."""
    return p


ADJUSTMENTS: Final[dict[str, Callable[[Scores], Scores]]] = {"none": none, "holm": holm, "bh": bh}


def adjustment(name: str) -> Callable[[Scores], Scores]:
    """Return the adjustment of this name; UsageError for an unknown name."""
    if name not in ADJUSTMENTS:
        raise UsageError(f"no adjustment is named {name!r}", hint=", ".join(ADJUSTMENTS))
    return ADJUSTMENTS[name]


def _in_order(p: Scores, step: Callable[[Scores], Scores]) -> Scores:
    """Apply `step` to the defined values in rising order; return each at its own index, at most 1."""
    adjusted = np.full(p.shape, np.nan)
    defined = ~np.isnan(p)
    values = p[defined]
    order = np.argsort(values, kind="stable")
    capped = np.empty_like(values)
    capped[order] = np.minimum(step(values[order]), 1.0)
    adjusted[defined] = capped
    return adjusted
