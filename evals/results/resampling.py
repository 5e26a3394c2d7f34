"""How a set is drawn again, and the intervals that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from tertium.errors import UsageError, nearest

Cluster: TypeAlias = Literal["document", "segment"]
"""What is drawn together: segments of one document resemble each other, so drawing them singly sees too much."""

Test: TypeAlias = Literal["randomisation", "moses"]
"""Where p comes from: sign flips, which hold their level; or sacreBLEU's and Moses' bootstrap rule, which doesn't."""

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
        UsageError: a value is out of range, or there is none such.
    """

    samples: int = 10_000
    seed: int = 12345
    cluster: Cluster = "document"
    level: float = 0.95
    test: Test = "randomisation"

    def __post_init__(self) -> None:
        for what, value, known in (("cluster", self.cluster, get_args(Cluster)), ("test", self.test, get_args(Test))):
            if value not in known:
                raise UsageError(f"{what} can't be {value!r}", hint=nearest(value, known))
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


@dataclass(frozen=True, slots=True)
class Slice:
    """One system by one metric on one part of the set.

    Attributes:
        by: what the set is divided by: ``"source length in characters"``, ``"domain"``, ``"alignment confidence"``.
        part: which part, e.g. ``"15–93"``; parts come in order.
        system: its name.
        metric: its label.
        score: of the part's summed counts, on segments that all systems have a score for.
        interval: of the score, percentile bootstrap; nan where the part lies in one cluster.
        segments: how many went in.
    """

    by: str
    part: str
    system: str
    metric: str
    score: float
    interval: Interval
    segments: int
