"""A run's charts; intervals, significance clusters and scores of slices are computed when a chart needs them."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from tertium.reports.plots import Plots

if TYPE_CHECKING:
    from tertium.evals.results import Resampling
    from tertium.evals.types import Run


def plots(run: Run, resampling: Resampling | None = None) -> Plots:
    """Return the charts of a run.

    Args:
        run: the run to draw.
        resampling: settings of the intervals; by default 10,000 samples of documents.
    """
    from tertium.evals import rank
    from tertium.evals.results import Resampling
    from tertium.evals.slices import slices

    settings = resampling or Resampling()
    return Plots(run, cache(partial(rank.rank_if_possible, run, settings)), cache(partial(slices, run, settings)))
