"""Prepares a run's counts for resampling: the formula of each metric, and the sums of every cluster."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from tertium.containment import contained, without_secrets
from tertium.errors import CompareError, TertiumError
from tertium.evals.clusters import clustered
from tertium.evals.count_rows import cluster_sums, scored_rows
from tertium.evals.jackknife import jackknife
from tertium.evals.judge_noise import noise_of
from tertium.evals.resample import TINY, CountBlock, mean
from tertium.evals.types import Key, document_sums
from tertium.metrics.base import Adapts, Noisy, secrets
from tertium.metrics.registry import load, origin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from tertium.evals.jackknife import Jackknife
    from tertium.evals.judge_noise import Noise
    from tertium.evals.types import Measure, Run
    from tertium.metrics.base import Counts, Metric, Scores


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """The counts of several systems by one metric, ready to be resampled.

    Attributes:
        measure: the metric as the run remembers it.
        systems: names, in the order of the counts.
        block: sums by cluster, and the formula.
        rows: whether all of these systems have a score for a segment, shape (segments,).
        scored: whether a cluster has such a segment, shape (clusters,).
        usable: the number of segments that have what the metric needs.
        noise: of a metric that would count otherwise if it counted again, what that changes.
    """

    measure: Measure
    systems: tuple[str, ...]
    block: CountBlock
    rows: NDArray[np.bool_]
    scored: NDArray[np.bool_]
    usable: int = 0
    noise: Noise | None = None

    @property
    def clusters(self) -> int:
        """The number of clusters with such a segment: those that bounds rest on."""
        return int(self.scored.sum())

    def jackknife(self, statistic: Callable[[Scores], Scores], sizes: NDArray[np.float64]) -> Jackknife:
        """Return what bounds a statistic of the systems' scores; clusters without a scored segment are no clusters.

        Args:
            statistic: see `tertium.evals.jackknife.jackknife`.
            sizes: characters of all clusters.
        """
        bounds = jackknife(replace(self.block, sums=self.block.sums[self.scored]), statistic, sizes[self.scored])
        return bounds if self.noise is None else bounds.no_surer_than(self.noise_of(statistic))

    def noise_of(self, statistic: Callable[[Scores], Scores]) -> Scores:
        """Return the standard error that counting the same texts again gives a linear statistic; shape (estimates,)."""
        scores = self.block.scores
        return np.zeros_like(statistic(scores)) if self.noise is None else self.noise.of(scores, statistic)

    @property
    def segments(self) -> int:
        """The number of segments that all systems have a score for."""
        return int(self.rows.sum())


def formula(run: Run, label: str) -> Callable[[Counts], Scores]:
    """Return the function from sums of a run's counts to scores: that of the installed metric of equal signature.

    A mean needs no metric: where all scores of the run are the means of (value, 1) rows, as with COMET, no package and
    no model is needed.

    Raises:
        CompareError: the metric isn't installed, or the installed one has another signature.
    """
    signature = run.measures[label].signature
    try:
        metric = load(label)
        with contained(label, origin=partial(origin, type(metric)), secrets=secrets(metric)):
            metric = metric.adapted(run.data.languages) if isinstance(metric, Adapts) else metric
            current_signature = without_secrets(metric.signature, secrets(metric))
    except TertiumError as error:
        if _is_mean(run, label):
            return mean
        raise CompareError(
            f"{label} can't be resampled, its formula isn't here: {error}".splitlines()[0],
            hint=f"install what {label} needs ({signature})",
        ) from error
    if current_signature == signature:
        return partial(_score, metric, label)
    if _is_mean(run, label):
        return mean
    raise CompareError(
        f"{label} of this run is {signature}, here it is {current_signature}",
        hint="tertium rescore RUN -o NEW (of a baseline: then tertium pin NEW), or install that version",
    )


def _score(metric: Metric, label: str, totals: Counts) -> Scores:
    """Return the metric's score of sums; MetricError for whatever it raises."""
    with contained(label, origin=partial(origin, type(metric)), secrets=secrets(metric)):
        return metric.score(totals)


def _standard_error(run: Run, label: str) -> Callable[[Counts], Scores] | None:
    """Return the standard error of a noisy metric's scores from counting again, of sums; None of any other."""
    try:
        metric = load(label)
    except TertiumError:
        return None
    if not isinstance(metric, Noisy) or metric.signature != run.measures[label].signature:
        return None
    return metric.noise


def _is_mean(run: Run, label: str) -> bool:
    """Whether a metric's scores of segments, documents and the set are the means of (value, 1) rows."""
    keys = [key for key in run.counts if key.metric == label]
    return bool(keys) and all(_are_means(run, key) for key in keys)


def _are_means(run: Run, key: Key) -> bool:
    rows, values = run.counts[key], run.values[key]
    scored = rows[~np.isnan(rows.sum(axis=1))]
    if rows.shape[1] != len(("value", "one")) or not (scored[:, 1] == 1).all():
        return False
    means = np.concatenate([mean(rows), mean(document_sums(rows, run.data)), mean(scored.sum(axis=0, keepdims=True))])
    stored = np.concatenate([values.segments, values.documents, [values.total]])
    return np.allclose(means, stored, rtol=0, atol=TINY, equal_nan=True)


def prepare(run: Run, label: str, systems: Sequence[str], starts: NDArray[np.intp]) -> Prepared:
    """Return the counts of these systems by one metric, summed by cluster, on the segments that all have scores for.

    Raises:
        CompareError: see `formula`; or a system has no counts, or no segment has counts of all systems.
    """
    score = formula(run, label)
    for system in systems:
        if Key(system, label) not in run.counts:
            raise CompareError(f"{system!r} has no counts of {label}", hint="score it with that metric")
    # Of each system (segments, k), never of all at once: that is a gigabyte for some hundred systems.
    keys = [Key(system, label) for system in systems]
    rows = np.ones(len(run.data), np.bool_)
    for key in keys:
        rows &= scored_rows(run.counts, key)
    if not rows.any():
        without = [key.system for key in keys if not scored_rows(run.counts, key).any()]
        if without and len(without) < len(systems):
            verb = "has" if len(without) == 1 else "have"
            raise CompareError(f"{', '.join(without)} {verb} no score by {label}", hint="score --only the others")
        raise CompareError(
            f"no segment has a score by {label} for all of {', '.join(systems)}", hint="score --only some of them"
        )
    # A segment that one system lacks is a row of nan there, and counts as 0 for all.
    sums = np.stack([cluster_sums(run.counts, key, rows, starts) for key in keys], axis=1)
    usable = int(run.data.rows_with(run.measures[label].needs).sum())
    scored = clustered(rows.astype(np.float64), starts) > 0
    block = CountBlock(sums, score)
    error = _standard_error(run, label)
    noise = None if error is None else noise_of(run, keys, rows, block.totals, error)
    return Prepared(run.measures[label], tuple(systems), block, rows, scored, usable, noise)


def prepare_all(
    run: Run, labels: Sequence[str], systems: Sequence[str], starts: NDArray[np.intp]
) -> tuple[dict[str, Prepared], dict[str, str]]:
    """Return the prepared metrics by label, and label to the reason why a metric can't be prepared."""
    prepared_metrics: dict[str, Prepared] = {}
    refused: dict[str, str] = {}
    for label in labels:
        try:
            prepared_metrics[label] = prepare(run, label, systems, starts)
        except CompareError as error:
            refused[label] = str(error)
    return prepared_metrics, refused


def prepare_directed(
    run: Run, labels: Sequence[str], systems: Sequence[str], starts: NDArray[np.intp]
) -> tuple[dict[str, Prepared], dict[str, str]]:
    """Return what `prepare_all` returns, without metrics that have no better direction, or no score of any system."""
    prepared_metrics, refused = prepare_all(run, labels, systems, starts)
    for label, prepared in list(prepared_metrics.items()):
        if prepared.measure.higher_is_better is None:
            refused[label] = "neither direction is better"
        elif np.isnan(prepared.block.scores).all():
            refused[label] = "no system has a score"
        else:
            continue
        del prepared_metrics[label]
    return prepared_metrics, refused
