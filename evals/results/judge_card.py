"""The card of a judge: how it answers questions whose answer is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tertium.evals.reported import Reported

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Probe:
    """One question to a judge.

    Attributes:
        name: short, e.g. ``"injection in the hypothesis"``.
        asks: what is compared, in a sentence.
        cases: how many comparisons were asked for.
        judged: in how many of them both sides have a score.
        passed: in how many of those the judge did what it should.
        change: mean of second score minus first, in the judge's unit; nan without any.
        fault: what is wrong, in a sentence; empty where nothing is.
    """

    name: str
    asks: str
    cases: int
    judged: int
    passed: int
    change: float
    fault: str = ""

    @property
    def share(self) -> float:
        """Percentage of the judged cases that passed; nan without any."""
        return 100 * self.passed / self.judged if self.judged else float("nan")


@dataclass(frozen=True, slots=True, repr=False)
class JudgeCard(Reported):
    """What was measured of a judge's own errors.

    Attributes:
        judge: its label.
        signature: what its scores depend on: a card is of one judge only.
        pairs: the texts that it was probed with, in words.
        probes: in the order of the card.
        asked: the number of judgements.
        unread: reason to the number of those that are missing.
        faults: one sentence each; empty where none was found.
    """

    judge: str
    signature: str
    pairs: str
    probes: tuple[Probe, ...]
    asked: int
    unread: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row per probe, with the attributes of `Probe` and its share."""
        from tertium.evals.results.notebook import frame_of, row_of

        return frame_of(row_of(probe) | {"share": probe.share} for probe in self.probes)

    def __repr__(self) -> str:
        return f"<JudgeCard of {self.judge}: {len(self.probes)} probes, {len(self.faults)} faults>"

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names are escaped."""
        from tertium.evals.results.notebook import html

        return html(f"{self.judge}: how far it errs", self.faults, self.frame)


def card_of(fields: Mapping[str, Any]) -> JudgeCard:
    """Return the card of JSON values, as a run holds it; what is null is nan."""
    probes = tuple(
        Probe(**{**probe, "change": float("nan") if probe["change"] is None else probe["change"]})
        for probe in fields["probes"]
    )
    return JudgeCard(
        fields["judge"],
        fields["signature"],
        fields["pairs"],
        probes,
        fields["asked"],
        fields["unread"],
        tuple(fields["faults"]),
    )
