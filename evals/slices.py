"""Scores of slices of a set: by length, by domain and by alignment confidence, each with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.errors import CompareError
from tertium.evals.clusters import clusters_of
from tertium.evals.count_rows import blocks_of, cluster_sums, scored_rows
from tertium.evals.formula import formula
from tertium.evals.resample import CELLS, CountBlock, bootstrap, interval
from tertium.evals.results import Interval, Slice
from tertium.evals.types import Key, segment_domains

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

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
            result += scores_of_parts(run, score, label, division, clusters)
    return tuple(result)


def scores_of_parts(
    run: Run, score: Callable[[Counts], Scores], label: str, division: Division, clusters: Clusters
) -> Iterator[Slice]:
    """Yield the score of every system on every part, with its interval, part by part.

    Args:
        run: of the set that is divided.
        score: the metric's formula.
        label: the metric's label.
        division: of the set.
        clusters: what samples are drawn from.
    """
    keys, count = [Key(system, label) for system in run.systems], len(division.parts)
    # only segments that all systems have a score for are compared
    scored = np.all([scored_rows(run.counts, key) for key in keys], axis=0)
    member = np.where(scored, division.member, -1)
    sizes = np.bincount(member + 1, minlength=count + 1)[1:].tolist()
    inside = clusters_inside(member, clusters, count)
    scores = np.stack([score(_totals(run, key, member, count)) for key in keys], axis=1)  # (parts, systems)
    low, high = _bounds(run, keys, score, Division(division.by, division.parts, member), clusters)
    for i, part in enumerate(division.parts):
        for j, key in enumerate(keys):
            bounds = Interval(float(low[i, j]), float(high[i, j]))
            yield Slice(division.by, part, *key, float(scores[i, j]), bounds, sizes[i], inside[i])


def clusters_inside(member: NDArray[np.intp], clusters: Clusters, parts: int) -> list[int]:
    """Return in how many clusters each part has segments.

    Args:
        member: index of each segment's part, -1 for none; shape (segments,).
        clusters: those of the set.
        parts: their number.
    """
    cluster = np.searchsorted(clusters.starts, np.arange(len(member)), side="right")
    places = np.unique(np.stack([member, cluster])[:, member >= 0], axis=1)
    inside: list[int] = np.bincount(places[0], minlength=parts).tolist()
    return inside


def _totals(run: Run, key: Key, member: NDArray[np.intp], parts: int) -> Counts:
    """Return the sums of a key's counts by part, shape (parts, k)."""
    totals: Counts | None = None
    for start, block in blocks_of(run.counts, key):
        totals = np.zeros((parts + 1, block.shape[1])) if totals is None else totals
        np.add.at(totals, member[start : start + len(block)] + 1, block)  # the first row is of no part, and may be nan
    return np.zeros((parts, 1)) if totals is None else totals[1:]


def _bounds(
    run: Run, keys: Sequence[Key], score: Callable[[Counts], Scores], division: Division, clusters: Clusters
) -> tuple[Scores, Scores]:
    """Return the ends of the intervals, each of shape (parts, systems); nan where a part lies in one cluster."""
    inside = clusters_inside(division.member, clusters, len(division.parts))
    low, high = np.full((2, len(division.parts), len(keys)), np.nan)
    drawn = [i for i, number in enumerate(inside) if number > 1]  # of one cluster every sample is the same
    # As many parts at once as memory allows: the seed is the same, and so are the weights of all samples.
    step = max(CELLS // (clusters.resampling.samples * len(keys)), 1)
    for chunk in (drawn[start : start + step] for start in range(0, len(drawn), step)):
        # every part and system is a column of one block: all are drawn with the same weights
        sums = [cluster_sums(run.counts, key, division.member == i, clusters.starts) for i in chunk for key in keys]
        samples = bootstrap([CountBlock(np.stack(sums, axis=1), score)], clusters.resampling)[0]
        for i, of_part in zip(chunk, np.split(samples, len(chunk), axis=1), strict=True):
            low[i], high[i] = interval(of_part, clusters.resampling.level, float(inside[i]))
    return low, high


def divisions(data: EvalSet) -> Iterator[Division]:
    """Yield the divisions of this set that have two parts or more."""
    candidates = (_by_length(data), _by_domain(data), _by_confidence(data))
    yield from (division for division in candidates if division is not None and len(division.parts) > 1)


def _by_length(data: EvalSet) -> Division | None:
    """Divide by quarters of the source's length (the reference's, where there is no source)."""
    texts, name = (
        (data.sources, "source") if data.sources else (next(iter(data.references.values()), None), "reference")
    )
    return _by_characters(name, texts) if texts is not None else None


def by_reference_length(data: EvalSet) -> Division | None:
    """Divide by quarters of the first reference's length; None without one, or where `length` is of it already."""
    reference = next(iter(data.references.values()), None)
    return _by_characters("reference", reference) if data.sources and reference is not None else None


def _by_characters(name: str, texts: Sequence[str | None]) -> Division | None:
    lengths = np.array([np.nan if text is None else float(len(text)) for text in texts])
    return _quarters(f"{name} length in characters", lengths, digits=0)


def _by_domain(data: EvalSet) -> Division | None:
    index = {None: -1} | {domain: i for i, domain in enumerate(data.domains)}
    member = [index[domain] for domain in segment_domains(data)]
    return Division("domain", data.domains, np.array(member, dtype=np.intp))


def _by_confidence(data: EvalSet) -> Division | None:
    if data.confidence is None:
        return None
    return _quarters("alignment confidence", np.array(data.confidence), digits=2)


def _by_document(data: EvalSet) -> Division:
    sizes = [document.stop - document.start for document in data.documents]
    names = tuple(document.id for document in data.documents)
    return Division("document", names, np.repeat(np.arange(len(names), dtype=np.intp), sizes))


BUILT_IN: Final[Mapping[str, Callable[[EvalSet], Division | None]]] = {
    "document": _by_document,
    "domain": _by_domain,
    "length": _by_length,
    "confidence": _by_confidence,
}
"""What every set can be divided by; None where a set lacks it."""


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
