"""One rank over several metrics, by the rules of WMT's automatic rankings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tertium import arguments
from tertium.errors import UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.metrics.base import Scores

RULES: Final = ("wmt24", "wmt25")


def check_rule(rule: str | None) -> None:
    """Raise UsageError for what is no rule; None is the default."""
    if rule is None:
        return
    arguments.check("aggregate", rule, str, "wmt24 or wmt25")
    if rule not in RULES:
        raise UsageError(f"no rule of aggregation is called {rule!r}", hint=nearest(rule, RULES))


def overall(systems: Sequence[str], scores: Sequence[Scores], rule: str | None = None) -> dict[str, float]:
    """Return system to its rank over metrics, best first: 1 for the best to the number of systems for the worst.

    After WMT25's AutoRank (Kocmi et al. 2025): each metric's scores minus their median, divided by the distance from
    their 25th percentile to the best, so that a few hopeless systems don't squeeze the others together; the mean over
    metrics; stretched linearly to 1 … number of systems. Equal systems all get 1. A system that a metric has no score
    for has no rank (nan, last).

    With the rule "wmt24" (Kocmi et al. 2024, arXiv 2407.19884) each metric's scores are stretched linearly to 1 …
    number of systems, and the mean over metrics is the rank: the best has 1 only if it is so by every metric.

    Args:
        systems: their names.
        scores: one array of shape (systems,) per metric, higher is better.
        rule: "wmt24" or "wmt25"; None is the latter.
    """
    if rule == "wmt24":
        ranks: Scores = np.mean([_stretched(column) for column in scores], axis=0)
    else:
        ranks = _stretched(np.mean([_scaled(column) for column in scores], axis=0))
    order: list[int] = np.argsort(ranks, kind="stable").tolist()
    return {systems[i]: float(ranks[i]) for i in order}


def _stretched(scores: Scores) -> Scores:
    """Return 1 for the best to the number of systems for the worst, linearly; 1 for all where they are equal."""
    best, worst = np.nanmax(scores, initial=-np.inf), np.nanmin(scores, initial=np.inf)
    width = best - worst
    ranks: Scores = 1 + (best - scores) / width * (len(scores) - 1) if width > 0 else scores * 0 + 1
    return ranks


def _scaled(scores: Scores) -> Scores:
    if np.isnan(scores).all():
        return scores * 0
    best, quarter, median = np.nanmax(scores), np.nanpercentile(scores, 25), np.nanmedian(scores)
    return (scores - median) / (best - quarter) if best > quarter else scores * 0
