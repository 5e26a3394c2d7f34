"""How much of a set a total stands on: the segments that have what the metric needs, and those that have a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tertium.evals.values import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.corpora.types import EvalSet
    from tertium.evals.values import Measure
    from tertium.metrics.base import Counts


class Coverage(NamedTuple):
    """The segments of a total.

    Attributes:
        scored: how many have a score.
        usable: how many have what the metric needs beside an output; the same for all systems.
    """

    scored: int
    usable: int

    @property
    def is_complete(self) -> bool:
        """Whether the total stands on all segments that a system can be scored on."""
        return self.scored == self.usable

    def __str__(self) -> str:
        return f"{self.scored} of {self.usable}"


def coverage_of(data: EvalSet, measures: Mapping[str, Measure], counts: Mapping[Key, Counts]) -> dict[Key, Coverage]:
    """Return the coverage of every total; where a run has no counts, all usable segments are taken as scored."""
    coverage = {}
    for label, measure in measures.items():
        usable = np.array([data.has(row, measure.needs) for row in range(len(data))])
        for system in data.outputs:
            rows = counts.get(Key(system, label))
            scored = usable if rows is None else usable & ~np.isnan(rows).any(axis=1)
            coverage[Key(system, label)] = Coverage(int(scored.sum()), int(usable.sum()))
    return coverage
