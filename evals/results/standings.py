"""Results of ranking systems."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tertium.errors import counted, in_one_line
from tertium.evals.reported import Reported

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from tertium.evals.results.pairs import Pair
    from tertium.evals.results.resampling import Interval, Resampling


@dataclass(frozen=True, slots=True)
class Place:
    """A system's place by one metric.

    Attributes:
        system: name of the system.
        score: score on the segments that all systems have a score for.
        interval: percentile bootstrap interval of the score.
        cluster: 1 is the best; every system of a cluster beats every system of the later ones significantly.
        first: one more than the number of systems that beat it significantly.
        last: the number of systems minus those that it beats significantly.
    """

    system: str
    score: float
    interval: Interval
    cluster: int
    first: int
    last: int

    @property
    def ranks(self) -> str:
        """The range of ranks as text: ``"4"`` or ``"5–8"``, ``"–"`` without a score."""
        if math.isnan(self.score):
            return "–"
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking of systems by one metric.

    Attributes:
        metric: label of the metric.
        signature: signature of the metric.
        places: the systems' places, best first.
        pairs: every pair of systems with its p, in the order of the places; from `rank` a `Pairs`, which holds numbers.
        segments: number of segments that all systems have a score for.
        higher_is_better: direction of the metric.
        of: number of segments that have what the metric needs; 0 where nobody counted them.
    """

    metric: str
    signature: str
    places: tuple[Place, ...]
    pairs: Sequence[Pair]
    segments: int
    higher_is_better: bool = True
    of: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Standings(Reported):
    """Rankings by several metrics, and one over all metrics.

    Attributes:
        name: name of the set.
        fingerprint: fingerprint of the set.
        rankings: one per metric.
        overall: system to its aggregate rank, best first: 1 for the best to the number of systems for the worst.
        over: labels of the metrics that `overall` is made of.
        aggregate: WMT's rule by which it is made, on each system's own segments; empty for that of WMT25 on the
            segments that all systems have.
        resampling: settings of p and intervals.
        adjusted: adjustment of p over the pairs of a metric: "none", "holm" or "bh".
        clusters: number of units that samples were drawn from.
        left_out: metric label to the reason why no ranking uses it.
        warnings: sentences for people.
    """

    name: str
    fingerprint: str
    rankings: tuple[Ranking, ...]
    overall: Mapping[str, float]
    resampling: Resampling
    adjusted: str
    clusters: int
    left_out: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    aggregate: str = ""

    def all_beating(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
        """Return for each pair the labels of the metrics by which its first is significantly better than its second."""
        alpha, labels = self.resampling.alpha, {pair: list[str]() for pair in pairs}
        for ranking in self.rankings:
            for better, worse, p in ranking.pairs:
                if p < alpha and (better, worse) in labels:
                    labels[better, worse].append(ranking.metric)
        return [tuple(labels[pair]) for pair in pairs]

    @property
    def unshown(self) -> str:
        """Why an order that no metric shows isn't shown: "too few documents to tell", or "the order is not shown"."""
        return self.resampling.too_few() if self.is_too_small else "the order is not shown"

    @property
    def is_too_small(self) -> bool:
        """Whether so few documents allow no significant difference, whatever the outputs."""
        tests = len(self.overall) * (len(self.overall) - 1) // 2 if self.adjusted == "holm" else 1
        return tests * self.resampling.smallest_p(self.clusters) >= self.resampling.alpha

    @property
    def unranked(self) -> tuple[str, ...]:
        """A sentence per metric without intervals and ranks, with the reason."""
        return tuple(
            f"no interval and no rank by {label}: {in_one_line(reason)}" for label, reason in self.left_out.items()
        )

    @property
    def frame(self) -> pd.DataFrame:
        """One row per metric and system, best first: metric, the attributes of `Place`, and the rank over metrics."""
        from tertium.evals.results.notebook import frame_of, row_of

        return frame_of(
            {"metric": ranking.metric} | row_of(place) | {"over_metrics": self.overall.get(place.system)}
            for ranking in self.rankings
            for place in ranking.places
        )

    def __repr__(self) -> str:
        metrics = ", ".join(ranking.metric for ranking in self.rankings)
        return f"<Standings on {self.name!r}: {counted(len(self.overall), 'system')} by {metrics}>"

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names are escaped."""
        from tertium.evals.results.notebook import html

        return html(f"{self.name}: ranking", self.warnings, self.frame)
