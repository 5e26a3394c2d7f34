"""What was decided about a run beside its scores, for the reports that show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tertium.reports.warnings import Inspection, inspect_run

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from tertium.evals.results import Comparison, Slice, Standings, Verdict
    from tertium.evals.types import Key, Run


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything that a command computed from a run's counts; reports leave out what is missing.

    Attributes:
        standings: intervals, ranks and significance clusters.
        comparison: systems against a baseline.
        verdict: of a gate.
        slices: scores by length, domain and alignment confidence.
        contributions: what each segment adds to the difference between a system and the comparison's baseline, by
            system and metric, shape (segments,); see `tertium.evals.contributions`.
        lead: the best system against the next by the leading metric.
        against_best: every system against the best by the leading metric, where no baseline was asked for.
        definitions: what each metric measures, in a sentence, by its label; those of other metrics are their units.
        unmeasured: label of a check to words that say that it wasn't measured for the run's languages.
        command: the command line that makes the same report.
        inspection: the warnings about the run, where they were collected already.
        given_order: the caller chose the systems, so tables have them in that order and not the best first.
    """

    standings: Standings | None = None
    comparison: Comparison | None = None
    verdict: Verdict | None = None
    slices: tuple[Slice, ...] = ()
    contributions: Mapping[Key, NDArray[np.float64]] = field(default_factory=dict)
    lead: Comparison | None = None
    against_best: Comparison | None = None
    definitions: Mapping[str, str] = field(default_factory=dict)
    unmeasured: Mapping[str, str] = field(default_factory=dict)
    command: str = ""
    inspection: Inspection | None = None
    given_order: bool = False

    def inspection_of(self, run: Run) -> Inspection:
        """Return the warnings about the run, collected now unless they are here already."""
        return self.inspection or inspect_run(run)
