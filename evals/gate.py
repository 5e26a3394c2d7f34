"""gate(candidate, baseline, policy) → Verdict: every rule checked, nothing rounded, and nan never passes."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Final

from tertium import arguments
from tertium.calls import explained
from tertium.errors import UsageError
from tertium.evals.clusters import clusters_of
from tertium.evals.join import single_system
from tertium.evals.judge_warnings import judge_warnings
from tertium.evals.opening import opened
from tertium.evals.pin import baseline as pinned
from tertium.evals.pin import choose
from tertium.evals.policy import Policy, read
from tertium.evals.reference_warnings import reference_warnings
from tertium.evals.results import Verdict
from tertium.evals.rules import BASELINE, CANDIDATE, RuleChecker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tertium.evals.results import Outcome
    from tertium.evals.types import Run

IN_ORDER: Final = "gate(run, policy, baseline_system=NAME), or gate(run, baseline, policy)"
"""How a call names candidate, baseline and rules."""
POLICY: Final = "a policy, as tertium.read_policy returns, or the path of its file"
WORST_FIRST: Final[tuple[Outcome, ...]] = ("not comparable", "fail", "missing", "inconclusive", "pass")


@explained("gate", baseline=IN_ORDER)
def gate(
    candidate: Run | Path | str,
    baseline: Run | Path | str | Policy | None = None,
    policy: Policy | Path | str | None = None,
    *,
    system: str | None = None,
    baseline_system: str | None = None,
) -> Verdict:
    r"""Check a candidate against a baseline and a policy; `gate(run, policy)` compares the two systems of one run.

    Args:
        candidate: the run to judge, or the path of one.
        baseline: the run to compare it with, or the path of one or of what `tertium pin` wrote. Without it, that is the
            candidate's run: its system `baseline_system`, or of two systems the other one.
        policy: the rules, or the path of their file.
        system: system of the candidate's run; required if it has several. Of a run of two that is its own baseline, the
            second one by default, as the first one is the baseline of `tertium.compare`.
        baseline_system: system of the baseline's run; by default the only one, or the one named like the candidate.

    Returns:
        The verdict: the worst outcome of all rules, and each rule with its estimate and bounds.

    Raises:
        UsageError: a system isn't there, a rule needs a direction that its metric doesn't have, there is no baseline,
            or an argument has another type.
        DataError: there is no run at a path, or it is damaged.

    Example:
        >>> texts = {"old": ["Hund.", "Katze."], "new": ["Ein Hund.", "Die Katze."]}
        >>> data = tertium.EvalSet.from_lists(texts, ["Ein Hund.", "Die Katze."])
        >>> run = tertium.evaluate(data, ["chrf"])
        >>> policy = 'schema = "tertium.policy/1"\n[[rule]]\nkind = "minimum"\nmetric = "chrf"\nscore = 50'
        >>> with open("policy.toml", "w") as file:
        ...     _ = file.write(policy)
        >>> tertium.gate(run, "policy.toml", system="new", baseline_system="old").outcome
        'pass'
    """
    if policy is not None and _is_policy(baseline):
        raise UsageError("policy stands in the place of baseline", hint=IN_ORDER)
    if policy is None and _is_policy(baseline):
        baseline, policy = None, _policy(baseline)
    has_baseline = baseline is not None or baseline_system is not None
    arguments.check("system", system, (str, type(None)), "the name of a system")
    arguments.check("baseline_system", baseline_system, (str, type(None)), "the name of a system")
    candidate, policy = opened("candidate", candidate), _policy(policy)
    if baseline is None:
        candidate_system, baseline_system = _of_one_run(candidate, policy, system, baseline_system)
        has_baseline = has_baseline or baseline_system != candidate_system
        baseline = candidate
    else:
        baseline, pinned_system = _baseline(baseline, candidate)
        baseline_system = baseline_system or pinned_system
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
        warnings=(
            *(checker.warnings if has_baseline else ()),  # of outputs that are the baseline's
            *references,
            *judge_warnings(candidate, labels),
            *clusters.warnings,
            *candidate.warnings,
        ),
    )


def _is_policy(value: object) -> bool:
    """Whether what stands in the place of a baseline is the rules: `gate(run, "policy.toml")`."""
    return arguments.is_of(value, Policy) or (
        arguments.is_of(value, (str, PathLike)) and arguments.path("baseline", value).suffix == ".toml"
    )


def _policy(policy: object) -> Policy:
    if policy is None:
        raise UsageError("policy is missing", hint='gate(run, baseline, "policy.toml")')
    if arguments.is_of(policy, Policy):
        return policy
    arguments.check("policy", policy, (Policy, str, PathLike), POLICY)
    return read(arguments.path("policy", policy))


def _baseline(value: object, candidate: Run) -> tuple[Run, str | None]:
    """Return the run, and the system that a pin of an earlier version names."""
    if arguments.is_of(value, (str, PathLike)):
        path = arguments.path("baseline", value)
        if arguments.is_of(value, str) and str.__str__(value) in candidate.systems and not path.exists():
            message = f"baseline can't be {arguments.shown(value)}, a system of the candidate's run"
            raise UsageError(message, hint=f"gate(run, policy, baseline_system={value!r})")
        return pinned(path)
    return opened("baseline", value), None


def _of_one_run(run: Run, policy: Policy, system: str | None, baseline_system: str | None) -> tuple[str, str]:
    """Return candidate and baseline among the systems of one run.

    Raises:
        UsageError: rules compare, and it isn't plain with which system.
    """
    pair = len(run.systems) == len(("baseline", "candidate"))
    if pair and system is None:
        system = next(name for name in run.systems if name != (baseline_system or run.systems[0]))
    candidate = choose(list(run.systems), system, "the candidate's run")
    if pair and baseline_system is None:
        baseline_system = next(name for name in run.systems if name != candidate)
    if baseline_system is None and any(rule.relative for rule in policy.rules):
        hint = "baseline=RUN, or of one run baseline_system=NAME"
        raise UsageError("baseline is missing, and rules of the policy compare with one", hint=hint)
    return candidate, baseline_system or candidate


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the worst of the outcomes in the order of `WORST_FIRST`; no outcome at all is "missing"."""
    occurring = set(outcomes) or {"missing"}
    return next(outcome for outcome in WORST_FIRST if outcome in occurring)
