"""Scores of slices of a set: by length, by domain and by alignment confidence, each with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.errors import CompareError
from tertium.evals.clusters import clusters_of
from tertium.evals.count_rows import cluster_sums, scored_rows
from tertium.evals.formula import formula
from tertium.evals.resample import CountBlock, bootstrap, interval
from tertium.evals.results import Interval, Slice
from tertium.evals.types import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from tertium.corpora.types import EvalSet
    from tertium.evals.clusters import Clusters
    from tertium.evals.results import Resampling
    from tertium.evals.types import Run
    from tertium.metrics.base import Counts, Scores

QUARTILES: Final = (0.25, 0.5, 0.75)


class Division(NamedTuple):
    """One way to divide a set.

    Attributes:
        by: the property that divides it.
        parts: names of the parts, in order.
        member: index of each segment's part, -1 for none; shape (segments,).
    """

    by: str
    parts: tuple[str, ...]
    member: NDArray[np.intp]


def slices(run: Run, resampling: Resampling) -> tuple[Slice, ...]:
    """Return each system's score on every slice, by metric; metrics whose formula isn't installed are left out."""
    clusters = clusters_of(run.data, resampling)
    result: list[Slice] = []
    for label in run.measures:
        try:
            score = formula(run, label)
        except CompareError:
            continue
        for division in divisions(run.data):
            result += _slices(run, score, label, division, clusters)
    return tuple(result)


def _slices(
    run: Run, score: Callable[[Counts], Scores], label: str, division: Division, clusters: Clusters
) -> Iterator[Slice]:
    keys = [Key(system, label) for system in run.systems]
    # only segments that all systems have a score for are compared
    scored = np.all([scored_rows(run.counts, key) for key in keys], axis=0)
    inside = [scored & (division.member == i) for i in range(len(division.parts))]
    # every part and system is a column of one block: all are drawn with the same weights
    sums = [cluster_sums(run.counts, key, rows, clusters.starts) for rows in inside for key in keys]
    block = CountBlock(np.stack(sums, axis=1), score)
    shape = (-1, len(division.parts), len(run.systems))
    samples = bootstrap([block], clusters.resampling)[0].reshape(shape)
    scores = block.scores.reshape(shape[1:])
    for i, (part, rows) in enumerate(zip(division.parts, inside, strict=True)):
        clusters_in_part = int((np.add.reduceat(rows, clusters.starts) > 0).sum())
        low, high = interval(samples[:, i], clusters.resampling.level, float(clusters_in_part))
        if clusters_in_part == 1:  # every sample is the same
            low, high = np.full_like(low, np.nan), np.full_like(high, np.nan)
        for j, system in enumerate(run.systems):
            bounds = Interval(float(low[j]), float(high[j]))
            yield Slice(division.by, part, system, label, float(scores[i, j]), bounds, int(rows.sum()))


def divisions(data: EvalSet) -> Iterator[Division]:
    """Yield the divisions of this set that have two parts or more."""
    candidates = (_by_length(data), _by_domain(data), _by_confidence(data))
    yield from (division for division in candidates if division is not None and len(division.parts) > 1)


def _by_length(data: EvalSet) -> Division | None:
    """Divide by quarters of the source's length (the reference's, where there is no source)."""
    texts, name = (
        (data.sources, "source") if data.sources else (next(iter(data.references.values()), None), "reference")
    )
    if texts is None:
        return None
    lengths = np.array([np.nan if text is None else float(len(text)) for text in texts])
    return _quarters(f"{name} length in characters", lengths, digits=0)


def _by_domain(data: EvalSet) -> Division | None:
    index = {domain: i for i, domain in enumerate(data.domains)}
    member = [
        index[document.domain] if document.domain is not None else -1
        for document in data.documents
        for _ in range(document.start, document.stop)
    ]
    return Division("domain", data.domains, np.array(member, dtype=np.intp))


def _by_confidence(data: EvalSet) -> Division | None:
    if data.confidence is None:
        return None
    return _quarters("alignment confidence", np.array(data.confidence), digits=2)


def _quarters(by: str, values: NDArray[np.float64], *, digits: int) -> Division | None:
    """Divide at the quartiles; equal values stay together, so that parts may be fewer or uneven."""
    defined = values[~np.isnan(values)]
    if not defined.size:
        return None
    edges = np.unique(np.quantile(defined, QUARTILES, method="lower"))
    member = np.where(np.isnan(values), -1, np.searchsorted(edges, values, side="left"))
    # equal values may leave a quarter empty
    quarters = [i for i in range(len(edges) + 1) if (member == i).any()]
    names = tuple(_range(values[member == i], digits) for i in quarters)
    return Division(by, names, np.array([quarters.index(i) if i in quarters else -1 for i in member], dtype=np.intp))


def _range(values: NDArray[np.float64], digits: int) -> str:
    low, high = (f"{end:.{digits}f}" for end in (values.min(), values.max()))
    return low if low == high else f"{low}–{high}"
