"""All that can be decided about a run, for a page or a comment: ranks, a comparison, a verdict, scores by part."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertium.errors import CompareError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.results import Comparison, Resampling, Verdict
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line; see `tertium report --help`."""

    run: Path
    format: str
    resampling: Resampling
    baseline: str | None = None
    policy: Path | None = None
    against: Path | None = None
    system: str | None = None
    summary: bool = False

    @property
    def command(self) -> str:
        """The command that makes the same report."""
        named = {
            "--baseline": self.baseline,
            "--policy": self.policy,
            "--against": self.against,
            "--system": self.system,
        }
        words = ["tertium", "report", str(self.run), "--format", self.format, *(["--summary"] if self.summary else [])]
        words += [word for option, value in named.items() if value is not None for word in (option, str(value))]
        drawn = self.resampling
        words += ["--cluster", drawn.cluster, "--samples", str(drawn.samples), "--seed", str(drawn.seed)]
        return shlex.join([*words, "--level", f"{drawn.level:g}"])


def decide(run: Run, asked: Asked) -> Decisions:
    """Return the decisions; what can't be decided (one system, a formula that isn't here) is left out.

    Raises:
        UsageError: a baseline, policy or system that isn't there.
    """
    from tertium.evals import rank
    from tertium.evals.slices import slices
    from tertium.reports.decisions import Decisions

    return Decisions(
        standings=rank.rank_if_possible(run, asked.resampling),
        comparison=_comparison(run, asked),
        verdict=_verdict(run, asked),
        slices=() if asked.summary else slices(run, asked.resampling),
        command=asked.command,
    )


def _comparison(run: Run, asked: Asked) -> Comparison | None:
    """Compare where it is asked for; a comment always compares, with the run's first system."""
    from tertium.evals.compare import compare

    if asked.baseline is None and (not asked.summary or len(run.systems) == 1):
        return None
    try:
        return compare(run, baseline=asked.baseline, resampling=asked.resampling)
    except CompareError:
        if asked.baseline:
            raise
        return None


def _verdict(run: Run, asked: Asked) -> Verdict | None:
    from tertium.evals import gate, pin, policy

    if (asked.policy is None) != (asked.against is None):
        raise UsageError("a verdict needs --policy and --against", hint="--policy policy.toml --against BASELINE")
    if asked.policy is None or asked.against is None:
        return None
    known, pinned = pin.baseline(asked.against)
    named = asked.baseline if asked.baseline in known.systems else None
    return gate.gate(run, known, policy.read(asked.policy), system=asked.system, baseline_system=pinned or named)
