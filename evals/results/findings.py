"""Results of comparing what metrics point at in two systems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SEVERITIES: Final = ("critical", "major", "minor")
"""The gravest first."""


def gravity(severity: str) -> int:
    """Return the place of a severity, the gravest first; a severity that isn't known comes last."""
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that a metric points at in one of two systems.

    Attributes:
        change: "new" if it is in the system only, "fixed" if it is in the baseline only.
        segment: id of the segment.
        label: what is wrong there, e.g. ``"number"``.
        severity: "minor", "major" or "critical".
        note: what was expected; may be empty.
        text: the marked text; empty where something is missing.
        source: the segment's source.
        hypothesis: output that it is in: the system's if it is new, the baseline's if it is fixed.
        other: output of the other of the two.
    """

    change: str
    segment: str
    label: str
    severity: str
    note: str
    text: str
    source: str | None
    hypothesis: str
    other: str


@dataclass(frozen=True, slots=True)
class FindingChange:
    """What a metric points at in a system and not in the baseline, and the other way round.

    Attributes:
        metric: label of the metric.
        system: name of the system.
        new: number of findings that only the system has.
        fixed: number of findings that only the baseline has.
        kept: number of findings that both have.
        examples: the gravest new ones, then the gravest fixed ones.
    """

    metric: str
    system: str
    new: int
    fixed: int
    kept: int
    examples: tuple[Finding, ...] = ()
