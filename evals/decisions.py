"""What a decision is made of: frozen results of comparing, ranking, gating and of holding metrics against people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

Cluster: TypeAlias = Literal["document", "segment"]
"""What is drawn together: segments of one document resemble each other, so drawing them singly sees too much."""

Test: TypeAlias = Literal["randomisation", "moses"]
"""Where p comes from: sign flips, which hold their level; or sacreBLEU's and Moses' bootstrap rule, which doesn't."""

Outcome: TypeAlias = Literal["pass", "fail", "inconclusive", "missing", "not comparable"]

FEW_SAMPLES: Final = 100
LOWEST_LEVEL: Final = 0.5


@dataclass(frozen=True, slots=True)
class Resampling:
    """How often, how and from which seed a set is drawn again.

    Attributes:
        samples: bootstrap samples, and as many trials of the randomisation test.
        seed: of `numpy.random.default_rng`.
        cluster: what is drawn together; a set of one document is drawn by segment.
        level: of intervals, two-sided; a p under 1 - level is called significant.
        test: where p comes from.

    Raises:
        UsageError: a value is out of range.
    """

    samples: int = 10_000
    seed: int = 12345
    cluster: Cluster = "document"
    level: float = 0.95
    test: Test = "randomisation"

    def __post_init__(self) -> None:
        if self.samples < FEW_SAMPLES:
            raise UsageError(f"{self.samples} samples are too few", hint=f"{FEW_SAMPLES} or more; 10000 is the default")
        if not LOWEST_LEVEL <= self.level < 1:
            raise UsageError(f"a level of {self.level} is not between 0.5 and 1", hint="0.95")

    @property
    def alpha(self) -> float:
        """The p under which a difference is called significant."""
        return 1 - self.level

    @property
    def signature(self) -> str:
        """All that an interval or a p depends on beside the counts."""
        return f"test:{self.test}|samples:{self.samples}|cluster:{self.cluster}|seed:{self.seed}|level:{self.level:g}"


class Interval(NamedTuple):
    """From `low` to `high`, in the metric's unit; nan where it can't be had."""

    low: float
    high: float


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
        detectable: the smallest true |delta| that this set would show in 80 % of cases at this level.
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


@dataclass(frozen=True, slots=True)
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
        from tertium.evals import frames

        return frames.differences(self)

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names and texts are escaped."""
        from html import escape

        title = f"{self.name}: each system minus {self.baseline}"
        said = "".join(f"<p>{escape(one)}</p>" for one in (*self.conflicts, *self.warnings))
        return f"<p><b>{escape(title)}</b></p>{said}{self.frame.to_html(index=False, na_rep='–')}"


@dataclass(frozen=True, slots=True)
class Place:
    """A system's place by one metric.

    Attributes:
        system: its name.
        score: on the segments that all systems have a score for.
        interval: of the score, percentile bootstrap.
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


class Pair(NamedTuple):
    """Two systems, the one with the better score first, and the p of their difference, adjusted as asked for."""

    better: str
    worse: str
    p: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Systems by one metric, best first.

    Attributes:
        metric: its label.
        signature: of the metric.
        places: best first.
        pairs: every pair of systems and its p.
        segments: how many all systems have a score for.
    """

    metric: str
    signature: str
    places: tuple[Place, ...]
    pairs: tuple[Pair, ...]
    segments: int


@dataclass(frozen=True, slots=True)
class Standings:
    """Rankings by several metrics, and one over them.

    Attributes:
        name: of the set.
        fingerprint: of the set.
        rankings: by metric.
        overall: system to its aggregate rank, best first: 1 for the best to the number of systems for the worst.
        resampling: how p and intervals were found.
        adjusted: over the pairs of a metric: "none", "holm" or "bh".
        clusters: how many units were drawn from.
        left_out: metric label to the reason why nothing is ranked by it.
        warnings: for people.
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


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of a policy and what came out.

    Attributes:
        rule: what was asked for, in a line: ``"chrf non-inferior by 0.5"``.
        metric: its label.
        outcome: only "pass" lets a release through.
        value: what was measured, unrounded; nan where nothing could be.
        limit: what it was compared with.
        said: why, in a sentence.
        doubts: what the set can't see, and other reasons for care.
    """

    rule: str
    metric: str
    outcome: Outcome
    value: float
    limit: float
    said: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says of a candidate.

    Attributes:
        outcome: the worst of the checks; only "pass" lets a release through.
        candidate: the system judged.
        baseline: the system it is held against.
        name: of the candidate's set.
        fingerprint: of the candidate's set.
        checks: one per rule, in the policy's order.
        resampling: how bounds were found.
        signatures: metric label to signature, of the candidate's run.
        warnings: for people.
    """

    outcome: Outcome
    candidate: str
    baseline: str
    name: str
    fingerprint: str
    checks: tuple[Check, ...]
    resampling: Resampling
    signatures: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trust:
    """How one metric agrees with people on one part of a set.

    Attributes:
        metric: its label.
        part: a domain, or ``""`` for all segments.
        statistic: ``"pairwise accuracy"``, ``"soft pairwise accuracy"`` …
        level: what was correlated: ``"system"`` or ``"segment"``.
        value: from -1 to 1 for correlations, 0 to 1 for accuracies; nan where undefined.
        interval: bootstrap over the clusters; (nan, nan) where there is none.
        pairs: how many pairs of systems, or of scores, it rests on.
    """

    metric: str
    part: str
    statistic: str
    level: str
    value: float
    interval: Interval
    pairs: int


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Slice:
    """One system by one metric on one part of the set.

    Attributes:
        by: what the set is divided by: ``"source length in characters"``, ``"domain"``, ``"alignment confidence"``.
        part: which part, e.g. ``"15–93"``; parts come in order.
        system: its name.
        metric: its label.
        score: of the part's summed counts, on segments that all systems have a score for.
        interval: of the score, percentile bootstrap.
        segments: how many went in.
    """

    by: str
    part: str
    system: str
    metric: str
    score: float
    interval: Interval
    segments: int
