"""What scoring a set will cost, of metrics that ask a service; nothing is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tertium.evals.scoring import nothing_usable
from tertium.metrics.base import Adapts, Paid
from tertium.metrics.registry import label, load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import EvalSet
    from tertium.metrics.base import Metric
    from tertium.services.budget import Estimate


def estimates(data: EvalSet, metrics: Sequence[str]) -> dict[str, Estimate | None]:
    """Return what scoring every system will cost, without what was answered already, by the metric's label.

    Args:
        data: a set with outputs.
        metrics: specs; None stands for the cost of one that asks nobody.

    Raises:
        TertiumError: a metric is unknown or can't be asked, or the set has nothing that it needs.
    """
    return {label(metric): _estimate(data, metric) for metric in map(load, metrics)}


def _estimate(data: EvalSet, metric: Metric) -> Estimate | None:
    metric = metric.adapted(data.languages) if isinstance(metric, Adapts) else metric
    if not isinstance(metric, Paid):
        return None
    usable: list[int] = np.flatnonzero(data.rows_with(metric.needs)).tolist()
    if not usable:
        raise nothing_usable(label(metric), metric, data)
    outputs = [[column[row] or "" for row in usable] for column in data.outputs.values()]
    return metric.estimate(data.texts(usable), outputs)
