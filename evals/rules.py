"""What each kind of rule asks, and when it passes, fails, or can't be told."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import CompareError, UsageError
from tertium.evals.clusters import clusters_of
from tertium.evals.formula import prepare
from tertium.evals.join import differences, join
from tertium.evals.resample import POWER, bootstrap, detectable, interval
from tertium.evals.results import Check
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.policy import Policy, Rule
    from tertium.evals.results import Outcome
    from tertium.evals.types import Run
    from tertium.metrics.base import Scores

SLACK: Final = 1e-9
"""33.4 - 32.9 is a little more than 0.5 in floating point, and no more than 0.5 in truth."""

MANY: Final = 1e12
"""Segments that nobody has, whatever the margin."""
NAMED: Final = 3
CANDIDATE: Final = "candidate"
BASELINE: Final = "baseline"


class Judge:
    """Two runs of one system each, called `CANDIDATE` and `BASELINE`, and a policy."""

    def __init__(self, candidate: Run, baseline: Run, policy: Policy) -> None:
        self.candidate, self.baseline, self.policy = candidate, baseline, policy
        apart = differences(candidate.data, baseline.data) if candidate.fingerprint != baseline.fingerprint else []
        self.apart = f"the runs measure different data: {'; '.join(apart)}" if apart else ""

    def check(self, rule: Rule) -> Check:
        """Return what came out of one rule."""
        outcome, said = self._obstacle(rule)
        if outcome:
            return Check(str(rule), rule.metric, outcome, math.nan, math.nan, said)
        try:
            return self._judged(rule)
        except CompareError as error:
            return Check(str(rule), rule.metric, "missing", math.nan, math.nan, " ".join(str(error).split()))

    def _judged(self, rule: Rule) -> Check:
        if rule.kind in {"non-inferior", "superior"}:
            return self._difference(rule)
        if rule.kind == "minimum":
            return self._minimum(rule)
        if rule.kind == "no-worse":
            return self._units(rule)
        if rule.kind == "limit":
            return self._limit(rule)
        return Check(str(rule), rule.metric, "pass", self._total(rule.metric), math.nan, "it is there")

    def _obstacle(self, rule: Rule) -> tuple[Outcome | None, str]:
        """Return why a rule can't be checked at all: data or signatures differ, or a score isn't there."""
        label, runs = rule.metric, [self.candidate, self.baseline] if rule.relative else [self.candidate]
        if rule.relative and self.apart:
            return "not comparable", self.apart
        for run, name in zip(runs, (CANDIDATE, BASELINE), strict=False):
            if label not in run.measures:
                reason = f": {run.missing[label].splitlines()[0]}" if label in run.missing else ""
                return "missing", f"the {name} has no {label}{reason}"
        measure, *others = (run.measures[label] for run in runs)
        if any(other.signature != measure.signature for other in others):
            return "not comparable", f"signatures differ: {measure.signature} and {others[0].signature}"
        if rule.kind not in {"limit", "required"} and measure.higher_is_better is None:
            raise UsageError(
                f"neither direction of {label} is better: a rule {rule.kind!r} can't judge it", hint="limit"
            )
        return self._lacking(rule)

    def _lacking(self, rule: Rule) -> tuple[Outcome | None, str]:
        """Return that segments have no hypothesis, or no score where the baseline has one, or that nothing has."""
        label = rule.metric
        lacking = {i for i, text in enumerate(self.candidate.data.outputs[CANDIDATE]) if text is None}
        if rule.relative:
            ours, theirs = (~np.isnan(run.counts[key].sum(axis=1)) for run, key in self._keys(label))
            lacking |= set(np.flatnonzero(theirs & ~ours).tolist())
        if lacking:
            first = self.candidate.data.ids[min(lacking)]
            return "missing", f"the candidate has no {label} for {len(lacking)} segments, the first is {first}"
        if math.isnan(self._total(label)):
            return "missing", f"the candidate's {label} is undefined"
        return None, ""

    def _keys(self, label: str) -> Sequence[tuple[Run, Key]]:
        return (self.candidate, Key(CANDIDATE, label)), (self.baseline, Key(BASELINE, label))

    def _total(self, label: str) -> float:
        return self.candidate.values[Key(CANDIDATE, label)].total

    @property
    def _sure(self) -> str:
        return f"with {100 * self.policy.confidence:g} % confidence"

    def _sign(self, label: str) -> float:
        return 1.0 if self.candidate.measures[label].higher_is_better else -1.0

    def _drawn(self, label: str, runs: dict[str, Run]) -> tuple[Scores, Scores, float, int]:
        """Return observed scores and bootstrap scores of the runs' systems, clusters' effective number, segments."""
        run = join(runs) if len(runs) > 1 else next(iter(runs.values()))
        clusters = clusters_of(run.data, self.policy.resampling)
        ready = prepare(run, label, run.systems, clusters.starts)
        drawn = bootstrap([ready.block], self.policy.resampling)[0]
        return ready.block.scores, drawn, clusters.effective, ready.segments

    def _difference(self, rule: Rule) -> Check:
        """Non-inferiority or superiority: the one-sided bounds of the gain against the margin."""
        runs = {CANDIDATE: _only(self.candidate, rule.metric), BASELINE: _only(self.baseline, rule.metric)}
        scores, drawn, width, segments = self._drawn(rule.metric, runs)
        gains = self._sign(rule.metric) * (drawn[:, :1] - drawn[:, 1:])
        gain = self._sign(rule.metric) * float(scores[0] - scores[1])
        low, high = (float(end[0]) for end in interval(gains, self.policy.resampling.level, width))
        superior = rule.kind == "superior"
        limit = rule.margin if superior else -rule.margin
        passed = low > limit + SLACK if superior else low >= limit - SLACK
        outcome = _outcome(passed=passed, failed=high < limit - SLACK)
        said = f"gain {gain:+.4g}, {self._sure} above {low:+.4g}, and below {high:+.4g}; it must be above {limit:+g}"
        return Check(str(rule), rule.metric, outcome, low, limit, said, self._doubts(rule, gains, segments))

    def _doubts(self, rule: Rule, gains: Scores, segments: int) -> tuple[str, ...]:
        """Say it when the set is too small to see the margin."""
        seen = float(detectable(gains, self.policy.resampling.level)[0])
        if not 0 < rule.margin < seen:
            return ()
        needed = math.ceil(min(segments * (seen / rule.margin) * (seen / rule.margin), MANY))
        said = (
            f"this set can't see {rule.margin:g} {rule.metric}: in {100 * POWER:.0f} % of cases it sees "
            f"{seen:.3g}; it would need about {_round_up(needed)} segments of this kind, it has {segments}"
        )
        return (said,)

    def _minimum(self, rule: Rule) -> Check:
        """The bound of the score on its bad side against the worst score that is good enough."""
        scores, drawn, width, _ = self._drawn(rule.metric, {CANDIDATE: _only(self.candidate, rule.metric)})
        low, high = (float(end[0]) for end in interval(drawn, self.policy.resampling.level, width))
        sign = self._sign(rule.metric)
        bad, good = (low, high) if sign > 0 else (high, low)
        outcome = _outcome(
            passed=sign * bad >= sign * rule.score - SLACK, failed=sign * good < sign * rule.score - SLACK
        )
        said = f"score {float(scores[0]):.4g}, {self._sure} above {low:.4g}, and below {high:.4g}"
        return Check(str(rule), rule.metric, outcome, bad, rule.score, said)

    def _units(self, rule: Rule) -> Check:
        """No document or domain worse by more than the margin, as measured."""
        ours, theirs = (_by(run, key, rule.by) for run, key in self._keys(rule.metric))
        gains = self._sign(rule.metric) * (ours - theirs)
        ids = _units_of(self.candidate, rule.by)
        undefined = [one for one, a, b in zip(ids, ours, theirs, strict=True) if math.isnan(a) != math.isnan(b)]
        if undefined or np.isnan(gains).all():
            what = f"{rule.metric} is undefined in {_named(undefined) if undefined else f'every {rule.by}'}"
            return Check(str(rule), rule.metric, "missing", math.nan, -rule.margin, what)
        order = [i for i in np.argsort(gains).tolist() if gains[i] < -rule.margin - SLACK]  # nan sorts last
        worst = float(np.nanmin(gains))
        said = f"worst {rule.by}: {ids[int(np.nanargmin(gains))]} {worst:+.4g}"
        if order:
            said = f"worse in {len(order)} of {len(ids)}: {_named([f'{ids[i]} {gains[i]:+.4g}' for i in order])}"
        return Check(str(rule), rule.metric, _outcome(passed=not order, failed=True), worst, -rule.margin, said)

    def _limit(self, rule: Rule) -> Check:
        """A value, or that of every unit, within limits."""
        key = Key(CANDIDATE, rule.metric)
        values = _by(self.candidate, key, rule.by) if rule.by != "set" else np.array([self._total(rule.metric)])
        ids = _units_of(self.candidate, rule.by)
        if not len(values) or np.isnan(values).all():
            return Check(str(rule), rule.metric, "missing", math.nan, math.nan, f"{rule.metric} is undefined")
        out = [i for i, one in enumerate(values) if not math.isnan(one) and not _within(one, rule)]
        farthest = max(range(len(values)), key=lambda i: _beyond(float(values[i]), rule))
        value = float(values[farthest])
        limit = rule.at_most if value > rule.at_most or math.isinf(rule.at_least) else rule.at_least
        said = f"{_named([f'{ids[i]} {values[i]:.4g}' for i in out or [farthest]])}"
        return Check(str(rule), rule.metric, _outcome(passed=not out, failed=True), value, limit, said)


def _only(run: Run, label: str) -> Run:
    return replace(run, measures={label: run.measures[label]}, missing={})


def _outcome(*, passed: bool, failed: bool) -> Outcome:
    return "pass" if passed else "fail" if failed else "inconclusive"


def _by(run: Run, key: Key, unit: str) -> Scores:
    return run.values[key].documents if unit == "document" else run.values[key].domains


def _units_of(run: Run, unit: str) -> Sequence[str]:
    if unit == "set":
        return (run.data.name,)
    return [one.id for one in run.data.documents] if unit == "document" else run.data.domains


def _within(value: float, rule: Rule) -> bool:
    return rule.at_least - SLACK <= value <= rule.at_most + SLACK


def _beyond(value: float, rule: Rule) -> float:
    """Return how far a value lies beyond the nearer limit, negative inside; an undefined one is the least of all."""
    return -math.inf if math.isnan(value) else max(value - rule.at_most, rule.at_least - value)


def _named(texts: Sequence[str]) -> str:
    return ", ".join(texts[:NAMED]) + (f" and {len(texts) - NAMED} more" if len(texts) > NAMED else "")


def _round_up(number: int) -> int:
    """Return the number rounded up to two digits: it is an estimate."""
    step = int(10 ** max(len(str(number)) - 2, 0))
    return math.ceil(number / step) * step
