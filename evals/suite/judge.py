"""judge(project, runs) → SuiteVerdict: every rule on every set, one answer.

A release passes only if every rule passes on every `must` set: an intersection-union test (Berger 1982), whose level is
that of its worst rule, so passes need no correction. Failures do: of a dozen rules one or two would fail by chance in
some release that lost nothing, so those with a p are adjusted over all sets and rules (Holm 1979), and a failure that
chance alone could give is inconclusive. Rules without a p (limits, documents, requirements) fail as they are measured.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tertium.errors import TertiumError, in_one_line
from tertium.evals.adjust import holm
from tertium.evals.gate import gate, worst
from tertium.evals.policy import Policy
from tertium.evals.results import Resampling
from tertium.evals.results.suite import Cell, SetVerdict, SuiteVerdict
from tertium.evals.rules import COPIED
from tertium.evals.suite.means import means

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tertium.evals.results import Check, Outcome, Verdict
    from tertium.evals.suite.project import Project, ProjectSet, Release
    from tertium.evals.types import Run


class _Judged(NamedTuple):
    """A set with its verdict by itself, or the reason why there is none."""

    project_set: ProjectSet
    languages: tuple[str | None, str | None]
    verdict: Verdict | None
    reason: str


def judge(
    project: Project,
    runs: Mapping[str, Run],
    reasons: Mapping[str, str] | None = None,
    baselines: Mapping[str, Run] | None = None,
) -> SuiteVerdict:
    """Check the candidate on every set against the baseline and the rules.

    Args:
        project: its release names candidate and baseline.
        runs: by name of the set; a set without a run is missing.
        reasons: by name of the set, why there is no run.
        baselines: by name of the set, runs of one system that were pinned; by default the baseline is a system of the
            set's own run.
    """
    judged = [_judged(project, each, runs, reasons or {}, baselines) for each in project.sets]
    resampling = _resampling(project.release)
    p_fail = _adjusted([each.verdict for each in judged])
    sets = tuple(_row(each, ps, resampling.alpha / 2) for each, ps in zip(judged, p_fail, strict=True))
    spent = sum(row.tier == "should" and row.outcome != "pass" for row in sets)
    return SuiteVerdict(
        outcome=_outcome(sets, project.release.budget),
        candidate=project.release.candidate,
        baseline=project.release.baseline,
        sets=sets,
        rules=tuple(dict.fromkeys(str(rule.rule) for rule in project.rules)),
        budget=project.release.budget,
        spent=spent,
        means=means(project, runs, baselines, resampling),
        resampling=resampling,
        warnings=tuple(dict.fromkeys(_warnings(judged))),
    )


def _resampling(release: Release) -> Resampling:
    # Twice .95 minus 1 is .8999999999999999 in floating point, and the level is shown to people.
    return Resampling(samples=release.samples, seed=release.seed, level=round(2 * release.confidence - 1, 12))


def _judged(
    project: Project,
    project_set: ProjectSet,
    runs: Mapping[str, Run],
    reasons: Mapping[str, str],
    baselines: Mapping[str, Run] | None,
) -> _Judged:
    name, release = project_set.name, project.release
    languages = (project_set.languages[0], project_set.languages[1]) if project_set.languages else (None, None)
    run, rules = runs.get(name), project.rules_of(project_set)
    if run is None:
        return _Judged(project_set, languages, None, reasons.get(name, "it was not scored"))
    if not rules:
        return _Judged(project_set, run.data.languages, None, "")
    relative = any(rule.relative for rule in rules)
    baseline = run if baselines is None or not relative else baselines.get(name)
    if baseline is None:
        return _Judged(project_set, run.data.languages, None, "the pinned baseline has no run of it")
    # Without a rule that compares, the candidate stands for the baseline that `gate` asks for.
    system = release.candidate if not relative else release.baseline if baselines is None else None
    policy = Policy(rules, release.confidence, release.differing, _resampling(release))
    try:
        verdict = gate(run, baseline, policy, system=release.candidate, baseline_system=system)
    except TertiumError as error:
        return _Judged(project_set, run.data.languages, None, in_one_line(error))
    if not relative:
        verdict = replace(verdict, warnings=tuple(warning for warning in verdict.warnings if warning != COPIED))
    return _Judged(project_set, run.data.languages, verdict, "")


def _adjusted(verdicts: Sequence[Verdict | None]) -> list[list[float]]:
    """Return the p of every check that its rule still holds, adjusted over all sets and rules."""
    by_set = [[check.p_fail for check in verdict.checks] if verdict else [] for verdict in verdicts]
    adjusted = iter(holm(np.array([p for ps in by_set for p in ps], dtype=np.float64)).tolist())
    return [[next(adjusted) for _ in ps] for ps in by_set]


def _row(judged: _Judged, p_fail: Sequence[float], alpha: float) -> SetVerdict:
    """Return a set's row. `alpha` is that of one side: the bounds are one-sided."""
    project_set, verdict = judged.project_set, judged.verdict
    row = SetVerdict(
        project_set.name,
        project_set.tier,
        judged.languages,
        "missing" if judged.reason else "pass",
        verdict=verdict,
        reason=judged.reason,
    )
    if verdict is None:
        return row
    checks = zip(verdict.checks, p_fail, strict=True)
    cells = [Cell(check, _controlled(check, p, alpha), p) for check, p in checks]
    by_rule = {cell.check.rule: cell for cell in cells}  # two margins may read alike, and both count
    return replace(row, outcome=worst(cell.outcome for cell in cells), cells=by_rule)


def _controlled(check: Check, p_fail: float, alpha: float) -> Outcome:
    """Return the outcome of a check among many: a failure needs a p that stays small when it is adjusted."""
    if check.outcome != "fail" or math.isnan(p_fail) or p_fail < alpha:
        return check.outcome
    return "inconclusive"


def _outcome(sets: Iterable[SetVerdict], budget: int) -> Outcome:
    """Return the worst of the `must` sets, and of the `should` sets if more don't pass than the budget allows.

    Sets without a rule say nothing; if no set has one, the outcome is "missing".
    """
    rows = [row for row in sets if row.cells or row.outcome != "pass"]
    must: list[Outcome] = [row.outcome for row in rows if row.tier == "must"]
    should: list[Outcome] = [row.outcome for row in rows if row.tier == "should" and row.outcome != "pass"]
    beyond = should if len(should) > budget else []
    if rows and not must and not beyond:
        return "pass"
    return worst([*must, *beyond])


def _warnings(judged: Iterable[_Judged]) -> Iterable[str]:
    for each in judged:
        if each.verdict:
            yield from (f"{each.project_set.name}: {warning}" for warning in each.verdict.warnings)
