"""Results of a challenge set: how often metrics, or a system's output, prefer the better translation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from tertium.errors import counted, in_one_line
from tertium.evals.reported import Reported

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from tertium.evals.results.resampling import Interval

Part: TypeAlias = Literal["set", "severity", "phenomenon"]
"""What a preference is about: all pairs, those of a severity, or those of a phenomenon."""


@dataclass(frozen=True, slots=True)
class Preference:
    """How often one metric, or one system's output by one metric, prefers the better translation of some pairs.

    Attributes:
        metric: label of the metric.
        system: whose outputs are nearer to one of the two; empty where the metric itself chooses.
        part: all pairs, those of a severity, or those of a phenomenon.
        name: of the part; that of the set for all pairs.
        severity: of the phenomenon's errors; empty where they have none or several.
        pairs: number of pairs that could be scored.
        clusters: number of groups of pairs that are independent of each other.
        better: share of pairs in which the better translation is preferred, 0 to 1; a tie is no preference.
        tied: share of pairs in which neither is.
        worse: share of pairs in which the worse one is.
        interval: of `better`: Wilson's on the effective number of pairs; see `tertium.evals.challenge.shares`.
    """

    metric: str
    system: str
    part: Part
    name: str
    severity: str
    pairs: int
    clusters: int
    better: float
    tied: float
    worse: float
    interval: Interval


@dataclass(frozen=True, slots=True, repr=False)
class Challenge(Reported):
    """Who prefers the better translation of a challenge set's pairs.

    Attributes:
        name: of the set.
        fingerprint: of the set.
        pairs: number of pairs.
        is_judged: whether anyone says which translation is better; else `better` is of the first of two names.
        level: of the intervals.
        preferences: by metric and system in the order of the request; each with the set, its severities, the gravest
            first, and its phenomena, the least often seen first.
        signatures: metric label to signature.
        unscored: metric label to the number of pairs that have no score by it.
        left_out: metric label to the reason why there is nothing by it.
        notes: what reading the set left out or changed, a sentence each.
    """

    name: str
    fingerprint: str
    pairs: int
    is_judged: bool
    level: float
    preferences: tuple[Preference, ...]
    signatures: Mapping[str, str]
    unscored: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row per metric, system and part: the attributes of `Preference`, the interval as low and high."""
        from tertium.evals.results.notebook import frame_of, row_of

        return frame_of(map(row_of, self.preferences))

    @property
    def remarks(self) -> tuple[str, ...]:
        """The notes, and a sentence per metric that has no score for some pairs, or none at all."""
        unscored = (
            f"{label} has no score for {number} of {self.pairs} pairs" for label, number in self.unscored.items()
        )
        left_out = (f"{label} is left out: {in_one_line(reason)}" for label, reason in self.left_out.items())
        return (*self.notes, *unscored, *left_out)

    def __repr__(self) -> str:
        return f"<Challenge {self.name!r}: {counted(self.pairs, 'pair')} by {', '.join(self.signatures)}>"

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names are escaped."""
        from tertium.evals.results.notebook import html

        return html(f"{self.name}: how often the better translation is preferred", self.remarks, self.frame)
