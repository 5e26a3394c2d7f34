"""Computes what a page or a comment says beside scores: ranks, a comparison, a verdict, scores of slices."""

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
class ReportOptions:
    """The options of `tertium report` that decide what a page or a comment says; see its help."""

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
        """The command line that makes the same report, for its reader to repeat."""
        options = {
            "--baseline": self.baseline,
            "--policy": self.policy,
            "--against": self.against,
            "--system": self.system,
        }
        words = ["tertium", "report", str(self.run), "--format", self.format, *(["--summary"] if self.summary else [])]
        words += [word for option, value in options.items() if value is not None for word in (option, str(value))]
        settings = self.resampling
        words += ["--cluster", settings.cluster, "--samples", str(settings.samples), "--seed", str(settings.seed)]
        return shlex.join([*words, "--level", f"{settings.level:g}"])


def decide(run: Run, options: ReportOptions) -> Decisions:
    """Return the decisions; those that can't be computed (one system, a metric that isn't installed) are left out.

    Raises:
        UsageError: an unknown baseline, policy or system.
        CompareError: the baseline named can't be compared with.
    """
    from tertium.deciding import decided

    comparison, verdict = _comparison(run, options), _verdict(run, options)
    return decided(
        run,
        options.resampling,
        comparison=comparison,
        verdict=verdict,
        command=options.command,
        is_page=not options.summary,
    )


def _comparison(run: Run, options: ReportOptions) -> Comparison | None:
    """Return the comparison with the baseline; a comment without one compares with the run's first system."""
    from tertium.evals.compare import compare

    if options.baseline is None and (not options.summary or len(run.systems) == 1):
        return None
    try:
        return compare(run, baseline=options.baseline, resampling=options.resampling)
    except CompareError:
        if options.baseline:
            raise
        return None


def _verdict(run: Run, options: ReportOptions) -> Verdict | None:
    """Return the verdict of --policy against --against; None without them."""
    from tertium.evals import gate, pin, policy

    if (options.policy is None) != (options.against is None):
        raise UsageError("a verdict needs --policy and --against", hint="--policy policy.toml --against BASELINE")
    if options.policy is None or options.against is None:
        return None
    baseline, pinned_system = pin.baseline(options.against)
    named_system = options.baseline if options.baseline in baseline.systems else None
    return gate.gate(
        run,
        baseline,
        policy.read(options.policy),
        system=options.system,
        baseline_system=pinned_system or named_system,
    )
