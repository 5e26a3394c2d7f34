"""The result of slicing a set: a score on one part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tertium.evals.results.resampling import Interval


@dataclass(frozen=True, slots=True)
class Slice:
    """The score of one system by one metric on one part of a set.

    Attributes:
        by: the property that divides the set: ``"domain"``, ``"alignment confidence"``, ``"source length …"``.
        part: name of the part, e.g. ``"15–93"``; parts come in order.
        system: name of the system.
        metric: label of the metric.
        score: score of the part's summed counts, on segments that all systems have a score for.
        interval: percentile bootstrap interval of the score; nan if the part lies in one cluster.
        segments: number of segments scored.
        clusters: number of documents (segments, where they are the units) that these lie in; 0 where nobody counted.
    """

    by: str
    part: str
    system: str
    metric: str
    score: float
    interval: Interval
    segments: int
    clusters: int = 0
