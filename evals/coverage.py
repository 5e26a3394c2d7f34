"""How much of a set a total stands on: the segments that have what the metric needs, and those that have a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tertium.evals.count_rows import scored_rows
from tertium.evals.values import Key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

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
    return {
        key: Coverage(int(scored.sum()), int(usable.sum())) for key, scored, usable in _masks(data, measures, counts)
    }


class PartCoverage(NamedTuple):
    """The coverage of the scores of parts, in the order of the set's documents and of its domains."""

    documents: dict[Key, list[Coverage]]
    domains: dict[Key, list[Coverage]]


def part_coverage_of(data: EvalSet, measures: Mapping[str, Measure], counts: Mapping[Key, Counts]) -> PartCoverage:
    """Return the coverage of the scores of every document and of every domain."""
    coverage = PartCoverage({}, {})
    starts = [document.start for document in data.documents]
    domain_of = np.array([document.domain for document in data.documents], dtype=object)
    for key, scored, usable in _masks(data, measures, counts):
        # Columns are scored and usable; a row is a document, or the sum of a domain's.
        sizes = np.add.reduceat(np.stack([scored, usable], axis=1).astype(int), starts, axis=0)
        coverage.documents[key] = [Coverage(*row) for row in sizes.tolist()]
        coverage.domains[key] = [Coverage(*sizes[domain_of == name].sum(axis=0).tolist()) for name in data.domains]
    return coverage


def common_coverage_of(
    data: EvalSet, measures: Mapping[str, Measure], counts: Mapping[Key, Counts]
) -> dict[str, Coverage]:
    """Return by metric how many segments all systems have a score for, of how many that have what it needs."""
    common: dict[str, NDArray[np.bool_]] = {}
    usable_by_label: dict[str, int] = {}
    for key, scored, usable in _masks(data, measures, counts):
        common[key.metric] = common.get(key.metric, usable) & scored
        usable_by_label[key.metric] = int(usable.sum())
    return {label: Coverage(int(rows.sum()), usable_by_label[label]) for label, rows in common.items()}


def _masks(
    data: EvalSet, measures: Mapping[str, Measure], counts: Mapping[Key, Counts]
) -> Iterator[tuple[Key, NDArray[np.bool_], NDArray[np.bool_]]]:
    """Yield which segments a system has a score for, and which have what the metric needs; shapes are (segments,)."""
    for label, measure in measures.items():
        usable = data.rows_with(measure.needs)
        for system in data.outputs:
            key = Key(system, label)
            scored = usable & scored_rows(counts, key) if key in counts else usable
            # A system that wasn't run here has no latency, and no segment that could have one.
            yield key, scored, usable if scored.any() or not measure.is_of_usage else scored
