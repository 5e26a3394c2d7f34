"""Metrics held against people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from tertium.evals.results.resampling import Interval, Resampling


@dataclass(frozen=True, slots=True)
class Trust:
    """How one metric agrees with people on one part of a set.

    Attributes:
        metric: its label.
        part: a domain, or ``""`` for all segments.
        statistic: ``"pairwise accuracy"``, ``"soft pairwise accuracy"`` …
        level: what was correlated: ``"system"`` or ``"segment"``.
        value: from -1 to 1 for correlations, 0 to 1 for accuracies; nan where undefined.
        interval: bootstrap over the clusters; (nan, nan) where the part lies in one, or the value is undefined.
        pairs: how many pairs of systems, or of scores, it rests on.
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
    """Which metric to trust on this set.

    Attributes:
        name: of the set.
        fingerprint: of the set.
        human: what the human scores are called.
        trusts: by metric, part and statistic.
        systems: with human scores.
        segments: with human scores for all of these systems.
        resampling: how intervals and p were found.
        signatures: metric label to signature.
        left_out: metric label to the reason why it is not here.
        warnings: for people.
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
