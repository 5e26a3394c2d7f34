"""Results of a suite: one verdict over many sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.evals.results.resampling import Interval, Resampling
    from tertium.evals.results.verdict import Check, Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Cell:
    """The outcome of one rule on one set.

    Attributes:
        check: the rule's outcome by itself.
        outcome: with failures controlled over all sets and rules; a failure that chance alone could give is
            "inconclusive".
        p_fail: adjusted p (Holm) of the hypothesis that the candidate is within the margin; nan for rules without one.
    """

    check: Check
    outcome: Outcome
    p_fail: float


@dataclass(frozen=True, slots=True)
class SetVerdict:
    """A row of the matrix: all rules on one set.

    Attributes:
        name: of the set in the project.
        tier: "must" or "should".
        languages: of source and target.
        outcome: the worst of the cells; "missing" for a set that could not be built or scored.
        cells: by rule in words, in the project's order.
        verdict: of the set by itself; None where there is none.
        reason: why there is none.
    """

    name: str
    tier: str
    languages: tuple[str | None, str | None]
    outcome: Outcome
    cells: Mapping[str, Cell] = field(default_factory=dict)
    verdict: Verdict | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SuiteMean:
    """The mean difference over sets by one metric, each set one vote.

    Attributes:
        metric: label.
        level: "suite", or the target language that the sets have in common.
        sets: number of sets in the mean.
        candidate: mean score of the candidate.
        baseline: mean score of the baseline.
        delta: candidate minus baseline, in the metric's unit and direction.
        interval: of delta, from a bootstrap stratified by set and clustered by document.
        weighting: "sets" (one vote each) or "segments".
    """

    metric: str
    level: str
    sets: int
    candidate: float
    baseline: float
    delta: float
    interval: Interval
    weighting: str = "sets"


@dataclass(frozen=True, slots=True, repr=False)
class SuiteVerdict:
    """The answer about a release.

    Attributes:
        outcome: "pass" only if all `must` sets pass and no more `should` sets fail than the budget allows.
        candidate: name of the system that is judged.
        baseline: name of what it is compared with.
        sets: one per set, in the project's order.
        rules: in words, in the project's order: the columns of the matrix.
        budget: the number of `should` sets that may fail.
        spent: the number that did.
        means: over sets and languages.
        resampling: settings of the bounds.
        warnings: sentences for people.
    """

    outcome: Outcome
    candidate: str
    baseline: str
    sets: tuple[SetVerdict, ...]
    rules: tuple[str, ...]
    budget: int
    spent: int
    means: tuple[SuiteMean, ...]
    resampling: Resampling
    warnings: tuple[str, ...] = ()
