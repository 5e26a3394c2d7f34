"""The error spans of a run's metrics held against people's, over all rated outputs: characters, and matched spans."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import CompareError
from tertium.evals.clusters import clusters_of
from tertium.evals.human.span_matching import matching_counts, matching_f1
from tertium.evals.human.span_overlap import f1, span_counts
from tertium.evals.resample import CountBlock, bootstrap, interval
from tertium.evals.results import Interval, Resampling, Trust
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tertium.evals.human.ratings import Ratings
    from tertium.evals.human.span_overlap import Place
    from tertium.evals.results import Meta
    from tertium.evals.types import Run
    from tertium.metrics.base import Span

STATISTICS: Final = {"character F1": (span_counts, f1), "matched span F1": (matching_counts, matching_f1)}
"""How an output is counted, and the formula of the sums."""


def span_trusts(
    run: Run, ratings: Ratings, metrics: Sequence[str] | None = None, resampling: Resampling | None = None
) -> Iterator[Trust]:
    """Yield F1 by each of `STATISTICS` of each metric that marks spans, against the spans of every rater of an output.

    An output that several people rated counts once for each; one that a metric couldn't score counts for none.

    Raises:
        CompareError: people marked nothing, or no metric marks spans.
    """
    rows = [row for row in ratings.rows if row.system in run.data.outputs]
    labels = [
        label
        for label in metrics or run.measures
        if any(key.metric == label for key in run.spans) and (metrics or not run.measures[label].is_of_people)
    ]
    if not any(row.spans for row in rows) or not labels:
        who = "no metric marks" if labels == [] else "people marked no"
        raise CompareError(f"{who} error spans", hint="a metric with spans (tertium metrics), ratings with spans")
    clusters = clusters_of(run.data, resampling or Resampling(samples=1000))
    cluster_of = np.repeat(np.arange(len(clusters)), np.diff([*clusters.starts, len(run.data)]))
    for label in labels:
        marks = {system: _by_segment(run.spans.get(Key(system, label), ())) for system in run.systems}
        counted = [row for row in rows if not np.isnan(run.counts[Key(row.system, label)][row.segment].sum())]
        rated = np.isin(np.arange(len(clusters)), cluster_of[[row.segment for row in rows]])
        for statistic, (counts_of, formula) in STATISTICS.items():
            sums = np.zeros((len(clusters), 1, 4))
            for row in counted:
                length = len(run.data.outputs[row.system][row.segment] or "")
                predicted = marks[row.system].get(row.segment, [])
                sums[cluster_of[row.segment], 0] += counts_of(_places(row.spans), predicted, length)
            bounds = Interval(float("nan"), float("nan"))
            if rated.sum() > 1:
                samples = bootstrap([CountBlock(sums[rated], formula)], clusters.resampling)[0]
                low, high = interval(samples, clusters.resampling.level, clusters.effective)
                bounds = Interval(float(low[0]), float(high[0]))
            value = float(formula(sums.sum(axis=0))[0])
            yield Trust(label, "", statistic, "span", value, bounds, len(counted))


def with_spans(meta: Meta, run: Run, ratings: Ratings, metrics: Sequence[str] | None = None) -> Meta:
    """Return the meta-evaluation with the agreements of spans behind the others, drawn as they were."""
    return replace(meta, trusts=(*meta.trusts, *span_trusts(run, ratings, metrics, meta.resampling)))


def _places(spans: Iterable[Span]) -> list[Place]:
    return [(span.start, span.end, span.severity) for span in spans]


def _by_segment(spans: Iterable[Span]) -> dict[int, list[Place]]:
    places: dict[int, list[Place]] = {}
    for span in spans:
        places.setdefault(span.segment, []).append((span.start, span.end, span.severity))
    return places
