"""What the page or the comment says of a run beside its scores, computed for the command and for Python alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.decisions import Decisions

if TYPE_CHECKING:
    from tertium.evals.results import Comparison, Resampling, Verdict
    from tertium.evals.types import Run


def decided(  # noqa: PLR0913 - each is a part of the report
    run: Run,
    resampling: Resampling,
    *,
    comparison: Comparison | None,
    verdict: Verdict | None,
    command: str = "",
    is_page: bool = True,
) -> Decisions:
    """Return what the page or the comment says of a run beside its scores; what can't be computed is left out.

    Args:
        run: the run.
        resampling: settings of ranks and slices.
        comparison: with a baseline, if there is one.
        verdict: of a gate, if there is one.
        command: that makes the same report.
        is_page: whether the parts of the set and the parts of differences are shown.
    """
    from tertium.evals import rank
    from tertium.evals.contributions import all_contributions
    from tertium.evals.slices import slices

    return Decisions(
        standings=rank.rank_if_possible(run, resampling),
        comparison=comparison,
        verdict=verdict,
        slices=slices(run, resampling) if is_page else (),
        contributions=all_contributions(run, comparison.baseline) if comparison and is_page else {},
        command=command,
    )
