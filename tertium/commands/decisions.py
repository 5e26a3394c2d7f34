"""Computes what a page or a comment says beside scores: ranks, a comparison, a verdict, scores of slices."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
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


def decide(run: Run, options: ReportOptions) -> tuple[Run, Decisions]:
    """Return the run that the report shows, and the decisions; those that can't be computed are left out.

    With `against`, the run that is shown has the pinned system beside its own ones, and compares with it.

    Raises:
        UsageError: an unknown baseline, policy or system.
        CompareError: the baseline named can't be compared with.
    """
    from tertium.deciding import decided

    verdict = _verdict(run, options)
    shown, baseline = _beside_pin(run, options) if verdict else (run, options.baseline)
    decisions = decided(
        shown,
        options.resampling,
        comparison=_comparison(shown, replace(options, baseline=baseline)),
        verdict=verdict,
        command=options.command,
        is_page=not options.summary,
    )
    return shown, decisions


def _beside_pin(run: Run, options: ReportOptions) -> tuple[Run, str | None]:
    """Return the run with the system of `against`, and the name of that system in it.

    The run alone where it has the baseline that the options name, or where the two can't be compared: the verdict
    says why. A metric that the pin lacks is missing, with that reason.
    """
    from tertium.evals import pin
    from tertium.evals.join import join, single_system

    if options.against is None or options.baseline in run.systems:
        return run, options.baseline
    pinned, pinned_system = pin.baseline(options.against)
    system = pin.choose(list(pinned.systems), pinned_system or options.baseline, str(options.against))
    if run.data.outputs.get(system) == pinned.data.outputs[system]:
        return run, system
    name = next(name for name in (system, "baseline", f"{system} of {options.against}") if name not in run.systems)
    try:
        both = join({"the run": run, "the baseline": single_system(pinned, system, name)})
    except CompareError:
        return run, options.baseline
    return replace(both, description=run.description, problems=run.problems), name


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
