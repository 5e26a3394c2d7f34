"""A run's counts, made ready to be drawn again: the formula of each metric, and sums by cluster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tertium.errors import CompareError, TertiumError
from tertium.evals.resample import Block, clustered
from tertium.evals.types import Key
from tertium.metrics.base import Adapts
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.evals.types import Measure, Run
    from tertium.metrics.base import Metric


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


def formula(run: Run, label: str) -> Metric:
    """Return the metric that computed a run's scores, with the very same signature.

    Raises:
        CompareError: it isn't installed here, or what is installed is another version or has other options.
    """
    signature = run.measures[label].signature
    try:
        metric = load(label)
        metric = metric.adapted(run.data.languages) if isinstance(metric, Adapts) else metric
        here = metric.signature
    except (TertiumError, ImportError) as error:
        raise CompareError(
            f"{label} can't be resampled, its formula isn't here: {error}".splitlines()[0],
            hint=f"install what {label} needs ({signature})",
        ) from error
    if here != signature:
        raise CompareError(
            f"{label} of this run is {signature}, here it is {here}", hint="score again, or install that version"
        )
    return metric


def prepare(run: Run, label: str, systems: Sequence[str], starts: NDArray[np.intp]) -> Prepared:
    """Return the counts of one metric for these systems, summed by cluster, on the segments that all of them share.

    Raises:
        CompareError: see `formula`; or a system isn't scored, or no segment is scored for all.
    """
    metric = formula(run, label)
    for system in systems:
        if Key(system, label) not in run.counts:
            raise CompareError(f"{system!r} has no counts of {label}", hint="score it with that metric")
    counts = np.stack([run.counts[Key(system, label)] for system in systems], axis=1)
    rows = ~np.isnan(counts.sum(axis=(1, 2)))
    if not rows.any():
        raise CompareError(f"no segment has a score by {label} for all of {', '.join(systems)}")
    counts = np.where(rows[:, None, None], counts, 0.0)
    return Prepared(run.measures[label], tuple(systems), Block(clustered(counts, starts), metric.score), rows)


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
