"""compare(runs) → Comparison: each system against a baseline, with all that is needed to doubt the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.errors import CompareError, UsageError
from tertium.evals.adjust import bh, holm
from tertium.evals.agreement import agreement, said
from tertium.evals.clusters import clusters_of
from tertium.evals.formula import prepare_all
from tertium.evals.join import joined
from tertium.evals.resample import TINY, bootstrap, detectable, interval, nulls, p_moses, p_two_sided
from tertium.evals.results import Comparison, Difference, Example, Interval, Resampling, Tally
from tertium.evals.types import Key, document_sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tertium.evals.clusters import Clusters
    from tertium.evals.formula import Prepared
    from tertium.evals.resample import Block
    from tertium.evals.types import Run
    from tertium.metrics.base import Scores

SHOWN: Final = 3
"""How many of the largest wins, and of the largest losses, a comparison names."""


def compare(
    first: Run,
    *others: Run,
    baseline: str | None = None,
    metrics: Sequence[str] | None = None,
    resampling: Resampling | None = None,
) -> Comparison:
    """Compare every system with a baseline by every metric.

    Args:
        first: a run.
        others: of the same data and metrics; systems of one name with other outputs are told apart as ``name@1`` ….
        baseline: a system; without it, the first system of the first run.
        metrics: labels; without them, all that the runs have in common.
        resampling: how to draw; without it, 10,000 times by document.

    Raises:
        CompareError: the runs measure different things, or no metric can be resampled.
        UsageError: there is no such system or metric, or nothing to compare it with.
    """
    run = joined(first, others)
    systems = _baseline_first(run, baseline)
    clusters = clusters_of(run.data, resampling or Resampling())
    ready, left_out = prepare_all(run, known(run, metrics), systems, clusters.starts)
    if not ready:
        raise CompareError("no metric can be compared: " + next(iter(left_out.values())))
    if metrics is None:
        left_out = {**reasons(run), **left_out}
    return _comparison(run, list(ready.values()), clusters, left_out)


def _baseline_first(run: Run, baseline: str | None) -> list[str]:
    chosen = baseline or run.systems[0]
    if chosen not in run.systems:
        raise UsageError(f"no system is named {chosen!r}", hint=", ".join(run.systems))
    if len(run.systems) == 1:
        raise UsageError(f"there is only {chosen!r}, and nothing to compare it with", hint="a run of another system")
    return [chosen, *(system for system in run.systems if system != chosen)]


def _comparison(run: Run, ready: Sequence[Prepared], clusters: Clusters, left_out: dict[str, str]) -> Comparison:
    found, settings = _differences(run, ready, clusters), clusters.resampling
    return Comparison(
        name=run.data.name,
        fingerprint=run.fingerprint,
        baseline=ready[0].systems[0],
        differences=tuple(found),
        conflicts=tuple(conflicts(found, settings.alpha)),
        signatures={one.measure.label: one.measure.signature for one in ready},
        resampling=settings,
        clusters=len(clusters),
        thresholds=tuple(line for one in ready if (line := said(one.measure))),
        left_out=left_out,
        warnings=(*clusters.doubts, *uncommon(run, ready), *steady(found)),
    )


def steady(differences: Sequence[Difference]) -> Iterator[str]:
    """Yield a sentence per system on the differences that nothing varies: what could be detected is unknown."""
    alike = [one for one in differences if np.isnan(one.detectable) and not np.isnan(one.delta)]
    for system in dict.fromkeys(one.system for one in alike):
        metrics = ", ".join(one.metric for one in alike if one.system == system)
        yield f"{system} by {metrics}: every draw gives the same difference, so what could be detected is unknown"


def reasons(run: Run) -> dict[str, str]:
    """Return why metrics are missing from a run, a line each."""
    return {label: reason.splitlines()[0] for label, reason in run.missing.items()}


def known(run: Run, metrics: Sequence[str] | None) -> list[str]:
    """Return the labels asked for (one may stand alone), or all of the run's; UsageError for one it doesn't have."""
    asked = [metrics] if isinstance(metrics, str) else list(metrics or run.measures)
    for label in asked:
        if label not in run.measures:
            reason = f": {reasons(run)[label]}" if label in run.missing else ""
            raise UsageError(f"there are no scores of {label!r}{reason}", hint=", ".join(run.measures))
    return asked


def uncommon(run: Run, ready: Iterable[Prepared]) -> Iterator[str]:
    """Yield a sentence per metric for which not every segment counts."""
    for one in ready:
        if one.segments < len(run.data):
            out = len(run.data) - one.segments
            yield f"{one.measure.label}: {out} of {len(run.data)} segments are left out, not every system has a score"


def conflicts(differences: Iterable[Difference], alpha: float) -> Iterator[str]:
    """Yield a sentence per system that one metric calls significantly better and another significantly worse."""
    by_system: dict[str, list[Difference]] = {}
    for one in differences:
        if one.significant(alpha) and one.higher_is_better is not None:
            by_system.setdefault(one.system, []).append(one)
    for system, found in by_system.items():
        better = [one for one in found if one.gain > 0]
        worse = [one for one in found if one.gain < 0]
        if better and worse:
            yield (
                f"Metrics contradict each other about {system} against {found[0].baseline}: significantly better by "
                f"{_said(better)}, significantly worse by {_said(worse)}."
            )


def _said(differences: list[Difference]) -> str:
    return ", ".join(
        f"{one.metric} ({one.delta:+.2f} [{one.interval.low:.2f}, {one.interval.high:.2f}])" for one in differences
    )


class _Tested(NamedTuple):
    """What chance says of the differences to the first system, each of shape (systems - 1,)."""

    delta: Scores
    low: Scores
    high: Scores
    p: Scores
    detectable: Scores

    def of(self, i: int) -> tuple[float, Interval, float, float]:
        """Return delta, interval, p and the detectable difference of one system."""
        return float(self.delta[i]), Interval(self.low[i], self.high[i]), float(self.p[i]), float(self.detectable[i])


def _differences(run: Run, ready: Sequence[Prepared], clusters: Clusters) -> list[Difference]:
    """Return the rows: every system against the first one, by every metric."""
    baseline, *systems = ready[0].systems
    tests = _tests([one.block for one in ready], clusters, clusters.resampling)
    ps = np.stack([test.p for test in tests], axis=1)  # (systems, metrics)
    return [
        _difference(run, one, baseline, system, test.of(i), (float(by_holm), float(by_bh)))
        for i, (system, *adjusted) in enumerate(zip(systems, holm(ps), bh(ps), strict=True))
        for one, test, by_holm, by_bh in zip(ready, tests, *adjusted, strict=True)
    ]


def _tests(blocks: Sequence[Block], clusters: Clusters, resampling: Resampling) -> list[_Tested]:
    """Return the tests of every system against the first one, by metric."""
    deltas = [block.scores[1:] - block.scores[0] for block in blocks]
    drawn = [scores[:, 1:] - scores[:, :1] for scores in bootstrap(blocks, resampling)]
    if resampling.test == "moses":
        ps = [p_moses(one, delta) for one, delta in zip(drawn, deltas, strict=True)]
    else:
        pairs = [(i, 0) for i in range(1, len(deltas[0]) + 1)]
        ps = [p_two_sided(null, delta) for null, delta in zip(nulls(blocks, pairs, resampling), deltas, strict=True)]
    return [
        _Tested(delta, *interval(one, resampling.level, clusters.effective), p, detectable(one, resampling.level))
        for one, delta, p in zip(drawn, deltas, ps, strict=True)
    ]


def _difference(  # noqa: PLR0913, PLR0917 - the parts of one row
    run: Run,
    ready: Prepared,
    baseline: str,
    system: str,
    tested: tuple[float, Interval, float, float],
    adjusted: tuple[float, float],
) -> Difference:
    measure, label = ready.measure, ready.measure.label
    delta, between, p, seen = tested
    scores = dict(zip(ready.systems, ready.block.scores.tolist(), strict=True))
    segments = run.values[Key(system, label)].segments - run.values[Key(baseline, label)].segments
    segments = np.where(ready.rows, segments, np.nan)
    documents = document_deltas(run, ready, baseline, system)
    return Difference(
        metric=label,
        system=system,
        baseline=baseline,
        score=scores[system],
        other=scores[baseline],
        delta=delta,
        interval=between,
        p=p,
        p_holm=adjusted[0],
        p_bh=adjusted[1],
        higher_is_better=measure.higher_is_better,
        segments=ready.segments,
        by_segment=_tally(segments, measure.higher_is_better),
        by_document=_tally(documents, measure.higher_is_better),
        detectable=seen,
        agreement=agreement(measure, delta),
        examples=tuple(_examples(run, segments, (system, baseline), measure.higher_is_better)),
    )


def document_deltas(run: Run, ready: Prepared, baseline: str, system: str) -> Scores:
    """Return the difference of each document's scores, on the segments that count; nan where one is undefined."""
    counts = (np.where(ready.rows[:, None], run.counts[Key(one, ready.measure.label)], 0) for one in (system, baseline))
    ours, theirs = (ready.block.score(document_sums(rows, run.data)) for rows in counts)
    return ours - theirs


def _tally(deltas: Scores, higher_is_better: bool | None) -> Tally | None:  # noqa: FBT001 - a metric's direction
    if higher_is_better is None:
        return None
    up, down = int((deltas > TINY).sum()), int((deltas < -TINY).sum())
    ties = int((np.abs(deltas) <= TINY).sum())
    return Tally(up, ties, down) if higher_is_better else Tally(down, ties, up)


def _examples(
    run: Run,
    deltas: Scores,
    systems: tuple[str, str],
    higher_is_better: bool | None,  # noqa: FBT001 - a metric's direction
) -> Iterator[Example]:
    """Yield the largest wins, then the largest losses; without a direction the largest rises and falls."""
    gains = -deltas if higher_is_better is False else deltas
    order = np.argsort(-gains, kind="stable")
    order = order[~np.isnan(gains[order])]
    wins = [row for row in order[:SHOWN].tolist() if gains[row] > TINY]
    losses = [row for row in order[::-1][:SHOWN].tolist() if gains[row] < -TINY]
    documents = run.data.document_ids
    ours, theirs = (run.data.outputs[system] for system in systems)
    for row in [*wins, *losses]:
        yield Example(run.data.ids[row], documents[row], float(deltas[row]), ours[row] or "", theirs[row] or "")
