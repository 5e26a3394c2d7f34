"""Results of comparing systems with a baseline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from tertium.errors import counted
from tertium.evals.reported import Reported

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from tertium.evals.results.findings import FindingChange
    from tertium.evals.results.resampling import Interval, Resampling
    from tertium.evals.results.triage import Triage


class Tally(NamedTuple):
    """The numbers of units in which the system scores better than, the same as, or worse than the baseline."""

    wins: int
    ties: int
    losses: int


@dataclass(frozen=True, slots=True)
class Example:
    """A segment that contributes most to the difference of two systems.

    Attributes:
        segment: id of the segment.
        document: id of its document.
        contribution: what it adds to the difference of the corpus scores, in the metric's unit and direction; see
            `tertium.evals.contributions`.
        change: the segment's score by the system minus that by the baseline, likewise.
        source: the segment's source.
        reference: its first reference.
        hypothesis: output of the system.
        other: output of the baseline.
    """

    segment: str
    document: str
    contribution: float
    change: float
    source: str | None
    reference: str | None
    hypothesis: str
    other: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference of a system to the baseline by one metric, on segments that all compared systems have scores for.

    Attributes:
        metric: label of the metric.
        system: name of the system.
        baseline: name of the baseline.
        score: score of the system.
        other: score of the baseline.
        delta: score - other, in the metric's unit and direction.
        interval: of delta, by the jackknife over documents; see `tertium.evals.jackknife`.
        p: two-sided p of the hypothesis that delta is 0.
        p_holm: p adjusted over all systems and metrics of the comparison (Holm 1979); bounds any false alarm.
        p_bh: p adjusted over the same (Benjamini and Hochberg 1995); bounds the share of false alarms.
        higher_is_better: direction of the metric; None if it has none, and then there are no wins and losses.
        segments: number of segments compared.
        by_segment: wins, ties and losses over segments; None without a direction.
        by_document: wins, ties and losses over documents.
        detectable: smallest true |delta| that this set shows in 80 % of cases at this level; nan if the difference is
            the same without any document.
        agreement: percentage of system pairs with this |delta| where people prefer the same system (Kocmi et al. 2024);
            None for metrics that nobody measured.
        examples: segments with the largest wins, then those with the largest losses, by what they contribute.
        of: number of segments that have what the metric needs; 0 where nobody counted them.
        smallest_p: the smallest p_holm that any outputs could have with so many documents (segments, where they are the
            units) and so many tests; 0 where it isn't known.
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
    of: int = 0
    smallest_p: float = 0.0

    @property
    def gain(self) -> float:
        """The delta, positive if the system is better; nan without a direction."""
        return float("nan") if self.higher_is_better is None else self.delta if self.higher_is_better else -self.delta

    def significant(self, alpha: float) -> bool:
        """Whether Holm's p is under alpha; nan never is."""
        return self.p_holm < alpha

    def verdict(self, resampling: Resampling) -> str:
        """Return "better", "worse", "differs" where neither direction is better, or why nothing is shown.

        That is "too few documents to tell" where no outputs could be significantly different on so few, else "not
        shown".
        """
        if not self.significant(resampling.alpha):
            few = self.smallest_p >= resampling.alpha
            return resampling.too_few() if few else "not shown"
        if self.higher_is_better is None:
            return "differs"
        return "better" if self.gain > 0 else "worse"


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Reported):
    """Differences of systems to one baseline by several metrics, on one set.

    Attributes:
        name: name of the set.
        fingerprint: fingerprint of the set.
        baseline: the system that the others are compared with.
        differences: sorted by system, then by metric.
        conflicts: a sentence for each system on which metrics contradict each other significantly.
        signatures: metric label to signature.
        resampling: settings of intervals and p.
        clusters: number of units that samples were drawn from.
        thresholds: a sentence per measured metric on the differences that people agree with.
        left_out: metric label to the reason why it was not compared.
        findings: what metrics point at in a system and not in the baseline, by system, then by metric.
        warnings: sentences for people.
        triage: what the differences by one metric are made of; None where nobody asked.
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
    findings: tuple[FindingChange, ...] = ()
    warnings: tuple[str, ...] = ()
    triage: Triage | None = None

    @property
    def frame(self) -> pd.DataFrame:
        """One row per system and metric: the attributes of `Difference`, intervals as low and high, and the verdict.

        The verdict is "better", "worse", "differs", "not shown" or "too few documents to tell"; see
        `Difference.verdict`.
        """
        from tertium.evals.results.notebook import frame_of

        return frame_of(_row(difference, self.resampling) for difference in self.differences)

    def __repr__(self) -> str:
        size = f"{counted(len({row.system for row in self.differences}), 'system')} against {self.baseline}"
        return f"<Comparison on {self.name!r}: {size} by {', '.join(self.signatures)}>"

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names and texts are escaped."""
        from tertium.evals.results.notebook import html

        title = f"{self.name}: each system minus {self.baseline}"
        return html(title, (*self.conflicts, *self.warnings), self.frame)


def _row(difference: Difference, resampling: Resampling) -> dict[str, Any]:
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
        "significant": difference.significant(resampling.alpha),
        "verdict": difference.verdict(resampling),
        "detectable": difference.detectable,
        "agreement": difference.agreement,
        "segments": difference.segments,
        **_tally_columns("segment", difference.by_segment),
        **_tally_columns("document", difference.by_document),
    }


def _tally_columns(unit: str, tally: Tally | None) -> dict[str, int | None]:
    wins, ties, losses = tally or (None, None, None)
    return {f"{unit}_wins": wins, f"{unit}_ties": ties, f"{unit}_losses": losses}
