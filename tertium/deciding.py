"""What the page or the comment says of a run beside its scores, computed for the command and for Python alike."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.errors import CompareError
from tertium.reports.decisions import Decisions

if TYPE_CHECKING:
    from tertium.evals.results import Comparison, Resampling, Verdict
    from tertium.evals.types import Run

MOST_AGAINST_BEST: Final = 50
"""The most systems that a page compares with the best unasked: of hundreds it costs as much as all the rest."""


MOST_TRIAGED: Final = 3
"""Systems whose difference the page takes apart: those that lose most; each has five tables."""
MOST_SEGMENTS: Final = 50_000
"""The largest set whose page takes differences apart: all words of all outputs are in memory then."""


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

    if comparison and is_page and len(run.data) <= MOST_SEGMENTS:
        comparison = with_triage(run, comparison, most=MOST_TRIAGED)
    return Decisions(
        standings=rank.rank_if_possible(run, resampling),
        comparison=comparison,
        lead=_lead(run, resampling),
        against_best=_against_best(run, resampling) if is_page and comparison is None else None,
        verdict=verdict,
        slices=slices(run, resampling) if is_page else (),
        contributions=all_contributions(run, comparison.baseline) if comparison and is_page else {},
        definitions=_definitions(run),
        unmeasured=_unmeasured(run),
        command=command,
    )


def with_triage(run: Run, comparison: Comparison, *, most: int | None = None) -> Comparison:
    """Return the comparison with what its differences by the leading one of its metrics are made of.

    Args:
        run: that was compared.
        comparison: of its systems.
        most: how many of the systems, those that lose most; all by default.
    """
    from tertium.evals.triage import triage
    from tertium.reports.sections.losses import leading_metric

    label = leading_metric(run, comparison)
    differences = [item for item in comparison.differences if item.metric == label]
    # Of a metric without a direction the largest falls come first, and a difference that isn't known last.
    gains = {item.system: item.delta if item.higher_is_better is None else item.gain for item in differences}
    lowest = sorted(gains, key=lambda system: (math.isnan(gains[system]), gains[system]))[:most]
    systems = [system for system in gains if system in lowest]
    return replace(comparison, triage=triage(run, comparison.baseline, systems=systems, metric=label))


def _lead(run: Run, resampling: Resampling) -> Comparison | None:
    """Return the best system minus the next by the leading metric; None for one system, or without its formula."""
    from tertium.evals.compare import compare
    from tertium.evals.selection import with_systems
    from tertium.evals.types import leading_measure
    from tertium.reports.measures import systems_best_first

    if len(run.systems) == 1:
        return None
    best, second, *_ = systems_best_first(run)
    metric = leading_measure(run).label
    try:
        return compare(with_systems(run, [best, second]), baseline=second, metrics=[metric], resampling=resampling)
    except CompareError:
        return None


def _against_best(run: Run, resampling: Resampling) -> Comparison | None:
    """Return every system minus the best by the leading metric; None where it can't be compared, or for very many."""
    from tertium.evals.compare import compare
    from tertium.reports.measures import systems_best_first

    if not 1 < len(run.systems) <= MOST_AGAINST_BEST:
        return None
    try:
        return compare(run, baseline=systems_best_first(run)[0], resampling=resampling)
    except CompareError:
        return None


def _definitions(run: Run) -> dict[str, str]:
    """Return what each metric measures, in a sentence; those that no catalogue has are left out."""
    from tertium.metrics.registry import measures

    sentences = {label: measures(label) for label in run.measures}
    return {label: sentence for label, sentence in sentences.items() if sentence}


def _unmeasured(run: Run) -> dict[str, str]:
    """Return the checks that weren't measured for the run's languages, with these words."""
    from tertium.metrics.checks.coverage import unmeasured

    languages = run.data.languages
    sentences = {
        label: unmeasured(label, languages, reads_source=bool(measure.needs))
        for label, measure in run.measures.items()
        if measure.is_check
    }
    return {label: sentence for label, sentence in sentences.items() if sentence}
