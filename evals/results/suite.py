"""Results of a suite: one verdict over many sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

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
        outcome: the worst of the cells; "missing" for a set that could not be built or scored; "pass" without a rule.
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
        interval: of delta, from a jackknife stratified by set and clustered by document; nan where a set has a
            single document with a score.
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
        budget: the number of `should` sets that need not pass.
        spent: the number that didn't.
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

    @property
    def frame(self) -> pd.DataFrame:
        """One row per set and rule, with delta, its bounds and the adjusted p; one row of a set without rules."""
        from tertium.evals.results.notebook import frame_of

        return frame_of(row for each in self.sets for row in _rows(each))

    def __repr__(self) -> str:
        size = f"{_counted(len(self.sets), 'set')}, {_counted(len(self.rules), 'rule')}"
        return f"<SuiteVerdict: {self.outcome}, {self.candidate} against {self.baseline or 'no baseline'}, {size}>"

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names are escaped."""
        from tertium.evals.results.notebook import html

        title = f"{self.outcome.upper()}: {self.candidate}" + (f" against {self.baseline}" if self.baseline else "")
        return html(title, self.warnings, self.frame)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _rows(row: SetVerdict) -> Iterator[dict[str, Any]]:
    """Yield the columns of a set's cells; see `SuiteVerdict.frame`."""
    place = {"set": row.name, "tier": row.tier, "set_outcome": row.outcome}
    if not row.cells:
        yield {**place, "said": row.reason}
    for rule, cell in row.cells.items():
        check = cell.check
        yield {
            **place,
            "rule": rule,
            "metric": check.metric,
            "outcome": cell.outcome,
            "delta": check.estimate,
            "low": check.low,
            "high": check.high,
            "p_fail": cell.p_fail,
            "said": check.said,
        }
