"""The one-sided bounds of a rule's estimate, in numbers and in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from tertium.evals.clusters import few_sentence

if TYPE_CHECKING:
    from tertium.evals.clusters import Clusters
    from tertium.evals.formula import Prepared
    from tertium.evals.jackknife import Jackknife
    from tertium.evals.policy import Policy
    from tertium.metrics.base import Scores


class BoundFields(TypedDict):
    """The fields of a `Check` that hold bounds; see there."""

    estimate: float
    low: float
    high: float
    p_fail: float
    units: int


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """One estimate, what bounds it, and what it rests on.

    Attributes:
        jackknife: of one estimate.
        prepared: the counts behind it.
        clusters: those of the whole set.
        policy: its confidence is that of the bounds.
    """

    jackknife: Jackknife
    prepared: Prepared
    clusters: Clusters
    policy: Policy

    @property
    def estimate(self) -> float:
        """The estimate on all clusters."""
        return float(self.jackknife.estimates[0])

    @property
    def low(self) -> float:
        """The lower one-sided bound; nan where there is none."""
        return float(self.jackknife.interval(self.policy.resampling.level)[0][0])

    @property
    def high(self) -> float:
        """The upper one-sided bound; nan where there is none."""
        return float(self.jackknife.interval(self.policy.resampling.level)[1][0])

    def words(self, sign: str = "") -> str:
        """Return the bounds in words, or why there are none; the sign "+" shows that of every number."""
        unit = self.clusters.resampling.cluster
        if math.isnan(self.low):
            alone = f"only one {unit} has a score" if self.prepared.clusters == 1 else f"it rests on a single {unit}"
            return f"without bounds, as {alone}"
        confidence = f"with {100 * self.policy.confidence:g} % confidence"
        return f"{confidence} above {self.low:{sign}.4g}, and below {self.high:{sign}.4g}"

    @property
    def doubts(self) -> tuple[str, ...]:
        """A sentence if few clusters have a score in a set that has more; the set's own number is the verdict's."""
        sentence = few_sentence(self.prepared.clusters, self.clusters.resampling.cluster)
        return (sentence,) if sentence and self.prepared.clusters < len(self.clusters) else ()

    def fields(self, p_fail: Scores) -> BoundFields:
        """Return the fields of a check; `p_fail` has shape (1,)."""
        return {
            "estimate": self.estimate,
            "low": self.low,
            "high": self.high,
            "p_fail": float(p_fail[0]),
            "units": self.prepared.clusters,
        }
