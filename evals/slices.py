"""How a score depends on the segments: by length, by domain, by alignment confidence, each with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.errors import CompareError
from tertium.evals.clusters import clustered, clusters_of
from tertium.evals.formula import formula
from tertium.evals.resample import Block, bootstrap, interval
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

QUARTERS: Final = (0.25, 0.5, 0.75)


class Division(NamedTuple):
    """One way to divide a set.

    Attributes:
        by: what it goes by.
        parts: names, in order.
        member: index of each segment's part, -1 for none; shape (segments,).
    """

    by: str
    parts: tuple[str, ...]
    member: NDArray[np.intp]


def slices(run: Run, resampling: Resampling) -> tuple[Slice, ...]:
    """Return each system's score on every part of every division, by metric; one without a formula here is left out."""
    clusters = clusters_of(run.data, resampling)
    found: list[Slice] = []
    for label in run.measures:
        try:
            score = formula(run, label)
        except CompareError:
            continue
        for division in divided(run.data):
            found += _slices(run, score, label, division, clusters)
    return tuple(found)


def _slices(
    run: Run, score: Callable[[Counts], Scores], label: str, division: Division, clusters: Clusters
) -> Iterator[Slice]:
    counts = np.stack([run.counts[Key(system, label)] for system in run.systems], axis=1)
    scored = ~np.isnan(counts.sum(axis=(1, 2)))
    inside = [scored & (division.member == i) for i in range(len(division.parts))]
    sums = [clustered(np.where(rows[:, None, None], counts, 0.0), clusters.starts) for rows in inside]
    block = Block(np.concatenate(sums, axis=1), score)
    shape = (-1, len(division.parts), len(run.systems))
    drawn = bootstrap([block], clusters.resampling)[0].reshape(shape)
    scores = block.scores.reshape(shape[1:])
    for i, (part, rows) in enumerate(zip(division.parts, inside, strict=True)):
        drawn_from = int((np.add.reduceat(rows, clusters.starts) > 0).sum())
        low, high = interval(drawn[:, i], clusters.resampling.level, float(drawn_from))
        if drawn_from == 1:  # there is nothing to draw from
            low, high = np.full_like(low, np.nan), np.full_like(high, np.nan)
        for j, system in enumerate(run.systems):
            bounds = Interval(float(low[j]), float(high[j]))
            yield Slice(division.by, part, system, label, float(scores[i, j]), bounds, int(rows.sum()))


def divided(data: EvalSet) -> Iterator[Division]:
    """Yield the ways to divide this set that leave two parts or more."""
    ways = (_by_length(data), _by_domain(data), _by_confidence(data))
    yield from (one for one in ways if one is not None and len(one.parts) > 1)


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
    place = {domain: i for i, domain in enumerate(data.domains)}
    member = [
        place[one.domain] if one.domain is not None else -1
        for one in data.documents
        for _ in range(one.start, one.stop)
    ]
    return Division("domain", data.domains, np.array(member, dtype=np.intp))


def _by_confidence(data: EvalSet) -> Division | None:
    if data.confidence is None:
        return None
    return _quarters("alignment confidence", np.array(data.confidence), digits=2)


def _quarters(by: str, values: NDArray[np.float64], *, digits: int) -> Division | None:
    """Divide at the quartiles; equal values stay together, so that parts may be fewer or uneven."""
    known = values[~np.isnan(values)]
    if not known.size:
        return None
    edges = np.unique(np.quantile(known, QUARTERS, method="lower"))
    member = np.where(np.isnan(values), -1, np.searchsorted(edges, values, side="left"))
    kept = [i for i in range(len(edges) + 1) if (member == i).any()]
    names = tuple(_range(values[member == i], digits) for i in kept)
    return Division(by, names, np.array([kept.index(i) if i in kept else -1 for i in member], dtype=np.intp))


def _range(values: NDArray[np.float64], digits: int) -> str:
    low, high = (f"{one:.{digits}f}" for one in (values.min(), values.max()))
    return low if low == high else f"{low}–{high}"
