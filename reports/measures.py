"""A run's metrics in reports: the columns of their scores, and the order in which they put systems."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from tertium.evals.types import Key, leading_measure, quality_measures
from tertium.reports.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.evals.types import Coverage, Measure, Run

ARROWS: Final = {True: "↑", False: "↓", None: ""}
"""The sign of a metric's better direction, by `higher_is_better`."""


USAGE_DIGITS: Final = {"s": 3, "tokens": 1}
"""Decimals of what translating took, by unit."""


def metric_columns(run: Run) -> Iterator[Column]:
    """Return a column per metric, in the order of `table_measures`."""
    return (metric_column(measure, measure.label) for measure in table_measures(run))


def table_measures(run: Run) -> list[Measure]:
    """Return all metrics as tables show them: those of quality first, each group in the run's order."""
    return [*quality_measures(run), *other_measures(run)]


def metric_column(measure: Measure, title: str) -> Column:
    """Return the column of a metric's scores, with digits by its unit and an arrow by its direction."""
    digits = 3 if measure.unit == "ratio" else 2  # ratios lie around 1, most other scores between 0 and 100
    if measure.is_of_usage:  # money for a segment is a small part of a cent
        digits = USAGE_DIGITS.get(measure.unit, 6)
    return Column(title, digits=digits, numeric=True, better=ARROWS[measure.higher_is_better])


PART_NOTE: Final = (
    "*: a total over part of the set, the segments that the system has a score for; it comes after those over more, "
    "and is not ranked with them"
)


PART_OF_PART_NOTE: Final = "*: a score over part of its segments, those that the system has a score for"


def part_cell(coverage: Sequence[Coverage], size: int) -> int | str:
    """Return the number of segments of a document or domain: "3 of 6" where a score stands on part of those it could.

    Of several metrics, whose coverage this is, the one that scores fewest counts.
    """
    partial = [of for of in coverage if not of.is_complete]
    return str(min(partial)) if partial else size


def part_marks(coverage: Sequence[Coverage]) -> list[bool]:
    """Return for each score whether an asterisk stands behind it: where it stands on part of its segments."""
    return [not of.is_complete and of.scored > 0 for of in coverage]


def segment_cells(run: Run) -> dict[str, int | str]:
    """Return each system's number of segments: "30 of 60" where a total stands on part of those that have all it needs.

    Where metrics score different segments of a system, it is the count of the metric that scores fewest.
    """
    coverage = run.coverage
    parts = {
        system: [of for label in run.measures if not (of := coverage[Key(system, label)]).is_complete]
        for system in run.systems
    }
    return {system: str(min(partial)) if partial else len(run.data) for system, partial in parts.items()}


def other_measures(run: Run) -> list[Measure]:
    """Return all other metrics: checks, which count errors of one kind, and those without a better direction."""
    quality = {measure.label for measure in quality_measures(run)}
    return [measure for measure in run.measures.values() if measure.label not in quality]


def systems_best_first(run: Run, measure: Measure | None = None) -> list[str]:
    """Return the systems ordered by a metric (by default the leading one); those without a score come last.

    A total over part of the set comes after those over more of it: easy segments alone must not lead.
    """
    key_measure = measure or leading_measure(run)
    sign = 1 if key_measure.higher_is_better is False else -1
    coverage = run.coverage

    def sort_key(system: str) -> tuple[bool, int, float]:
        key = Key(system, key_measure.label)
        score = run.values[key].total
        # nan compares as neither, so it needs a key of its own
        return math.isnan(score), -coverage[key].scored, sign * score

    return sorted(run.systems, key=sort_key)
