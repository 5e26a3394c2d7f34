"""What lies behind a suite's verdict: on each set both systems by every metric, the largest losses, new findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.errors import CompareError
from tertium.evals.compare import compare
from tertium.evals.suite.paired import BASELINE, paired

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.evals.results import Comparison, Resampling
    from tertium.evals.suite.project import Project
    from tertium.evals.types import Run


def evidence(
    project: Project, runs: Mapping[str, Run], baselines: Mapping[str, Run] | None, resampling: Resampling
) -> dict[str, Comparison]:
    """Return the comparison of candidate and baseline by name of the set.

    A set where they can't be compared is left out; the verdict says why. The systems are called "candidate" and
    "baseline". Arguments are those of `judge`, and the settings of its verdict.
    """
    comparisons = {}
    for each in project.sets:
        if comparison := comparison_of(paired(project.release, each.name, runs, baselines), resampling):
            comparisons[each.name] = comparison
    return comparisons


def comparison_of(run: Run | None, resampling: Resampling) -> Comparison | None:
    """Return the comparison of the two systems of `paired` or `pair`; None where they can't be compared."""
    try:
        return compare(run, baseline=BASELINE, resampling=resampling) if run else None
    except CompareError:  # no metric's formula is installed here
        return None
