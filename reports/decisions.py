"""All that was decided about a run beside its scores, as the page and the pull-request comment take it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tertium.evals.decisions import Comparison, Slice, Standings, Verdict


@dataclass(frozen=True, slots=True)
class Decided:
    """What the command computed; each may be missing, then less is said.

    Attributes:
        standings: intervals, ranks and significance clusters.
        comparison: systems against a baseline.
        verdict: of a gate.
        slices: scores by length, domain and alignment confidence.
        command: that makes the report again.
    """

    standings: Standings | None = None
    comparison: Comparison | None = None
    verdict: Verdict | None = None
    slices: tuple[Slice, ...] = ()
    command: str = ""
