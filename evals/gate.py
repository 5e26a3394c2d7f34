"""gate(candidate, baseline, policy) → Verdict: every rule checked, nothing rounded, and nan never passes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tertium.evals.clusters import clusters_of
from tertium.evals.pin import choose
from tertium.evals.results import Verdict
from tertium.evals.rules import BASELINE, CANDIDATE, Judge
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tertium.evals.policy import Policy
    from tertium.evals.results import Outcome
    from tertium.evals.types import Run

WORST_FIRST: Final[tuple[Outcome, ...]] = ("not comparable", "fail", "missing", "inconclusive", "pass")


def gate(
    candidate: Run,
    baseline: Run,
    policy: Policy,
    *,
    system: str | None = None,
    baseline_system: str | None = None,
) -> Verdict:
    """Check a candidate against a baseline and a policy.

    Args:
        candidate: the run to judge.
        baseline: the run to hold it against.
        policy: the rules.
        system: of the candidate's run; needed where it has several.
        baseline_system: of the baseline's run; without it the only one, or the one called like the candidate.

    Raises:
        UsageError: a system isn't there, or a rule needs a direction that its metric doesn't have.
    """
    ours = choose(list(candidate.systems), system, "the candidate's run")
    same = ours if baseline_system is None and len(baseline.systems) > 1 and ours in baseline.systems else None
    theirs = choose(list(baseline.systems), baseline_system or same, "the baseline's run", "--baseline-system")
    judge = Judge(_alone(candidate, ours, CANDIDATE), _alone(baseline, theirs, BASELINE), policy)
    clusters = clusters_of(candidate.data, policy.resampling)
    checks = tuple(judge.check(rule) for rule in policy.rules)
    return Verdict(
        outcome=worst(check.outcome for check in checks),
        candidate=ours,
        baseline=theirs,
        name=candidate.data.name,
        fingerprint=candidate.fingerprint,
        checks=checks,
        resampling=clusters.resampling,
        signatures={one.label: one.signature for one in candidate.measures.values()},
        warnings=(*clusters.doubts, *candidate.warnings),
    )


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of a whole: not comparable, fail, missing, inconclusive; pass only when all pass."""
    found = set(outcomes) or {"missing"}
    return next(one for one in WORST_FIRST if one in found)


def _alone(run: Run, system: str, name: str) -> Run:
    """Return the run with one system, under another name."""
    return replace(
        run,
        data=replace(run.data, outputs={name: run.data.outputs[system]}),
        counts={Key(name, key.metric): rows for key, rows in run.counts.items() if key.system == system},
        values={Key(name, key.metric): one for key, one in run.values.items() if key.system == system},
        spans={},
        skips=(),
    )
