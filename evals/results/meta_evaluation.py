"""Results of meta-evaluation: how well metrics agree with human scores."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tertium.errors import counted
from tertium.evals.reported import Reported

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from tertium.evals.results.resampling import Interval, Resampling


@dataclass(frozen=True, slots=True)
class Trust:
    """The agreement of one metric with human scores by one statistic, on one part of a set.

    Attributes:
        metric: label of the metric.
        part: a domain, or ``""`` for all segments.
        statistic: ``"pairwise accuracy"``, ``"soft pairwise accuracy"`` …
        level: the unit that was scored: ``"system"`` or ``"segment"``.
        value: from -1 to 1 for correlations, 0 to 1 for accuracies; nan where undefined.
        interval: bootstrap interval over clusters; (nan, nan) if the part lies in one, or the value is undefined.
        pairs: number of pairs of systems, or of scores, that were compared.
        outside: why the value lies outside its interval; an empty text where it lies inside.
    """

    metric: str
    part: str
    statistic: str
    level: str
    value: float
    interval: Interval
    pairs: int
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Contrast:
    """The difference of two metrics' agreement with people, on the outputs that both scored.

    By system, a metric's score is the mean of its segments' scores, which for BLEU and chrF isn't that of their counts.

    Attributes:
        first: label of a metric.
        second: label of another.
        statistic: ``"Pearson"``, ``"pairwise accuracy"``, ``"soft pairwise accuracy"`` or ``"accuracy with calibrated
            ties"``.
        level: ``"system"`` or ``"segment"``.
        delta: first minus second.
        p: two-sided, of a permutation test (Deutsch et al. 2021); nan where undefined.
    """

    first: str
    second: str
    statistic: str
    level: str
    delta: float
    p: float


@dataclass(frozen=True, slots=True, repr=False)
class Meta(Reported):
    """The agreement of metrics with human scores on one set.

    Attributes:
        name: name of the set.
        fingerprint: fingerprint of the set.
        human: name of the human scores.
        trusts: the agreements, by part, metric and statistic.
        systems: names of the systems with human scores.
        segments: number of segments with human scores for at least one of these systems.
        resampling: settings of intervals and p.
        signatures: metric label to signature.
        left_out: metric label to the reason why it was not evaluated.
        warnings: sentences for people.
        human_signature: what the human scores depend on: raters, weights, direction.
        contrasts: of every two metrics on all segments, by statistic.
    """

    name: str
    fingerprint: str
    human: str
    trusts: tuple[Trust, ...]
    systems: tuple[str, ...]
    segments: int
    resampling: Resampling
    signatures: Mapping[str, str]
    left_out: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    human_signature: str = ""
    contrasts: tuple[Contrast, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row per part, statistic and metric, with the attributes of `Trust`, the interval as low and high."""
        from tertium.evals.results.notebook import frame_of, row_of

        return frame_of(map(row_of, self.trusts))

    def __repr__(self) -> str:
        metrics = ", ".join(self.signatures)
        return f"<Meta on {self.name!r}: {metrics} against {self.human}, {counted(len(self.systems), 'system')}>"

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names are escaped."""
        from tertium.evals.results.notebook import html

        return html(f"{self.name}: which metric agrees with people", self.warnings, self.frame)


@dataclass(frozen=True, slots=True)
class Pooled:
    """The pairwise accuracy of a metric over the pairs of systems of several sets.

    Attributes:
        metric: label of the metric.
        accuracy: 0 to 1: every pair weighs the same, so a set with more systems weighs more.
        pairs: of all sets.
        sets: how many.
    """

    metric: str
    accuracy: float
    pairs: int
    sets: int


@dataclass(frozen=True, slots=True)
class PooledMeta:
    """The agreement of metrics with human scores on several sets.

    Attributes:
        sets: of each set.
        pooled: over all of them, best first.
    """

    sets: tuple[Meta, ...]
    pooled: tuple[Pooled, ...]
