"""gate(candidate, baseline, policy) → Verdict: every rule checked, nothing rounded, and nan never passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium import arguments
from tertium.evals.clusters import clusters_of
from tertium.evals.join import single_system
from tertium.evals.pin import choose
from tertium.evals.policy import Policy
from tertium.evals.reference_warnings import reference_warnings
from tertium.evals.results import Verdict
from tertium.evals.rules import BASELINE, CANDIDATE, RuleChecker
from tertium.evals.types import Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tertium.evals.results import Outcome

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
        baseline: the run to compare it with.
        policy: the rules.
        system: system of the candidate's run; required if it has several.
        baseline_system: system of the baseline's run; by default the only one, or the one named like the candidate.

    Raises:
        UsageError: a system isn't there, a rule needs a direction that its metric doesn't have, or an argument has
            another type.
    """
    arguments.check("candidate", candidate, Run, arguments.RUN)
    arguments.check("baseline", baseline, Run, arguments.RUN)
    arguments.check("policy", policy, Policy, "a policy, as tertium.read_policy returns")
    arguments.check("system", system, (str, type(None)), "the name of a system")
    arguments.check("baseline_system", baseline_system, (str, type(None)), "the name of a system")
    candidate_system = choose(list(candidate.systems), system, "the candidate's run")
    several = baseline_system is None and len(baseline.systems) > 1
    wanted = candidate_system if several and candidate_system in baseline.systems else baseline_system or None
    chosen_baseline = choose(list(baseline.systems), wanted, "the baseline's run", "--baseline-system")
    checker = RuleChecker(
        single_system(candidate, candidate_system, CANDIDATE),
        single_system(baseline, chosen_baseline, BASELINE),
        policy,
    )
    clusters = clusters_of(candidate.data, policy.resampling)
    labels = [rule.metric for rule in policy.rules]
    references = dict.fromkeys(
        warning
        for run, name in ((candidate, candidate_system), (baseline, chosen_baseline))
        for warning in reference_warnings(run, labels, [name])
    )
    checks = tuple(checker.check(rule) for rule in policy.rules)
    return Verdict(
        outcome=worst(check.outcome for check in checks),
        candidate=candidate_system,
        baseline=chosen_baseline,
        name=candidate.data.name,
        fingerprint=candidate.fingerprint,
        checks=checks,
        resampling=clusters.resampling,
        signatures={label: measure.signature for label, measure in candidate.measures.items()},
        warnings=(*checker.warnings, *references, *clusters.warnings, *candidate.warnings),
    )


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the worst of the outcomes in the order of `WORST_FIRST`; no outcome at all is "missing"."""
    occurring = set(outcomes) or {"missing"}
    return next(outcome for outcome in WORST_FIRST if outcome in occurring)
