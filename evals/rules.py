"""Checks the rules of a policy: when each kind passes, fails, or is inconclusive."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import CompareError, UsageError, counted, in_one_line
from tertium.evals.bounds import Bounds
from tertium.evals.clusters import clustered, clusters_of
from tertium.evals.count_rows import scored_rows
from tertium.evals.formula import prepare
from tertium.evals.join import data_differences, join
from tertium.evals.resample import POWER, TINY
from tertium.evals.results import Check
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from tertium.evals.policy import Policy, Rule
    from tertium.evals.results import Outcome
    from tertium.evals.types import Run
    from tertium.metrics.base import Scores

SLACK: Final = 1e-9
"""33.4 - 32.9 is a little more than 0.5 in floating point, and no more than 0.5 in truth."""

MOST_SEGMENTS: Final = 1e12
"""Cap on the estimate of segments that a margin needs: a tiny margin gives a number too large for an integer."""
NAMED: Final = 3
"""How many units a message names."""

MOST_OF_FEW: Final = 0.75
"""Share of a small set's documents that must differ before a candidate passes. Of short documents some have the same
counts by chance: were it all of eight, whole systems would pass by TER in 2.3 % of cases where 5 % is right; with half
of them a system that differs in a tenth of its segments would pass in up to 10 % (see docs/decisions.md)."""

COPIED: Final = "all outputs are the baseline's: if a new system was meant, its file is a copy of the baseline's"
REPIN: Final = "rescore the baseline, then pin: tertium rescore RUN -o NEW, tertium pin NEW -o BASELINE"
"""What helps where a metric was upgraded since the baseline was scored."""
CANDIDATE: Final = "candidate"
BASELINE: Final = "baseline"


class RuleChecker:
    """Checks rules on two runs of one system each, which are named `CANDIDATE` and `BASELINE`."""

    def __init__(self, candidate: Run, baseline: Run, policy: Policy) -> None:
        self.candidate, self.baseline, self.policy = candidate, baseline, policy
        differences = data_differences(candidate.data, baseline.data)
        self.other_data = f"the runs measure different data: {'; '.join(differences)}" if differences else ""

    @property
    def warnings(self) -> tuple[str, ...]:
        """A sentence if every output is the baseline's, as where a file was copied by accident."""
        return () if self.other_data or self._texts_differ.any() else (COPIED,)

    @property
    def _texts_differ(self) -> NDArray[np.bool_]:
        """Whether the outputs for a segment differ, shape (segments,)."""
        outputs = self.candidate.data.outputs[CANDIDATE], self.baseline.data.outputs[BASELINE]
        # Of systems without any texts, as in a run of imported scores, only counts tell whether they differ.
        unknown = all(text is None for column in outputs for text in column)
        return np.array([unknown or new != old for new, old in zip(*outputs, strict=True)], dtype=np.bool_)

    def check(self, rule: Rule) -> Check:
        """Return the check of one rule."""
        outcome, message = self._obstacle(rule)
        if outcome:
            return Check(str(rule), rule.metric, outcome, math.nan, math.nan, message)
        try:
            return self._check_kind(rule)
        except CompareError as error:
            return Check(str(rule), rule.metric, "missing", math.nan, math.nan, in_one_line(error))

    def _check_kind(self, rule: Rule) -> Check:
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
        """Return the outcome and the reason if a rule can't be checked: other data, other signatures, or no score."""
        label, runs = rule.metric, [self.candidate, self.baseline] if rule.relative else [self.candidate]
        if rule.relative and self.other_data:
            return "not comparable", self.other_data
        for run, name in zip(runs, (CANDIDATE, BASELINE), strict=False):
            if label not in run.measures:
                reason = f": {in_one_line(run.missing[label])}" if label in run.missing else ""
                return "missing", f"the {name} has no {label}{reason}"
        measure, *baselines = (run.measures[label] for run in runs)
        if any(baseline.signature != measure.signature for baseline in baselines):
            return "not comparable", f"signatures differ: {measure.signature} and {baselines[0].signature}; {REPIN}"
        if rule.kind not in {"limit", "required"} and measure.higher_is_better is None:
            raise UsageError(
                f"neither direction of {label} is better: a rule {rule.kind!r} can't judge it", hint="limit"
            )
        return self._missing_scores(rule)

    def _missing_scores(self, rule: Rule) -> tuple[Outcome | None, str]:
        """Return "missing" and the reason if segments lack a hypothesis or a score that the baseline has."""
        label = rule.metric
        texts = self.candidate.data.outputs[CANDIDATE]
        missing = {i for i, text in enumerate(texts) if text is None}
        if len(missing) == len(texts):  # a system of imported scores alone, which have no texts
            rows = self.candidate.counts[Key(CANDIDATE, label)]
            missing = set(np.flatnonzero(np.isnan(rows.sum(axis=1))).tolist())
        if rule.relative:
            in_candidate, in_baseline = (scored_rows(run.counts, key) for run, key in self._keys(label))
            missing |= set(np.flatnonzero(in_baseline & ~in_candidate).tolist())
        if missing:
            first = self.candidate.data.ids[min(missing)]
            return (
                "missing",
                f"the candidate has no {label} for {counted(len(missing), 'segment')}, the first is {first}",
            )
        if math.isnan(self._total(label)):
            return "missing", f"the candidate's {label} is undefined"
        return None, ""

    def _keys(self, label: str) -> Sequence[tuple[Run, Key]]:
        return (self.candidate, Key(CANDIDATE, label)), (self.baseline, Key(BASELINE, label))

    def _total(self, label: str) -> float:
        return self.candidate.values[Key(CANDIDATE, label)].total

    def _sign(self, label: str) -> float:
        return 1.0 if self.candidate.measures[label].higher_is_better else -1.0

    def _bounds(self, label: str, runs: dict[str, Run], statistic: Callable[[Scores], Scores]) -> Bounds:
        """Return what bounds a statistic of the runs' scores by a metric, and the counts behind it."""
        run = join(runs) if len(runs) > 1 else next(iter(runs.values()))
        clusters = clusters_of(run.data, self.policy.resampling)
        prepared = prepare(run, label, run.systems, clusters.starts)
        return Bounds(prepared.jackknife(statistic, clusters.sizes), prepared, clusters, self.policy)

    def _difference(self, rule: Rule) -> Check:
        """Check non-inferiority or superiority: the one-sided bounds of the gain against the margin."""
        runs = {CANDIDATE: _only(self.candidate, rule.metric), BASELINE: _only(self.baseline, rule.metric)}
        sign = self._sign(rule.metric)
        # columns: candidate, baseline
        statistic = partial(gain, sign=sign, in_percent=rule.is_in_percent)
        gains = self._bounds(rule.metric, runs, statistic)
        superior = rule.kind == "superior"
        limit = rule.threshold if superior else -rule.threshold
        passed = gains.low > limit + SLACK if superior else gains.low >= limit - SLACK
        outcome = _outcome(passed=passed, failed=gains.high < limit - SLACK)
        differing = self._differing(gains)
        unit = " %" if rule.is_in_percent else ""
        reasons = [f"gain {gains.estimate:+.4g}{unit}, {gains.words('+')}; it must be above {limit:+g}{unit}"]
        if outcome == "pass" and (reason := self._too_alike(gains, differing)):
            outcome = "inconclusive"
            reasons.append(reason)
        if outcome == "pass" and not differing:
            reasons.append(self._unchanged(rule.metric, gains))
        return Check(
            *(str(rule), rule.metric, outcome, gains.low, limit, "; ".join(reasons)),
            doubts=(*gains.doubts, *self._doubts(rule, gains)),
            **gains.fields(gains.jackknife.p_at_least(limit - SLACK)),
            differing=differing,
        )

    def _differing(self, gains: Bounds) -> int:
        """Return in how many clusters the candidate differs: by its outputs, and by their counts.

        Outputs alone may differ in what the metric doesn't see; counts alone by what a model computes elsewhere.
        """
        texts = clustered(self._texts_differ.astype(np.float64), gains.clusters.starts) > 0
        of_candidate, of_baseline = np.moveaxis(gains.prepared.block.sums, 1, 0)
        counts = (np.abs(of_candidate - of_baseline) > TINY).any(axis=1)
        return int((texts & counts).sum())

    def _too_alike(self, gains: Bounds, differing: int) -> str:
        """Return why a pass would rest on too few documents, or nothing.

        Where a candidate differs from the baseline in a few documents of many, the other documents say nothing about
        how it fares where it differs, and up to half of the candidates that are worse by the margin would pass.
        """
        units = gains.prepared.clusters
        needed = differing_needed(units, self.policy.differing)
        if not 0 < differing < needed:
            return ""
        return f"only {differing} of {units} {gains.clusters.resampling.cluster}s differ, a pass takes {needed}"

    def _unchanged(self, label: str, gains: Bounds) -> str:
        """Return what a set in which no document differs says about others: how many of them differ at most."""
        # If a share s of documents differs, none of n does in (1 - s) ** n of cases (Clopper and Pearson 1934).
        most = 100 * (1 - (1 - self.policy.confidence) ** (1 / gains.prepared.clusters))
        unit, confidence = gains.clusters.resampling.cluster, f"with {100 * self.policy.confidence:g} % confidence"
        return f"no {unit} differs by {label}: {confidence} under {most:.2g} % of such {unit}s do"

    def _doubts(self, rule: Rule, gains: Bounds) -> tuple[str, ...]:
        """Return a sentence if the set is too small to detect the margin."""
        detectable_gain = float(gains.jackknife.detectable(self.policy.resampling.level)[0])
        if not 0 < rule.threshold < detectable_gain:
            return ()
        unit = " % of" if rule.is_in_percent else ""
        # the detectable difference shrinks with the square root of the number of segments
        times, segments = detectable_gain / rule.threshold, gains.prepared.segments
        needed = math.ceil(min(segments * times * times, MOST_SEGMENTS))
        message = (
            f"this set can't see {rule.threshold:g}{unit} {rule.metric}: in {100 * POWER:.0f} % of cases it sees "
            f"{detectable_gain:.3g}; it would need about {_round_up(needed)} segments of this kind, it has {segments}"
        )
        return (message,)

    def _minimum(self, rule: Rule) -> Check:
        """Check a minimum: the bound of the score on its bad side against the worst score that is good enough."""
        scores = self._bounds(rule.metric, {CANDIDATE: _only(self.candidate, rule.metric)}, np.asarray)
        sign = self._sign(rule.metric)
        bad, good = (scores.low, scores.high) if sign > 0 else (scores.high, scores.low)
        outcome = _outcome(
            passed=sign * bad >= sign * rule.score - SLACK, failed=sign * good < sign * rule.score - SLACK
        )
        limit = rule.score - sign * SLACK
        p_fail = scores.jackknife.p_at_least(limit) if sign > 0 else scores.jackknife.p_at_most(limit)
        return Check(
            *(str(rule), rule.metric, outcome, bad, rule.score, f"score {scores.estimate:.4g}, {scores.words()}"),
            doubts=scores.doubts,
            **scores.fields(p_fail),
        )

    def _units(self, rule: Rule) -> Check:
        """Check that no document or domain is worse by more than the margin, as measured."""
        candidate, baseline = (_by(run, key, rule.by) for run, key in self._keys(rule.metric))
        gains = self._sign(rule.metric) * (candidate - baseline)
        ids = _units_of(self.candidate, rule.by)
        undefined = [
            name for name, a, b in zip(ids, candidate, baseline, strict=True) if math.isnan(a) != math.isnan(b)
        ]
        if undefined or np.isnan(gains).all():
            what = f"{rule.metric} is undefined in {_named(undefined) if undefined else f'every {rule.by}'}"
            return Check(str(rule), rule.metric, "missing", math.nan, -rule.margin, what)
        order = [i for i in np.argsort(gains).tolist() if gains[i] < -rule.margin - SLACK]  # nan sorts last
        worst = float(np.nanmin(gains))
        message = f"worst {rule.by}: {ids[int(np.nanargmin(gains))]} {worst:+.4g}"
        if order:
            message = f"worse in {len(order)} of {len(ids)}: {_named([f'{ids[i]} {gains[i]:+.4g}' for i in order])}"
        return Check(str(rule), rule.metric, _outcome(passed=not order, failed=True), worst, -rule.margin, message)

    def _limit(self, rule: Rule) -> Check:
        """Check that the value of the set, a quantile of its segments, or every document or domain is within limits."""
        key = Key(CANDIDATE, rule.metric)
        values = _by(self.candidate, key, rule.by) if rule.by != "set" else np.array([self._total(rule.metric)])
        if not math.isnan(rule.quantile):
            values = np.array([self.candidate.values[key].quantile(rule.quantile)])
        ids = _units_of(self.candidate, rule.by)
        if not len(values) or np.isnan(values).all():
            return Check(str(rule), rule.metric, "missing", math.nan, math.nan, f"{rule.metric} is undefined")
        out = [i for i, value in enumerate(values) if not math.isnan(value) and not _within(value, rule)]
        farthest = max(range(len(values)), key=lambda i: _beyond(float(values[i]), rule))
        value = float(values[farthest])
        limit = rule.at_most if value > rule.at_most or math.isinf(rule.at_least) else rule.at_least
        message = f"{_named([f'{ids[i]} {values[i]:.4g}' for i in out or [farthest]])}"
        return Check(str(rule), rule.metric, _outcome(passed=not out, failed=True), value, limit, message)


def gain(scores: Scores, *, sign: float, in_percent: bool) -> Scores:
    """Return how much better the candidate is, of the columns candidate and baseline; nan in percent of nothing."""
    difference = sign * (scores[..., :1] - scores[..., 1:]) + 0.0  # no -0
    if not in_percent:
        return difference
    size = np.abs(scores[..., 1:])
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(size > 0, 100 * difference / size, np.nan)


def differing_needed(units: int, differing: int) -> int:
    """Return how many of so many clusters must differ for a pass: `differing`, or `MOST_OF_FEW` of a smaller set."""
    return min(differing, math.ceil(MOST_OF_FEW * units))


def _only(run: Run, label: str) -> Run:
    """Return the run with one of its metrics only, so that joining compares no other signatures."""
    return replace(run, measures={label: run.measures[label]}, missing={})


def _outcome(*, passed: bool, failed: bool) -> Outcome:
    return "pass" if passed else "fail" if failed else "inconclusive"


def _by(run: Run, key: Key, unit: str) -> Scores:
    return run.values[key].documents if unit == "document" else run.values[key].domains


def _units_of(run: Run, unit: str) -> Sequence[str]:
    if unit == "set":
        return (run.data.name,)
    return [document.id for document in run.data.documents] if unit == "document" else run.data.domains


def _within(value: float, rule: Rule) -> bool:
    return rule.at_least - SLACK <= value <= rule.at_most + SLACK


def _beyond(value: float, rule: Rule) -> float:
    """Return how far a value lies beyond the nearer limit, negative inside; -inf for an undefined value."""
    return -math.inf if math.isnan(value) else max(value - rule.at_most, rule.at_least - value)


def _named(texts: Sequence[str]) -> str:
    return ", ".join(texts[:NAMED]) + (f" and {len(texts) - NAMED} more" if len(texts) > NAMED else "")


def _round_up(number: int) -> int:
    """Return the number rounded up to two significant digits, as it is an estimate."""
    step = int(10 ** max(len(str(number)) - 2, 0))
    return math.ceil(number / step) * step
