"""A candidate before the gate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from tertium.evals.results.resampling import Resampling


Outcome: TypeAlias = Literal["pass", "fail", "inconclusive", "missing", "not comparable"]
"""Of a rule, and of the whole: only a pass lets a release through."""


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


@dataclass(frozen=True, slots=True, repr=False)
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
