"""A run's charts with all that they may show: intervals, clusters and scores by part are computed when drawn."""

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
        run: whose.
        resampling: how intervals are drawn; without it, 10,000 times by document.
    """
    from tertium.evals import rank
    from tertium.evals.results import Resampling
    from tertium.evals.slices import slices

    drawn = resampling or Resampling()
    return Plots(run, cache(partial(rank.rank_if_possible, run, drawn)), cache(partial(slices, run, drawn)))
