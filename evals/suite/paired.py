"""Candidate and baseline of a set as one run of two systems."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tertium.errors import CompareError
from tertium.evals.join import join, single_system
from tertium.evals.rules import BASELINE, CANDIDATE

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from tertium.evals.suite.project import Release
    from tertium.evals.types import Run

__all__ = ["BASELINE", "CANDIDATE", "pair", "paired"]


def paired(release: Release, name: str, runs: Mapping[str, Run], baselines: Mapping[str, Run] | None) -> Run | None:
    """Return a run of the systems `CANDIDATE` and `BASELINE` on a set; None where they can't be compared.

    Args:
        release: names the two systems.
        name: of the set.
        runs: by name of the set.
        baselines: pinned runs of one system by name of the set; None where the baseline is a system of the set's run.
    """
    run = runs.get(name)
    if run is None or release.candidate not in run.systems:
        return None
    other = run if baselines is None else baselines.get(name)
    system = release.baseline if baselines is None else next(iter(other.systems), "") if other else ""
    if other is None or system not in other.systems:
        return None
    return pair(run, release.candidate, other, system)


def pair(candidate: Run, system: str, baseline: Run, baseline_system: str) -> Run | None:
    """Return a run of the systems `CANDIDATE` and `BASELINE`; None where they can't be compared."""
    alike = {label for label, measure in candidate.measures.items() if _signature(baseline, label) == measure.signature}
    both = {
        CANDIDATE: _of_metrics(single_system(candidate, system, CANDIDATE), alike),
        BASELINE: _of_metrics(single_system(baseline, baseline_system, BASELINE), alike),
    }
    try:
        return join(both)
    except CompareError:
        return None


def _signature(run: Run, label: str) -> str | None:
    measure = run.measures.get(label)
    return measure.signature if measure else None


def _of_metrics(run: Run, labels: Container[str]) -> Run:
    """Return the run with these metrics: another version of one must not keep the others from being compared."""
    return replace(run, measures={label: measure for label, measure in run.measures.items() if label in labels})
