"""A run's charts; intervals, significance clusters and scores of slices are computed when a chart needs them."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from tertium.reports.chart import Size
from tertium.reports.plots import Plots

if TYPE_CHECKING:
    from tertium.evals.results import Resampling
    from tertium.evals.types import Run


def plots(run: Run, resampling: Resampling | None = None, width: float | None = None) -> Plots:
    """Return the charts of a run.

    Args:
        run: the run to draw.
        resampling: settings of the intervals; by default 10,000 samples of documents.
        width: of every chart, in inches; None for as wide as each wants to be.
    """
    from tertium.evals import rank
    from tertium.evals.results import Resampling
    from tertium.evals.slices import slices

    settings = resampling or Resampling()
    standings = cache(partial(rank.rank_if_possible, run, settings))
    return Plots(run, standings, cache(partial(slices, run, settings)), Size(width))
