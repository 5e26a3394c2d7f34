"""Results of a human evaluation: systems, their differences, and the raters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertium.errors import counted
from tertium.evals.reported import Reported

if TYPE_CHECKING:
    import pandas as pd

    from tertium.evals.results.resampling import Interval


@dataclass(frozen=True, slots=True)
class RatedSystem:
    """A system's place among the others by human scores.

    Attributes:
        system: its name.
        score: by which systems are ordered; higher is better, penalties are negative.
        mean: over the outputs that people rated, each the mean of its ratings.
        macro: the mean over domains of their means; nan without domains.
        interval: of `mean`, documents and raters drawn anew.
        outputs: rated of this system.
        ratings: of them.
        best: the highest rank that differences leave open.
        worst: the lowest one.
        cluster: from 1; systems above differ from all systems below.
    """

    system: str
    score: float
    mean: float
    macro: float
    interval: Interval
    outputs: int
    ratings: int
    best: int
    worst: int
    cluster: int


@dataclass(frozen=True, slots=True)
class RatedPair:
    """The difference of two systems on the segments that people rated of both.

    Attributes:
        first: the one with the higher score.
        second: the other.
        delta: first minus second.
        interval: of `delta`, by documents and raters; (nan, nan) where all ratings lie in one document.
        p: of the test that clusters rest on.
        segments: rated of both.
        documents: that they lie in.
        raters: who rated them.
        needed: how many documents, with as many more raters, would decide such a difference in 80 % of evaluations; 0
            where it is decided or there is none.
    """

    first: str
    second: str
    delta: float
    interval: Interval
    p: float
    segments: int
    documents: int
    raters: int
    needed: int


@dataclass(frozen=True, slots=True)
class Rater:
    """A rater beside the others.

    Attributes:
        name: as in the file.
        ratings: how many scores.
        mean: of them.
        deviation: their standard deviation.
        compared: how many are of outputs that others rated too.
        offset: the mean difference from the others' mean of the same output; nan without any.
        correlation: Pearson's r with that mean.
        accuracy: share of pairs of outputs of a segment in the same order as by another rater; a tie agrees with a tie.
        pairs: number of these pairs.
        turned: pairs of systems that change their order without this rater.
        lost: systems that have no rating without this rater.
        largest_shift: the largest change of a system's mean without this rater.
        unusual: why this rater is unlike the others; an empty text for the usual ones.
    """

    name: str
    ratings: int
    mean: float
    deviation: float
    compared: int
    offset: float
    correlation: float
    accuracy: float
    pairs: int
    turned: int
    lost: int
    largest_shift: float
    unusual: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far raters agree; nan where no two of them rated the same.

    Attributes:
        alpha: Krippendorff's, for interval data: 1 is full agreement, 0 that of chance.
        outputs: that several people rated.
        accuracy: share of pairs of outputs of a segment that two raters order alike.
        pairs: number of these pairs, over all pairs of raters.
        span_f1: character F1 of two raters' error spans.
        span_pairs: outputs by pairs of raters.
    """

    alpha: float
    outputs: int
    accuracy: float
    pairs: int
    span_f1: float
    span_pairs: int


@dataclass(frozen=True, slots=True, repr=False)
class HumanEvaluation(Reported):
    """What people's ratings say of systems.

    Attributes:
        name: of the set.
        fingerprint: of the set.
        human: of the scores.
        signature: weights, raters, rule of the average, direction.
        rule: which test and order: ``"two-way"``, ``"wmt24"`` or ``"wmt25"``.
        level: of intervals; a p under 1 - level is significant.
        systems: best first.
        pairs: of all systems.
        raters: in the order of the file.
        agreement: of the raters.
        warnings: sentences for people.
    """

    name: str
    fingerprint: str
    human: str
    signature: str
    rule: str
    level: float
    systems: tuple[RatedSystem, ...]
    pairs: tuple[RatedPair, ...]
    raters: tuple[Rater, ...]
    agreement: Agreement
    warnings: tuple[str, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row per system, with the attributes of `RatedSystem`, the interval as low and high."""
        from tertium.evals.results.notebook import frame_of, row_of

        return frame_of(map(row_of, self.systems))

    def __repr__(self) -> str:
        return f"<HumanEvaluation of {self.name!r}: {counted(len(self.systems), 'system')} by {self.human}>"

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names are escaped."""
        from tertium.evals.results.notebook import html

        return html(f"{self.name}: systems by {self.human}", self.warnings, self.frame)
