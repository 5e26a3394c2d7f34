"""Results of the gate."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from tertium.evals.reported import Reported

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from tertium.evals.results.resampling import Resampling


Outcome: TypeAlias = Literal["pass", "fail", "inconclusive", "missing", "not comparable"]
"""The outcome of a rule or a verdict; only "pass" lets a release through."""


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one rule of a policy.

    Attributes:
        rule: the rule in words: ``"chrf not worse by more than 0.5"``.
        metric: label of the metric.
        outcome: only "pass" lets a release through.
        value: the measured value, unrounded; nan where undefined.
        limit: the value that it was compared with.
        said: the reason for the outcome, in a sentence.
        doubts: sentences on what the set is too small to detect.
        estimate: the gain over the baseline, positive where the candidate is better, or the score of a minimum; nan
            where the rule has no bounds.
        low: its lower one-sided bound.
        high: its upper one-sided bound.
        p_fail: one-sided p of the hypothesis that the candidate is good enough: the rule fails where it is under
            1 - confidence. Several rules' can be adjusted together, as after Holm.
        differing: number of documents (segments, where they are the units) in which outputs and their counts differ
            from the baseline's; None where the rule compares none.
        units: number of documents (segments) with a scored segment, which the bounds rest on; None without bounds.
    """

    rule: str
    metric: str
    outcome: Outcome
    value: float
    limit: float
    said: str
    doubts: tuple[str, ...] = ()
    estimate: float = math.nan
    low: float = math.nan
    high: float = math.nan
    p_fail: float = math.nan
    differing: int | None = None
    units: int | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Verdict(Reported):
    """The result of checking a candidate against a policy.

    Attributes:
        outcome: the worst of the checks; only "pass" lets a release through.
        candidate: the system that was checked.
        baseline: the system that it was compared with.
        name: name of the candidate's set.
        fingerprint: fingerprint of the candidate's set.
        checks: one per rule, in the policy's order.
        resampling: settings of the bounds.
        signatures: metric label to signature, in the candidate's run.
        warnings: sentences for people.
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

    @property
    def frame(self) -> pd.DataFrame:
        """One row per rule, with the attributes of `Check`."""
        from tertium.evals.results.notebook import frame_of, row_of

        return frame_of(row_of(check) | {"doubts": "; ".join(check.doubts)} for check in self.checks)

    def __repr__(self) -> str:
        rules = f"{len(self.checks)} rule{'' if len(self.checks) == 1 else 's'}"
        return f"<Verdict on {self.name!r}: {self.outcome}, {self.candidate} against {self.baseline}, {rules}>"

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names are escaped."""
        from tertium.evals.results.notebook import html

        return html(f"{self.outcome.upper()}: {self.candidate} against {self.baseline}", self.warnings, self.frame)
