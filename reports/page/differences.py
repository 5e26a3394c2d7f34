"""Systems by metrics: each system's difference to the baseline, with its interval and whether it is shown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.evals.types import quality_measures
from tertium.reports.measures import metric_column, other_measures, systems_best_first
from tertium.reports.sections.headline import signed

if TYPE_CHECKING:
    from tertium.evals.results import Comparison, Difference
    from tertium.evals.types import Run

MARKS: Final = {"better": "▲", "worse": "▼", "differs": "◆"}
"""The sign of a verdict; what isn't shown has a dot."""


class DifferenceCell(NamedTuple):
    """A system's difference to the baseline by one metric.

    Attributes:
        value: the unrounded difference, for sorting.
        shown: the difference as people read it, with its sign.
        bounds: its interval, likewise.
        mark: of the verdict.
        verdict: in words.
    """

    value: float
    shown: str
    bounds: str
    mark: str
    verdict: str


class DifferenceGrid(NamedTuple):
    """The compared metrics with their headings, those of quality first, and a row per system, the best first."""

    metrics: list[str]
    headings: list[str]
    rows: list[tuple[str, list[DifferenceCell | None]]]

    @property
    def has_differs(self) -> bool:
        """Whether a metric without a better direction shows a difference."""
        return any(cell and cell.verdict == "differs" for _, cells in self.rows for cell in cells)


def make_difference_grid(run: Run, comparison: Comparison) -> DifferenceGrid:
    """Return the table; a metric that can't be compared has no column, a system without a difference no cell."""
    differences = {(difference.system, difference.metric): difference for difference in comparison.differences}
    compared = {difference.metric for difference in comparison.differences if math.isfinite(difference.delta)}
    measures = [measure for measure in (*quality_measures(run), *other_measures(run)) if measure.label in compared]
    known = {difference.system for difference in comparison.differences}
    systems = [system for system in systems_best_first(run) if system in known]
    rows = [
        (system, [_cell(run, comparison, differences.get((system, measure.label))) for measure in measures])
        for system in systems
    ]
    headings = [metric_column(measure, measure.label).heading for measure in measures]
    return DifferenceGrid([measure.label for measure in measures], headings, rows)


def _cell(run: Run, comparison: Comparison, difference: Difference | None) -> DifferenceCell | None:
    if difference is None or math.isnan(difference.delta):
        return None
    column = metric_column(run.measures[difference.metric], difference.metric)
    verdict = difference.verdict(comparison.resampling)
    plus = "+" if difference.delta > 0 else ""
    low, high = (signed(column, bound) for bound in difference.interval)
    return DifferenceCell(
        value=difference.delta,
        shown=f"{plus}{signed(column, difference.delta)}",
        bounds=f"{low} to {high}",
        mark=MARKS.get(verdict, "·"),
        verdict=verdict,
    )
