"""Results of meta-evaluation: how well metrics agree with human scores."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
    """

    metric: str
    part: str
    statistic: str
    level: str
    value: float
    interval: Interval
    pairs: int


@dataclass(frozen=True, slots=True, repr=False)
class Meta:
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

    @property
    def frame(self) -> pd.DataFrame:
        """One row per part, statistic and metric, with the attributes of `Trust`, the interval as low and high."""
        from tertium.evals.results.notebook import frame_of, row_of

        return frame_of(map(row_of, self.trusts))

    def __repr__(self) -> str:
        metrics = ", ".join(self.signatures)
        return f"<Meta on {self.name!r}: {metrics} against {self.human}, {len(self.systems)} systems>"

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names are escaped."""
        from tertium.evals.results.notebook import html

        return html(f"{self.name}: which metric agrees with people", self.warnings, self.frame)
