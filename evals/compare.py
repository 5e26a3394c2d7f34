"""compare(runs) → Comparison: each system against a baseline, with intervals, p, examples and warnings."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium import arguments
from tertium.calls import explained
from tertium.errors import CompareError, UsageError, nearest
from tertium.evals.adjust import bh, holm
from tertium.evals.agreement import agreement, threshold_sentence
from tertium.evals.clusters import clusters_of, few_sentence
from tertium.evals.contributions import contributions
from tertium.evals.count_rows import cluster_sums
from tertium.evals.findings import finding_changes
from tertium.evals.formula import prepare_all
from tertium.evals.join import join_runs
from tertium.evals.judge_warnings import judge_warnings, noise_sentences
from tertium.evals.names import chosen_labels, missing_reasons
from tertium.evals.opening import all_opened
from tertium.evals.reference_warnings import reference_warnings
from tertium.evals.resample import TINY, bootstrap, null_distributions, p_moses, p_two_sided
from tertium.evals.results import Comparison, Difference, Example, Interval, Resampling, Tally
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tertium.evals.clusters import Clusters
    from tertium.evals.formula import Prepared
    from tertium.evals.resample import CountBlock
    from tertium.evals.types import Run
    from tertium.metrics.base import Scores

SHOWN: Final = 5
"""How many of the largest wins, and of the largest losses, a comparison shows."""


@explained("compare")
def compare(
    first: Run | Path | str | Sequence[Run | Path | str],
    *others: Run | Path | str,
    baseline: str | None = None,
    metrics: Sequence[str] | None = None,
    resampling: Resampling | None = None,
) -> Comparison:
    """Compare every system with a baseline by every metric.

    Args:
        first: a run, the path of one, or a list of these.
        others: runs of the same data and metrics; systems of one name and different outputs become ``name@1`` ….
        baseline: a system; the first system of the first run by default.
        metrics: labels; all that the runs have in common by default.
        resampling: the settings; 10,000 samples by document by default.

    Returns:
        The comparison: differences by system and metric, each with interval, p and verdict; a notebook shows a table.

    Raises:
        CompareError: the runs measure different things, or no metric can be resampled.
        DataError: there is no run at a path, or it is damaged.
        UsageError: there is no such system or metric, nothing to compare it with, or an argument has another type.

    Example:
        >>> texts = {
        ...     "hypothesis": {"old": ["Hund.", "Katze."], "new": ["Ein Hund.", "Die Katze."]},
        ...     "reference": ["Ein Hund.", "Die Katze."],
        ... }
        >>> comparison = tertium.compare(tertium.evaluate(texts, ["chrf"]), baseline="old")
        >>> comparison.frame[["system", "metric", "delta"]].round(1)
          system metric  delta
        0    new   chrf   49.2
    """
    arguments.check("baseline", baseline, (str, type(None)), "the name of a system")
    check_resampling(resampling)
    run = join_runs(*all_opened(first, others))
    systems = baseline_first(run, baseline)
    clusters = clusters_of(run.data, resampling or Resampling())
    prepared_metrics, left_out = prepare_all(run, chosen_labels(run, metrics), systems, clusters.starts)
    if not prepared_metrics:
        raise CompareError("no metric can be compared: " + next(iter(left_out.values())))
    if metrics is None:
        left_out = {**missing_reasons(run), **left_out}
    comparison = _comparison(run, list(prepared_metrics.values()), clusters, left_out)
    labels = chosen_labels(run, metrics)
    findings = (finding_changes(run, labels, system, systems[0]) for system in systems[1:])
    return replace(comparison, findings=tuple(chain.from_iterable(findings)))


def check_resampling(resampling: object) -> None:
    """Raise UsageError for what is neither settings of resampling nor None."""
    arguments.check("resampling", resampling, (Resampling, type(None)), arguments.RESAMPLING)


def baseline_first(run: Run, baseline: str | None) -> list[str]:
    """Return the run's systems, the baseline first."""
    chosen = baseline or run.systems[0]
    if chosen not in run.systems:
        raise UsageError(f"baseline: no system is named {chosen!r}", hint=nearest(chosen, run.systems))
    if len(run.systems) == 1:
        raise UsageError(f"there is only {chosen!r}, and nothing to compare it with", hint="a run of another system")
    return [chosen, *(system for system in run.systems if system != chosen)]


def _comparison(
    run: Run, prepared_metrics: Sequence[Prepared], clusters: Clusters, left_out: dict[str, str]
) -> Comparison:
    differences, settings = _differences(run, prepared_metrics, clusters), clusters.resampling
    return Comparison(
        name=run.data.name,
        fingerprint=run.fingerprint,
        baseline=prepared_metrics[0].systems[0],
        differences=tuple(differences),
        conflicts=tuple(conflicts(differences, settings.alpha)),
        signatures={prepared.measure.label: prepared.measure.signature for prepared in prepared_metrics},
        resampling=settings,
        clusters=len(clusters),
        thresholds=tuple(line for prepared in prepared_metrics if (line := threshold_sentence(prepared.measure))),
        left_out=left_out,
        warnings=(
            *reference_warnings(run, labels_of(prepared_metrics)),
            *clusters.warnings,
            *left_out_segments(run, prepared_metrics),
            *few_scored(prepared_metrics, clusters),
            *constant_differences(differences),
            *judge_warnings(run, labels_of(prepared_metrics)),
            *noise_sentences(prepared_metrics, clusters, _against_first),
        ),
    )


def constant_differences(differences: Sequence[Difference]) -> Iterator[str]:
    """Yield a sentence per system whose difference every document shows alike: the detectable one is unknown."""
    constant = [item for item in differences if np.isnan(item.detectable) and item.interval.low == item.interval.high]
    for system in dict.fromkeys(item.system for item in constant):
        metrics = ", ".join(item.metric for item in constant if item.system == system)
        yield (
            f"{system} by {metrics}: without any one document the difference is the same, so what could be detected is "
            "unknown"
        )


def labels_of(prepared_metrics: Iterable[Prepared]) -> list[str]:
    """Return the labels of prepared metrics."""
    return [prepared.measure.label for prepared in prepared_metrics]


def left_out_segments(run: Run, prepared_metrics: Iterable[Prepared]) -> Iterator[str]:
    """Yield a sentence per metric whose scores leave segments out."""
    for prepared in prepared_metrics:
        if prepared.segments < len(run.data):
            label, out = prepared.measure.label, len(run.data) - prepared.segments
            yield f"{label}: {out} of {len(run.data)} segments are left out, not every system has a score"


def few_scored(prepared_metrics: Iterable[Prepared], clusters: Clusters) -> Iterator[str]:
    """Yield a sentence per metric whose scores lie in few clusters of a set that has more."""
    for prepared in prepared_metrics:
        sentence = few_sentence(prepared.clusters, clusters.resampling.cluster)
        if sentence and prepared.clusters < len(clusters):
            yield f"{prepared.measure.label}: {sentence}"


def conflicts(differences: Iterable[Difference], alpha: float) -> Iterator[str]:
    """Yield a sentence per system that one metric calls significantly better and another significantly worse."""
    by_system: dict[str, list[Difference]] = {}
    for item in differences:
        if item.significant(alpha) and item.higher_is_better is not None:
            by_system.setdefault(item.system, []).append(item)
    for system, significant in by_system.items():
        better = [item for item in significant if item.gain > 0]
        worse = [item for item in significant if item.gain < 0]
        if better and worse:
            yield (
                f"Metrics contradict each other about {system} against {significant[0].baseline}: significantly better "
                f"by {_in_words(better)}, significantly worse by {_in_words(worse)}."
            )


def _in_words(differences: list[Difference]) -> str:
    """Return differences with their metrics and intervals, as in ``chrf (+1.20 [0.80, 1.60])``."""
    return ", ".join(
        f"{item.metric} ({item.delta:+.2f} [{item.interval.low:.2f}, {item.interval.high:.2f}])" for item in differences
    )


class _Tested(NamedTuple):
    """Differences to the first system and their statistics, each of shape (systems - 1,)."""

    delta: Scores
    low: Scores
    high: Scores
    p: Scores
    detectable: Scores

    def of(self, i: int) -> tuple[float, Interval, float, float]:
        """Return delta, interval, p and the detectable difference of the i-th system."""
        return float(self.delta[i]), Interval(self.low[i], self.high[i]), float(self.p[i]), float(self.detectable[i])


def _differences(run: Run, prepared_metrics: Sequence[Prepared], clusters: Clusters) -> list[Difference]:
    """Return the differences of every system to the first one, by system, then by metric."""
    baseline, *systems = prepared_metrics[0].systems
    tests = _tests(prepared_metrics, clusters)
    ps = np.stack([test.p for test in tests], axis=1)  # (systems, metrics)
    least = np.array([clusters.resampling.smallest_p(prepared.clusters) for prepared in prepared_metrics])
    smallest = holm(np.where(np.isnan(ps), np.nan, least))  # Holm's p never falls where a p rises
    return [
        _difference(run, prepared, baseline, system, test.of(i), tuple(map(float, of_test)))
        for i, (system, *adjusted) in enumerate(zip(systems, holm(ps), bh(ps), smallest, strict=True))
        for prepared, test, *of_test in zip(prepared_metrics, tests, *adjusted, strict=True)
    ]


def _tests(prepared_metrics: Sequence[Prepared], clusters: Clusters) -> list[_Tested]:
    """Return the statistics of every system against the first one, one value per metric."""
    level = clusters.resampling.level
    bounds = [prepared.jackknife(_against_first, clusters.sizes) for prepared in prepared_metrics]
    ps = _ps(
        [prepared.block for prepared in prepared_metrics], [each.estimates for each in bounds], clusters.resampling
    )
    return [
        _Tested(each.estimates, *each.interval(level), p, each.detectable(level))
        for each, p in zip(bounds, ps, strict=True)
    ]


def _against_first(scores: Scores) -> Scores:
    """Return the differences of all other systems to the first one: shape (..., systems) to (..., systems - 1)."""
    return scores[..., 1:] - scores[..., :1]


def _ps(blocks: Sequence[CountBlock], deltas: Sequence[Scores], resampling: Resampling) -> list[Scores]:
    """Return the two-sided p of every system against the first one, one array of shape (systems - 1,) per metric."""
    if resampling.test == "moses":
        samples = (_against_first(scores) for scores in bootstrap(blocks, resampling))
        return [p_moses(sample, delta) for sample, delta in zip(samples, deltas, strict=True)]
    nulls = null_distributions(blocks, [(i, 0) for i in range(1, len(deltas[0]) + 1)], resampling)
    return [p_two_sided(null, delta) for null, delta in zip(nulls, deltas, strict=True)]


def _difference(  # noqa: PLR0913, PLR0917 - the parts of one row
    run: Run,
    prepared: Prepared,
    baseline: str,
    system: str,
    tested: tuple[float, Interval, float, float],
    adjusted: tuple[float, ...],
) -> Difference:
    measure, label = prepared.measure, prepared.measure.label
    p_holm, p_bh, smallest = adjusted
    delta, bounds, p, detectable_delta = tested
    scores = dict(zip(prepared.systems, prepared.block.scores.tolist(), strict=True))
    segments = run.values[Key(system, label)].segments - run.values[Key(baseline, label)].segments
    segments = np.where(prepared.rows, segments, np.nan)
    documents = document_deltas(run, prepared, baseline, system)
    return Difference(
        metric=label,
        system=system,
        baseline=baseline,
        score=scores[system],
        other=scores[baseline],
        delta=delta,
        interval=bounds,
        p=p,
        p_holm=p_holm,
        p_bh=p_bh,
        higher_is_better=measure.higher_is_better,
        segments=prepared.segments,
        by_segment=_tally(segments, measure.higher_is_better),
        by_document=_tally(documents, measure.higher_is_better),
        detectable=detectable_delta,
        agreement=agreement(measure, delta),
        examples=tuple(_examples(run, prepared, segments, (system, baseline))),
        of=prepared.usable,
        smallest_p=smallest,
    )


def document_deltas(run: Run, prepared: Prepared, baseline: str, system: str) -> Scores:
    """Return the differences of documents' scores, shape (documents,), on common segments; nan where undefined."""
    starts = np.array([document.start for document in run.data.documents])
    keys = (Key(name, prepared.measure.label) for name in (system, baseline))
    of_system, of_baseline = (
        prepared.block.score(cluster_sums(run.counts, key, prepared.rows, starts)) for key in keys
    )
    return of_system - of_baseline


def _tally(deltas: Scores, higher_is_better: bool | None) -> Tally | None:  # noqa: FBT001 - a metric's direction
    if higher_is_better is None:
        return None
    # sums in another order differ in the last digits: that is a tie
    up, down = int((deltas > TINY).sum()), int((deltas < -TINY).sum())
    ties = int((np.abs(deltas) <= TINY).sum())
    return Tally(up, ties, down) if higher_is_better else Tally(down, ties, up)


def _examples(run: Run, prepared: Prepared, deltas: Scores, systems: tuple[str, str]) -> Iterator[Example]:
    """Yield the largest wins, then the largest losses; for a metric without a direction, rises and falls.

    Args:
        run: of both systems.
        prepared: their counts.
        deltas: differences of the segments' scores.
        systems: the system and the baseline.
    """
    system, baseline = systems
    data, parts = run.data, contributions(run, prepared, baseline, system)
    gains = -parts if prepared.measure.higher_is_better is False else parts
    order = np.argsort(-gains, kind="stable")
    order = order[~np.isnan(gains[order])]
    wins = [row for row in order[:SHOWN].tolist() if gains[row] > TINY]
    losses = [row for row in order[::-1][:SHOWN].tolist() if gains[row] < -TINY]
    documents = data.document_ids
    for row in [*wins, *losses]:
        references = (column[row] for column in data.references.values())
        yield Example(
            segment=data.ids[row],
            document=documents[row],
            contribution=float(parts[row]),
            change=float(deltas[row]),
            source=data.sources[row] if data.sources else None,
            reference=next((text for text in references if text is not None), None),
            hypothesis=data.outputs[system][row] or "",
            other=data.outputs[baseline][row] or "",
        )
