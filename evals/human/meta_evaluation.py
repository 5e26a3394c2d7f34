"""meta(run, human) → Meta: how well each metric agrees with human scores of this set, per domain and overall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import CompareError, DataError
from tertium.evals.clusters import clustered, clusters_of, effective
from tertium.evals.compare import chosen_labels, missing_reasons
from tertium.evals.formula import prepare_all, prepare_directed
from tertium.evals.human import correlation
from tertium.evals.resample import CountBlock, bootstrap, interval, mean, null_distributions, p_of_samples, p_one_sided
from tertium.evals.results import Interval, Meta, Resampling, Trust
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.evals.clusters import Clusters
    from tertium.evals.formula import Prepared
    from tertium.evals.human.ratings import Human
    from tertium.evals.types import Run
    from tertium.metrics.base import Counts, Scores

SYSTEM_STATISTICS: Final[dict[str, Callable[[Scores, Scores], float]]] = {
    "Pearson": correlation.pearson,
    "Spearman": correlation.spearman,
    "Kendall": correlation.kendall,
    "pairwise accuracy": correlation.pairwise_accuracy,
}
FEWEST: Final = 2
"""Systems with human scores that it takes."""
MOST: Final = 0.5
"""Share of the scored segments that must have a score for every system; fewer are warned of."""


def meta(
    run: Run,
    human: Human,
    *,
    metrics: Sequence[str] | None = None,
    resampling: Resampling | None = None,
    all_segments: bool = False,
) -> Meta:
    """Measure how well metrics agree with human scores.

    Only systems with human scores are used, and only segments with human scores for all of these systems. A metric's
    score of a system is that of the same segments, or of the whole set, as WMT publishes it.

    Args:
        run: scores of the systems by metrics.
        human: scores of the systems by people.
        metrics: labels; by default all of the run that have a better direction. For a chosen one without a direction,
            higher counts as better, with a warning.
        resampling: the settings; 1,000 samples by document by default.
        all_segments: whether metrics score systems on the whole set, also where people scored a part of it.

    Raises:
        DataError: fewer than two systems have human scores, or no segment has them for all.
        CompareError: no metric can be used.
    """
    systems, scores, rows = _shared(run, human)
    clusters = clusters_of(run.data, resampling or Resampling(samples=1000))
    prepared_metrics, left_out = _prepare(run, metrics, systems, clusters)
    evaluations = [
        _MetaEvaluation(run, prepared, scores, rows, clusters, all_segments) for prepared in prepared_metrics
    ]
    return Meta(
        name=run.data.name,
        fingerprint=run.fingerprint,
        human=human.name,
        trusts=tuple(trust for part in ("", *run.data.domains) for item in evaluations for trust in item.on(part)),
        systems=tuple(systems),
        segments=int(rows.sum()),
        resampling=clusters.resampling,
        signatures={prepared.measure.label: prepared.measure.signature for prepared in prepared_metrics},
        left_out=left_out,
        warnings=(*_warnings(human, scores, rows), *clusters.warnings, *_without_direction(prepared_metrics)),
    )


def _shared(run: Run, human: Human) -> tuple[list[str], Scores, NDArray[np.bool_]]:
    """Return systems with human scores, the scores (segments, systems), and whether a segment has all (segments,)."""
    systems = [system for system in run.systems if system in human.scores]
    if len(systems) < FEWEST:
        raise DataError(
            f"people scored {len(systems)} of the systems {', '.join(run.systems)}",
            hint=f"say who is who: --rename {next(iter(human.unknown), 'THEIRS')}={run.systems[0]}, in Python renamed=",
        )
    scores = np.stack([human.scores[system] for system in systems], axis=1)
    rows: NDArray[np.bool_] = ~np.isnan(scores.sum(axis=1))
    if not rows.any():
        raise DataError(
            "no segment was scored for every system", hint="fewer systems: tertium score --only, in Python with_systems"
        )
    return systems, scores, rows


def _prepare(
    run: Run, metrics: Sequence[str] | None, systems: Sequence[str], clusters: Clusters
) -> tuple[list[Prepared], dict[str, str]]:
    prepare = prepare_all if metrics else prepare_directed
    prepared_metrics, left_out = prepare(run, chosen_labels(run, metrics), systems, clusters.starts)
    if not prepared_metrics:
        why = "; ".join(f"{label}: {reason.splitlines()[0]}" for label, reason in left_out.items())
        raise CompareError(f"no metric can be held against people: {why}", hint="a metric that has a direction")
    return list(prepared_metrics.values()), left_out if metrics else {**missing_reasons(run), **left_out}


def _without_direction(prepared_metrics: Sequence[Prepared]) -> Iterator[str]:
    labels = (prepared.measure.label for prepared in prepared_metrics if prepared.measure.higher_is_better is None)
    yield from (f"{label} has no better direction: higher counts as better here" for label in labels)


def _warnings(human: Human, scores: Scores, rows: NDArray[np.bool_]) -> Iterator[str]:
    if human.unknown:
        yield f"people scored {', '.join(human.unknown)} too, of which there is no output here"
    scored = int((~np.isnan(scores)).any(axis=1).sum())
    if rows.sum() < MOST * scored:
        yield f"only {int(rows.sum())} of {scored} segments with human scores have one for every system"


@dataclass(frozen=True, slots=True, eq=False)
class _MetaEvaluation:
    """The statistics of one metric against human scores; in all of them higher is better.

    Attributes:
        run: scores by the metric.
        prepared: its counts and formula.
        human: human scores, shape (segments, systems).
        rows: whether a segment has human scores for all systems, shape (segments,).
        clusters: the units of resampling.
        all_segments: whether the metric scores systems on the whole set.
    """

    run: Run
    prepared: Prepared
    human: Scores
    rows: NDArray[np.bool_]
    clusters: Clusters
    all_segments: bool

    def on(self, part: str) -> Iterator[Trust]:
        """Yield the statistics on a domain, or on all segments for the part ""."""
        documents = self.run.data.documents
        inside = np.array([part in ("", item.domain) for item in documents for _ in range(item.start, item.stop)])
        rows = self.rows & self.prepared.rows & inside
        if rows.any():
            yield from self._systems(part, rows, (self.prepared.rows & inside) if self.all_segments else rows)
            yield self._segments(part, rows)

    def _systems(self, part: str, rows: NDArray[np.bool_], metric_rows: NDArray[np.bool_]) -> Iterator[Trust]:
        label, settings = self.prepared.measure.label, self.clusters.resampling
        # only clusters with a segment of this part are drawn from
        in_clusters = clustered((rows | metric_rows).astype(float), self.clusters.starts) > 0
        effective_clusters = self._effective_clusters(in_clusters)
        blocks = [self._human_block(rows, in_clusters), self._metric_block(metric_rows, in_clusters)]
        human, metric = (block.scores for block in blocks)
        samples = bootstrap(blocks, settings)
        first, second = correlation.pairs_of(len(human))
        for name, statistic in SYSTEM_STATISTICS.items():
            # the statistic of each bootstrap sample: rows of both arrays of shape (samples, systems)
            sampled = np.array([statistic(*sample) for sample in zip(*samples, strict=True)])
            bounds = _interval(sampled, settings, effective_clusters)
            yield Trust(label, part, name, "system", statistic(human, metric), bounds, len(first))
        nulls = null_distributions(blocks, list(zip(first.tolist(), second.tolist(), strict=True)), settings)
        observed = [scores[first] - scores[second] for scores in (human, metric)]
        ps = [p_one_sided(null, deltas) for null, deltas in zip(nulls, observed, strict=True)]
        sampled_ps = [
            p_of_samples(null, scores[:, first] - scores[:, second])
            for null, scores in zip(nulls, samples, strict=True)
        ]
        sampled = np.array([correlation.soft_pairwise_accuracy(*pair) for pair in zip(*sampled_ps, strict=True)])
        value = correlation.soft_pairwise_accuracy(*ps)
        bounds = _interval(sampled, settings, effective_clusters)
        yield Trust(label, part, "soft pairwise accuracy", "system", value, bounds, len(first))

    def _segments(self, part: str, rows: NDArray[np.bool_]) -> Trust:
        """Return the accuracy with calibrated ties; its interval keeps the epsilon of the whole part."""
        label, settings, starts = self.prepared.measure.label, self.clusters.resampling, self.clusters.starts
        values = [self.run.values[Key(system, label)].segments for system in self.prepared.systems]
        metric = np.where(rows[:, None], self._sign * np.stack(values, axis=1), np.nan)
        calibrated = correlation.calibrated_accuracy(self.human, metric)
        accuracies = correlation.segment_accuracies(self.human, metric, calibrated.epsilon)
        defined = ~np.isnan(accuracies)
        # a mean of segments' accuracies: (value, 1) rows, summed by cluster
        sums = clustered(np.stack([np.where(defined, accuracies, 0.0), defined.astype(float)], axis=-1), starts)
        in_clusters = sums[:, 1] > 0
        sampled = bootstrap([CountBlock(sums[in_clusters, None], mean)], settings)[0][:, 0]
        bounds = _interval(sampled, settings, self._effective_clusters(in_clusters))
        name = "accuracy with calibrated ties"
        return Trust(label, part, name, "segment", calibrated.accuracy, bounds, calibrated.pairs)

    def _effective_clusters(self, in_clusters: NDArray[np.bool_]) -> float:
        """Return the effective number of clusters; nan if there is only one to draw from."""
        return effective(self.clusters.sizes[in_clusters]) if in_clusters.sum() > 1 else float("nan")

    @property
    def _sign(self) -> float:
        return -1.0 if self.prepared.measure.higher_is_better is False else 1.0

    def _human_block(self, rows: NDArray[np.bool_], in_clusters: NDArray[np.bool_]) -> CountBlock:
        """Return the human scores as sums of (score, 1) by cluster."""
        counts = np.stack([self.human, np.ones_like(self.human)], axis=-1)
        return CountBlock(self._sums(counts, rows)[in_clusters], mean)

    def _metric_block(self, rows: NDArray[np.bool_], in_clusters: NDArray[np.bool_]) -> CountBlock:
        """Return the metric's counts of these segments by cluster; in the scores higher is better."""
        label, score, sign = self.prepared.measure.label, self.prepared.block.score, self._sign
        counts = np.stack([self.run.counts[Key(system, label)] for system in self.prepared.systems], axis=1)

        def signed(totals: Counts) -> Scores:
            return sign * score(totals)

        return CountBlock(self._sums(counts, rows)[in_clusters], signed)

    def _sums(self, counts: Counts, rows: NDArray[np.bool_]) -> Counts:
        return clustered(np.where(rows[:, None, None], counts, 0.0), self.clusters.starts)


def _interval(sampled: Scores, resampling: Resampling, effective_clusters: float) -> Interval:
    if np.isnan(effective_clusters):
        return Interval(float("nan"), float("nan"))
    low, high = interval(sampled[:, None], resampling.level, effective_clusters)
    return Interval(float(low[0]), float(high[0]))
