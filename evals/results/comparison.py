"""Systems against a baseline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from tertium.evals.results.resampling import Interval, Resampling


class Tally(NamedTuple):
    """In how many units the system scores better than, like, or worse than the baseline."""

    wins: int
    ties: int
    losses: int


@dataclass(frozen=True, slots=True)
class Example:
    """A segment where two systems differ most.

    Attributes:
        segment: its id.
        document: its document's id.
        change: of the segment's score, system minus baseline, in the metric's unit and direction.
        hypothesis: the system's.
        other: the baseline's.
    """

    segment: str
    document: str
    change: float
    hypothesis: str
    other: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One system against the baseline by one metric, on the segments that all compared systems have a score for.

    Attributes:
        metric: its label.
        system: whose score is `score`.
        baseline: whose score is `other`.
        score: of the system.
        other: of the baseline.
        delta: score - other, in the metric's unit and direction.
        interval: of delta, percentile bootstrap.
        p: two-sided, of delta being 0.
        p_holm: adjusted over all systems and metrics of the comparison (Holm 1979): any false alarm at all.
        p_bh: adjusted likewise (Benjamini and Hochberg 1995): the share of false alarms.
        higher_is_better: of the metric; None where neither direction is, then there is no win and no loss.
        segments: how many were compared.
        by_segment: wins, ties, losses over segments; None without a direction.
        by_document: the same over documents.
        detectable: the smallest true |delta| that this set would show in 80 % of cases at this level; nan where every
            draw gives the same difference.
        agreement: percent of system pairs with this |delta| where people prefer the same system (Kocmi et al. 2024);
            None for metrics that nobody measured it for.
        examples: segments with the largest wins, then those with the largest losses.
    """

    metric: str
    system: str
    baseline: str
    score: float
    other: float
    delta: float
    interval: Interval
    p: float
    p_holm: float
    p_bh: float
    higher_is_better: bool | None
    segments: int
    by_segment: Tally | None
    by_document: Tally | None
    detectable: float
    agreement: float | None
    examples: tuple[Example, ...] = ()

    @property
    def gain(self) -> float:
        """Delta with positive as better; nan without a direction."""
        return float("nan") if self.higher_is_better is None else self.delta if self.higher_is_better else -self.delta

    def significant(self, alpha: float) -> bool:
        """Whether p, adjusted after Holm, is under alpha; nan never is."""
        return self.p_holm < alpha


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """Systems against one baseline by several metrics, on one set.

    Attributes:
        name: of the set.
        fingerprint: of the set.
        baseline: the system that the others are compared with.
        differences: by system, then by metric.
        conflicts: metrics that contradict each other significantly, a sentence each.
        signatures: metric label to signature.
        resampling: how intervals and p were found.
        clusters: how many units were drawn from.
        thresholds: which differences people agree with, a sentence per metric that it was measured for.
        left_out: metric label to the reason why it was not compared.
        warnings: for people.
    """

    name: str
    fingerprint: str
    baseline: str
    differences: tuple[Difference, ...]
    conflicts: tuple[str, ...]
    signatures: Mapping[str, str]
    resampling: Resampling
    clusters: int
    thresholds: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row per system and metric with the attributes of `Difference` as columns, intervals as low and high."""
        from tertium.evals.results.notebook import frame_of

        return frame_of(_row(difference, self.resampling.alpha) for difference in self.differences)

    def __repr__(self) -> str:
        size = f"{len({one.system for one in self.differences})} systems against {self.baseline}"
        return f"<Comparison on {self.name!r}: {size} by {', '.join(self.signatures)}>"

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names and texts are escaped."""
        from tertium.evals.results.notebook import html

        title = f"{self.name}: each system minus {self.baseline}"
        return html(title, (*self.conflicts, *self.warnings), self.frame)


def _row(difference: Difference, alpha: float) -> dict[str, Any]:
    """Return the columns of a difference; see `Comparison.frame`."""
    return {
        "metric": difference.metric,
        "system": difference.system,
        "score": difference.score,
        "baseline": difference.baseline,
        "baseline_score": difference.other,
        "delta": difference.delta,
        "low": difference.interval.low,
        "high": difference.interval.high,
        "p": difference.p,
        "p_holm": difference.p_holm,
        "p_bh": difference.p_bh,
        "significant": difference.significant(alpha),
        "detectable": difference.detectable,
        "agreement": difference.agreement,
        "segments": difference.segments,
        **_tally_columns("segment", difference.by_segment),
        **_tally_columns("document", difference.by_document),
    }


def _tally_columns(unit: str, tally: Tally | None) -> dict[str, int | None]:
    wins, ties, losses = tally or (None, None, None)
    return {f"{unit}_wins": wins, f"{unit}_ties": ties, f"{unit}_losses": losses}
