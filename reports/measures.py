"""A run's metrics in reports: the columns of their scores, and the order in which they put systems."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key
from tertium.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tertium.evals.types import Measure, Run

ARROWS: Final = {True: "↑", False: "↓", None: ""}
"""The sign of a metric's better direction, by `higher_is_better`."""


def metric_columns(run: Run) -> Iterator[Column]:
    """Return a column per metric, in the run's order."""
    return (metric_column(measure, measure.label) for measure in run.measures.values())


def metric_column(measure: Measure, title: str) -> Column:
    """Return the column of a metric's scores, with digits by its unit and an arrow by its direction."""
    digits = 3 if measure.unit == "ratio" else 2  # ratios lie around 1, most other scores between 0 and 100
    return Column(title, digits=digits, numeric=True, better=ARROWS[measure.higher_is_better])


def leading_measure(run: Run) -> Measure:
    """Return the metric that orders systems: the first with a better direction, else the first of all."""
    measures = list(run.measures.values())
    return next((measure for measure in measures if measure.higher_is_better is not None), measures[0])


def systems_best_first(run: Run, measure: Measure | None = None) -> list[str]:
    """Return the systems ordered by a metric (by default the leading one); those without a score come last."""
    key_measure = measure or leading_measure(run)
    sign = 1 if key_measure.higher_is_better is False else -1

    def sort_key(system: str) -> tuple[bool, float]:
        score = run.values[Key(system, key_measure.label)].total
        return math.isnan(score), sign * score  # nan compares as neither, so it needs a key of its own

    return sorted(run.systems, key=sort_key)
