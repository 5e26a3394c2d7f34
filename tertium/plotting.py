"""A run's charts with all that they may show: intervals, clusters and scores by part are computed when drawn."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tertium.errors import CompareError
from tertium.reports.plots import Plots

if TYPE_CHECKING:
    from tertium.evals.decisions import Resampling, Slice, Standings
    from tertium.evals.types import Run


def plots(run: Run, resampling: Resampling | None = None) -> Plots:
    """Return the charts of a run.

    Args:
        run: whose.
        resampling: how intervals are drawn; without it, 10,000 times by document.
    """
    from tertium.evals.decisions import Resampling
    from tertium.evals.rank import rank
    from tertium.evals.slices import slices

    drawn = resampling or Resampling()

    @cache
    def standings() -> Standings | None:
        try:
            return rank(run, resampling=drawn) if len(run.systems) > 1 else None
        except CompareError:
            return None

    @cache
    def parts() -> tuple[Slice, ...]:
        return slices(run, drawn)

    return Plots(run, standings, parts)
