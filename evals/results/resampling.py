"""The settings of resampling, and the intervals that it gives."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral, Real
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from tertium import arguments
from tertium.calls import explained_class
from tertium.errors import UsageError, nearest
from tertium.limits import MAX_SAMPLES, MAX_SEED

Cluster: TypeAlias = Literal["document", "segment"]
"""The unit that is drawn: segments of a document resemble each other, so intervals of single ones are too narrow."""

Test: TypeAlias = Literal["randomisation", "moses"]
"""The test: approximate randomisation, which holds its level; or the bootstrap rule of Moses, which doesn't."""

FEW_SAMPLES: Final = 100
"""With fewer samples the tails of a 95 % interval rest on two or three of them."""
LOWEST_LEVEL: Final = 0.5


@explained_class("Resampling")
@dataclass(frozen=True, slots=True)
class Resampling:
    """The settings of resampling.

    Attributes:
        samples: number of bootstrap samples, and of trials of the randomisation test; the jackknife draws none.
        seed: seed of `numpy.random.default_rng`.
        cluster: the unit that is drawn or left out; of a set of one document it is the segment.
        level: two-sided level of intervals; a p under 1 - level is significant.
        test: the test that gives p.

    Raises:
        UsageError: a value is out of range or unknown.

    Example:
        >>> tertium.Resampling(samples=1000, level=0.99)
        Resampling(samples=1000, seed=12345, cluster='document', level=0.99, test='randomisation')
    """

    samples: int = 10_000
    seed: int = 12345
    cluster: Cluster = "document"
    level: float = 0.95
    test: Test = "randomisation"

    def __post_init__(self) -> None:
        for name in ("cluster", "test"):
            arguments.check(name, getattr(self, name), str, "the name of one, as in its default")
        for name in ("samples", "seed"):
            arguments.check(name, getattr(self, name), Integral, "a whole number")
        arguments.check("level", self.level, Real, "a number: 0.95")
        for name, value, choices in (("cluster", self.cluster, get_args(Cluster)), ("test", self.test, get_args(Test))):
            if value not in choices:
                raise UsageError(f"{name} can't be {value!r}", hint=nearest(value, choices))
        if self.samples < FEW_SAMPLES:
            raise UsageError(
                f"{arguments.shown(self.samples)} samples are too few",
                hint=f"{FEW_SAMPLES} or more; 10000 is the default",
            )
        if self.samples > MAX_SAMPLES:
            raise UsageError(
                f"{arguments.shown(self.samples)} samples are more than {MAX_SAMPLES}", hint="10000 is the default"
            )
        if not 0 <= self.seed <= MAX_SEED:
            raise UsageError("the seed is not between 0 and 2**64 - 1", hint="12345 is the default")
        if not LOWEST_LEVEL <= self.level < 1:
            raise UsageError(f"a level of {arguments.shown(self.level)} is not between 0.5 and 1", hint="0.95")

    @property
    def alpha(self) -> float:
        """The p under which a difference is significant."""
        return 1 - self.level

    def smallest_p(self, clusters: int) -> float:
        """Return the smallest two-sided p that so many documents (or segments) allow: 2 of all possible swaps.

        Swapping none and swapping all give the largest difference in size, whatever the outputs. The rule of Moses has
        no such bound, and 0.
        """
        return 2.0 ** (1 - clusters) if self.test == "randomisation" else 0.0

    def too_few(self) -> str:
        """Return the verdict on what no outputs could show on so few documents: "too few documents to tell"."""
        return f"too few {self.cluster}s to tell"

    @property
    def signature(self) -> str:
        """A text of all settings: what intervals and p depend on beside the counts."""
        return f"test:{self.test}|samples:{self.samples}|cluster:{self.cluster}|seed:{self.seed}|level:{self.level:g}"


class Interval(NamedTuple):
    """An interval from low to high, in the metric's unit; nan where undefined."""

    low: float
    high: float
