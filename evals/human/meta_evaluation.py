"""meta(run, human) → Meta: how well each metric agrees with human scores of this set, per domain and overall."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium import arguments
from tertium.calls import explained
from tertium.errors import CompareError, DataError
from tertium.evals.clusters import clustered, clusters_of, effective
from tertium.evals.compare import check_resampling
from tertium.evals.formula import prepare_all, prepare_directed
from tertium.evals.human import correlation
from tertium.evals.human.contrasts import Scored, contrasts
from tertium.evals.human.ratings import Human, average
from tertium.evals.human.reading import read
from tertium.evals.names import chosen_labels, missing_reasons
from tertium.evals.opening import opened
from tertium.evals.resample import CountBlock, bootstrap, interval, mean, null_distributions, p_of_samples, p_one_sided
from tertium.evals.results import Interval, Meta, Resampling, Trust
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from tertium.evals.clusters import Clusters
    from tertium.evals.formula import Prepared
    from tertium.evals.types import Measure, Run
    from tertium.metrics.base import Counts, Scores

SYSTEM_STATISTICS: Final[dict[str, Callable[[Scores, Scores], float]]] = {
    "Pearson": correlation.pearson,
    "Spearman": correlation.spearman,
    "Kendall": correlation.kendall,
    "pairwise accuracy": correlation.pairwise_accuracy,
}
FEWEST: Final = 2
"""Systems with human scores that it takes."""


@explained("meta")
def meta(
    run: Run | Path | str,
    human: Human | Path | str,
    *,
    metrics: Sequence[str] | None = None,
    resampling: Resampling | None = None,
    all_segments: bool = False,
) -> Meta:
    r"""Measure how well metrics agree with human scores.

    Only systems with human scores are used. A segment that people scored for some of them counts for these, as in
    mt-metrics-eval: a system's human score is the mean of its own scored segments, and two outputs of a segment are a
    pair where both have a score. A metric's score of a system is that of the same segments, or of the whole set, as
    WMT publishes it.

    Args:
        run: scores of the systems by metrics; or the path of a run.
        human: scores of the systems by people; or the path of a file with ratings, see docs/people.md.
        metrics: labels; by default all of the run that have a better direction. For a chosen one without a direction,
            higher counts as better, with a warning.
        resampling: the settings; 1,000 samples by document by default.
        all_segments: whether metrics score systems on the whole set, also where people scored a part of it.

    Returns:
        For each metric, level and statistic the agreement with its interval; `frame` is a DataFrame.

    Raises:
        DataError: fewer than two systems have human scores.
        CompareError: no metric can be used.
        UsageError: there is no such metric, or an argument has another type.

    Example:
        >>> texts = {
        ...     "hypothesis": {"old": ["Hund.", "Katze."], "new": ["Ein Hund.", "Die Katze."]},
        ...     "reference": ["Ein Hund.", "Die Katze."],
        ... }
        >>> ratings = [("old", 1, 50), ("old", 2, 60), ("new", 1, 90), ("new", 2, 95)]
        >>> with open("ratings.tsv", "w") as file:
        ...     print("system", "segment", "score", sep="\t", file=file)
        ...     for system, segment, score in ratings:
        ...         print(system, f"document#{segment}", score, sep="\t", file=file)
        >>> agreement = tertium.meta(tertium.evaluate(texts, ["chrf"]), "ratings.tsv")
        >>> [(trust.statistic, round(trust.value, 3)) for trust in agreement.trusts[:2]]
        [('Pearson', 1.0), ('Spearman', 1.0)]
    """
    run = opened("run", run)
    human = _human(human, run)
    check_resampling(resampling)
    arguments.flag("all_segments", all_segments)
    if metrics is not None:
        metrics = arguments.texts("metrics", metrics, arguments.METRICS)
    systems, scores = _shared(run, human)
    clusters = clusters_of(run.data, resampling or Resampling(samples=1000))
    prepared_metrics, left_out = _prepare(run, metrics, systems, clusters)
    evaluations = [_MetaEvaluation(run, prepared, scores, clusters, all_segments) for prepared in prepared_metrics]
    scored = [evaluation.scored() for evaluation in evaluations]
    return Meta(
        name=run.data.name,
        fingerprint=run.fingerprint,
        human=human.name,
        trusts=tuple(trust for part in ("", *run.data.domains) for item in evaluations for trust in item.on(part)),
        systems=tuple(systems),
        segments=int((~np.isnan(scores)).any(axis=1).sum()),
        resampling=clusters.resampling,
        signatures={prepared.measure.label: prepared.measure.signature for prepared in prepared_metrics},
        left_out=left_out,
        warnings=(
            *human.warnings,
            *_warnings(human, scores),
            *clusters.warnings,
            *_without_direction(prepared_metrics),
        ),
        human_signature=human.signature,
        contrasts=tuple(contrasts(scored, scores, clusters.starts, clusters.resampling)),
    )


def _human(human: object, run: Run) -> Human:
    """Return human scores, or the averages of the ratings in a file."""
    if arguments.is_of(human, Human):
        return human
    accepts = "the path of a file with ratings, or scores, as tertium.evals.human.ratings.average returns"
    arguments.check("human", human, (Human, str, PathLike), accepts)
    return average(read(arguments.path("human", human), run.data), run.data)


def _shared(run: Run, human: Human) -> tuple[list[str], Scores]:
    """Return the systems with human scores, and the scores, shape (segments, systems)."""
    systems = [system for system in run.systems if not np.isnan(human.scores.get(system, np.nan)).all()]
    if len(systems) < FEWEST:
        raise DataError(
            f"people scored {len(systems)} of the systems {', '.join(run.systems)}",
            hint=f"say who is who: --rename {next(iter(human.unknown), 'THEIRS')}={run.systems[0]}, in Python renamed=",
        )
    return systems, np.stack([human.scores[system] for system in systems], axis=1)


def _prepare(
    run: Run, metrics: Sequence[str] | None, systems: Sequence[str], clusters: Clusters
) -> tuple[list[Prepared], dict[str, str]]:
    prepare = prepare_all if metrics else prepare_directed
    # people's own scores in the run are no metric, unless they are asked for
    labels = [label for label in chosen_labels(run, metrics) if metrics or _is_metric(run.measures[label])]
    prepared_metrics, left_out = prepare(run, labels, systems, clusters.starts)
    if not prepared_metrics:
        why = "; ".join(f"{label}: {reason.splitlines()[0]}" for label, reason in left_out.items())
        raise CompareError(f"no metric can be held against people: {why}", hint="a metric that has a direction")
    return list(prepared_metrics.values()), left_out if metrics else {**missing_reasons(run), **left_out}


def _without_direction(prepared_metrics: Sequence[Prepared]) -> Iterator[str]:
    labels = (prepared.measure.label for prepared in prepared_metrics if prepared.measure.higher_is_better is None)
    yield from (f"{label} has no better direction: higher counts as better here" for label in labels)


def _warnings(human: Human, scores: Scores) -> Iterator[str]:
    if human.unknown:
        yield f"people scored {', '.join(human.unknown)} too, of which there is no output here"
    systems = (~np.isnan(scores)).sum(axis=1)  # of every segment, shape (segments,)
    segments, complete = int((systems > 0).sum()), int((systems == scores.shape[1]).sum())
    if complete < segments:
        yield (
            f"people scored {complete} of {segments} segments for every system: systems' means are not all of the "
            "same segments"
        )
    if systems.max() < FEWEST:
        yield "people scored no segment for two systems: no outputs of one segment can be held against each other"


@dataclass(frozen=True, slots=True, eq=False)
class _MetaEvaluation:
    """The statistics of one metric against human scores; in all of them higher is better.

    Attributes:
        run: scores by the metric.
        prepared: its counts and formula.
        human: human scores, shape (segments, systems); nan where nobody scored.
        clusters: the units of resampling.
        all_segments: whether the metric scores systems on the whole set.
    """

    run: Run
    prepared: Prepared
    human: Scores
    clusters: Clusters
    all_segments: bool

    def on(self, part: str) -> Iterator[Trust]:
        """Yield the statistics on a domain, or on all segments for the part ""."""
        documents = self.run.data.documents
        inside = np.array([part in ("", item.domain) for item in documents for _ in range(item.start, item.stop)])
        rated = ~np.isnan(self.human) & self._scored & inside[:, None]
        if rated.any():
            # on the whole set all systems are scored on the same segments
            whole = np.broadcast_to((self.prepared.rows & inside)[:, None], rated.shape)
            yield from self._systems(part, rated, whole if self.all_segments else rated)
            yield self._segments(part, rated)

    @property
    def _scored(self) -> NDArray[np.bool_]:
        """Whether the metric has a score of an output, shape (segments, systems)."""
        return np.stack([~np.isnan(counts.sum(axis=1)) for counts in self._counts], axis=1)

    @property
    def _counts(self) -> Iterator[Counts]:
        label = self.prepared.measure.label
        return (self.run.counts[Key(system, label)] for system in self.prepared.systems)

    def _systems(self, part: str, rated: NDArray[np.bool_], measured: NDArray[np.bool_]) -> Iterator[Trust]:
        """Yield the statistics of systems' scores.

        Args:
            part: a domain, or "".
            rated: whether an output counts for its system's human score, shape (segments, systems).
            measured: whether it counts for its system's score by the metric.
        """
        label, settings = self.prepared.measure.label, self.clusters.resampling
        # only clusters with a segment of this part are drawn from
        in_clusters = clustered((rated | measured).any(axis=1).astype(float), self.clusters.starts) > 0
        effective_clusters = self._effective_clusters(in_clusters)
        blocks = [self._human_block(rated, in_clusters), self._metric_block(measured, in_clusters)]
        # a system that people scored nothing of here is nan, and no statistic counts it
        human, metric = (block.scores for block in blocks)
        samples = bootstrap(blocks, settings)
        first, second = correlation.pairs_of(len(human))
        pairs = int((~np.isnan(human[first] + human[second])).sum())
        for name, statistic in SYSTEM_STATISTICS.items():
            # the statistic of each bootstrap sample: rows of both arrays of shape (samples, systems)
            sampled = np.array([statistic(*sample) for sample in zip(*samples, strict=True)])
            bounds = _interval(sampled, settings, effective_clusters)
            yield _trust(label, part, name, "system", statistic(human, metric), bounds, pairs)
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
        yield _trust(label, part, "soft pairwise accuracy", "system", value, bounds, pairs)

    def _segments(self, part: str, rated: NDArray[np.bool_]) -> Trust:
        """Return the accuracy with calibrated ties; its interval keeps the epsilon of the whole part."""
        name = "accuracy with calibrated ties"
        label, settings, starts = self.prepared.measure.label, self.clusters.resampling, self.clusters.starts
        metric = np.where(rated, self._segment_scores, np.nan)
        calibrated = correlation.calibrated_accuracy(self.human, metric)
        if not calibrated.pairs:
            return Trust(label, part, name, "segment", calibrated.accuracy, Interval(np.nan, np.nan), 0)
        accuracies = correlation.segment_accuracies(self.human, metric, calibrated.epsilon)
        defined = ~np.isnan(accuracies)
        # a mean of segments' accuracies: (value, 1) rows, summed by cluster
        sums = clustered(np.stack([np.where(defined, accuracies, 0.0), defined.astype(float)], axis=-1), starts)
        in_clusters = sums[:, 1] > 0
        sampled = bootstrap([CountBlock(sums[in_clusters, None], mean)], settings)[0][:, 0]
        bounds = _interval(sampled, settings, self._effective_clusters(in_clusters))
        return _trust(label, part, name, "segment", calibrated.accuracy, bounds, calibrated.pairs)

    def scored(self) -> Scored:
        """Return the metric's scores of the outputs that people scored, for its contrast with other metrics."""
        metric = np.where(np.isnan(self.human), np.nan, self._segment_scores)
        epsilon = correlation.calibrated_accuracy(self.human, metric).epsilon
        accuracies = correlation.segment_accuracies(self.human, metric, epsilon)
        return Scored(self.prepared.measure.label, metric, accuracies)

    @property
    def _segment_scores(self) -> Scores:
        """The metric's scores of segments, higher is better, shape (segments, systems)."""
        label = self.prepared.measure.label
        values = [self.run.values[Key(system, label)].segments for system in self.prepared.systems]
        return self._sign * np.stack(values, axis=1)

    def _effective_clusters(self, in_clusters: NDArray[np.bool_]) -> float:
        """Return the effective number of clusters; nan if there is only one to draw from."""
        return effective(self.clusters.sizes[in_clusters]) if in_clusters.sum() > 1 else float("nan")

    @property
    def _sign(self) -> float:
        return -1.0 if self.prepared.measure.higher_is_better is False else 1.0

    def _human_block(self, rated: NDArray[np.bool_], in_clusters: NDArray[np.bool_]) -> CountBlock:
        """Return the human scores as sums of (score, 1) by cluster."""
        columns = (np.stack([column, np.ones_like(column)], axis=-1) for column in self.human.T)
        return CountBlock(self._sums(columns, rated)[in_clusters], mean)

    def _metric_block(self, measured: NDArray[np.bool_], in_clusters: NDArray[np.bool_]) -> CountBlock:
        """Return the metric's counts of these outputs by cluster; in the scores higher is better."""
        score, sign = self.prepared.block.score, self._sign

        def signed(totals: Counts) -> Scores:
            return sign * score(totals)

        return CountBlock(self._sums(self._counts, measured)[in_clusters], signed)

    def _sums(self, columns: Iterable[Counts], chosen: NDArray[np.bool_]) -> Counts:
        """Return the counts of chosen outputs by cluster, (clusters, systems, k), from (segments, k) of each system."""
        return np.stack(
            [
                clustered(np.where(rows[:, None], counts, 0.0), self.clusters.starts)
                for counts, rows in zip(columns, chosen.T, strict=True)
            ],
            axis=1,
        )


def _trust(  # noqa: PLR0913, PLR0917 - the attributes of a Trust
    metric: str, part: str, statistic: str, level: str, value: float, bounds: Interval, pairs: int
) -> Trust:
    """Return the agreement, with the reason where resampling has moved its interval away from it."""
    outside = ""
    if value > bounds.high:
        outside = "resampled sets are noisier than the set, which lowers agreement: close systems change places"
    elif value < bounds.low:
        outside = "resampled sets have ties and extremes that the set hasn't, which here raise agreement"
    return Trust(metric, part, statistic, level, value, bounds, pairs, outside)


def _interval(sampled: Scores, resampling: Resampling, effective_clusters: float) -> Interval:
    if np.isnan(effective_clusters):
        return Interval(float("nan"), float("nan"))
    low, high = interval(sampled[:, None], resampling.level, effective_clusters)
    return Interval(float(low[0]), float(high[0]))


def _is_metric(measure: Measure) -> bool:
    """Whether a measure is held against people unasked: not people themselves, and not what translating took."""
    return not (measure.is_of_people or measure.is_of_usage)
