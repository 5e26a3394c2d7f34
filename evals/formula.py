"""A run's counts, made ready to be drawn again: the formula of each metric, and sums by cluster."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from tertium.containment import contained, storable
from tertium.errors import CompareError, TertiumError
from tertium.evals.clusters import clustered
from tertium.evals.resample import TINY, Block, mean
from tertium.evals.types import Key, document_sums
from tertium.metrics.base import Adapts, secrets
from tertium.metrics.registry import load, origin

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from tertium.evals.types import Measure, Run
    from tertium.metrics.base import Counts, Scores


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """One metric's counts of several systems.

    Attributes:
        measure: as the run remembers it.
        systems: whose counts, in this order.
        block: sums by cluster, and the formula.
        rows: which segments every one of the systems has a score for, shape (segments,).
    """

    measure: Measure
    systems: tuple[str, ...]
    block: Block
    rows: NDArray[np.bool_]

    @property
    def segments(self) -> int:
        """How many segments went in."""
        return int(self.rows.sum())


def formula(run: Run, label: str) -> Callable[[Counts], Scores]:
    """Return what turns sums of a run's counts into scores: that of the metric with the very same signature.

    Without that metric a mean is still a mean: where the run's own scores are those of (value, 1) rows at every level,
    as with COMET, no package and no model is needed.

    Raises:
        CompareError: the metric isn't here, or what is here is another version or has other options.
    """
    signature = run.measures[label].signature
    try:
        metric = load(label)
        with contained(label, origin=partial(origin, type(metric)), secrets=secrets(metric)):
            metric = metric.adapted(run.data.languages) if isinstance(metric, Adapts) else metric
            here = storable(metric.signature, secrets(metric))
    except TertiumError as error:
        if _is_mean(run, label):
            return mean
        raise CompareError(
            f"{label} can't be resampled, its formula isn't here: {error}".splitlines()[0],
            hint=f"install what {label} needs ({signature})",
        ) from error
    if here == signature:
        return metric.score
    if _is_mean(run, label):
        return mean
    raise CompareError(
        f"{label} of this run is {signature}, here it is {here}", hint="score again, or install that version"
    )


def _is_mean(run: Run, label: str) -> bool:
    """Whether all scores of a metric are the means of (value, 1) rows, at every level that the run has."""
    keys = [key for key in run.counts if key.metric == label]
    return bool(keys) and all(_are_means(run, key) for key in keys)


def _are_means(run: Run, key: Key) -> bool:
    rows, values = run.counts[key], run.values[key]
    scored = rows[~np.isnan(rows.sum(axis=1))]
    if rows.shape[1] != len(("value", "one")) or not (scored[:, 1] == 1).all():
        return False
    made = np.concatenate([mean(rows), mean(document_sums(rows, run.data)), mean(scored.sum(axis=0, keepdims=True))])
    stored = np.concatenate([values.segments, values.documents, [values.total]])
    return np.allclose(made, stored, rtol=0, atol=TINY, equal_nan=True)


def prepare(run: Run, label: str, systems: Sequence[str], starts: NDArray[np.intp]) -> Prepared:
    """Return the counts of one metric for these systems, summed by cluster, on the segments that all of them share.

    Raises:
        CompareError: see `formula`; or a system isn't scored, or no segment is scored for all.
    """
    score = formula(run, label)
    for system in systems:
        if Key(system, label) not in run.counts:
            raise CompareError(f"{system!r} has no counts of {label}", hint="score it with that metric")
    counts = np.stack([run.counts[Key(system, label)] for system in systems], axis=1)
    rows = ~np.isnan(counts.sum(axis=(1, 2)))
    if not rows.any():
        raise CompareError(
            f"no segment has a score by {label} for all of {', '.join(systems)}", hint="score --only some of them"
        )
    counts = np.where(rows[:, None, None], counts, 0.0)
    return Prepared(run.measures[label], tuple(systems), Block(clustered(counts, starts), score), rows)


def prepare_all(
    run: Run, labels: Sequence[str], systems: Sequence[str], starts: NDArray[np.intp]
) -> tuple[dict[str, Prepared], dict[str, str]]:
    """Return what `prepare` gives by label, and the reasons of those that it refuses."""
    ready: dict[str, Prepared] = {}
    refused: dict[str, str] = {}
    for label in labels:
        try:
            ready[label] = prepare(run, label, systems, starts)
        except CompareError as error:
            refused[label] = str(error)
    return ready, refused


def prepare_judging(
    run: Run, labels: Sequence[str], systems: Sequence[str], starts: NDArray[np.intp]
) -> tuple[dict[str, Prepared], dict[str, str]]:
    """Return what `prepare_all` does, but refuse metrics that can't judge: those without a better direction."""
    ready, refused = prepare_all(run, labels, systems, starts)
    for label, one in list(ready.items()):
        if one.measure.higher_is_better is None:
            refused[label] = "neither direction is better"
            del ready[label]
    return ready, refused
