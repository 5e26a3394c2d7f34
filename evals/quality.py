"""Which of a run's metrics say how good a system is, and which of them leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tertium.evals.values import Measure


class Measured(Protocol):
    """Anything with metrics by label: a run."""

    @property
    def measures(self) -> Mapping[str, Measure]:
        """The metrics by label."""
        ...


def leading_measure(run: Measured) -> Measure:
    """Return the metric that orders systems: the first of quality, else the first with a direction, else the first."""
    return next(iter(quality_measures(run)), next(iter(run.measures.values())))


def quality_measures(run: Measured) -> list[Measure]:
    """Return the metrics that say how good a system is: people's scores, then the others in the run's order.

    Of a run of checks only, those.
    """
    directed = [measure for measure in run.measures.values() if measure.higher_is_better is not None]
    return sorted(without_checks(directed), key=lambda measure: not measure.is_of_people)


def without_checks(measures: Iterable[Measure]) -> list[Measure]:
    """Return the metrics that are neither checks nor what translating took; all of them where there is no other."""
    given = list(measures)
    return [measure for measure in given if measure.is_of_quality] or given
