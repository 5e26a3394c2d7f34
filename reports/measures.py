"""A run's metrics in tables: their columns, and the order that they put systems in."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key, Measure, Run
from tertium.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

ARROWS: Final = {True: "↑", False: "↓", None: ""}


def metric_columns(run: Run) -> Iterator[Column]:
    """Return a column per metric."""
    return (metric_column(measure, measure.label) for measure in run.measures.values())


def metric_column(measure: Measure, title: str) -> Column:
    """Return the column of a metric's scores: digits by its unit, arrow by its direction."""
    digits = 3 if measure.unit == "ratio" else 2
    return Column(title, digits=digits, numeric=True, better=ARROWS[measure.higher_is_better])


def leading(run: Run) -> Measure:
    """Return the metric that orders systems: the first with a direction, else the first."""
    return next(
        (one for one in run.measures.values() if one.higher_is_better is not None), next(iter(run.measures.values()))
    )


def ordered(run: Run, measure: Measure | None = None) -> list[str]:
    """Return the systems, the best by a metric (the leading one) first, those without a score last."""
    by = measure or leading(run)
    sign = 1 if by.higher_is_better is False else -1

    def place(system: str) -> tuple[bool, float]:
        score = run.values[Key(system, by.label)].total
        return math.isnan(score), sign * score

    return sorted(run.systems, key=place)
