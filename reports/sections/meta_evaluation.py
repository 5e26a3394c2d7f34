"""The agreement of metrics with people."""

from __future__ import annotations

from math import isnan, nan
from typing import TYPE_CHECKING, Final

from tertium.errors import counted
from tertium.reports.provenance import left_out_notes, make_provenance, resampling_summary
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tertium.evals.results import Meta, Trust
    from tertium.evals.results.meta_evaluation import PooledMeta
    from tertium.reports.table import Cell


CITATIONS: Final = "soft pairwise accuracy: Thompson et al. 2024; accuracy with calibrated ties: Deutsch et al. 2023"

NO_INTERVAL: Final = "no interval where a part lies in one document: there is nothing to draw from"


def meta_table(meta: Meta) -> Table:
    """Return one row per slice, statistic and metric: how well the metric agrees with people, best first."""
    percent = f"{100 * meta.resampling.level:g} %"
    columns = (
        *map(Column, ("part", "level", "statistic", "metric")),
        Column("value", 3, numeric=True, better="↑"),
        *(Column(f"{percent} low", 3, numeric=True), Column(f"{percent} high", 3, numeric=True)),
        Column("pairs", numeric=True),
    )
    rows = tuple(
        (item.part or "all", item.level, item.statistic, item.metric, item.value, *item.interval, item.pairs)
        for item in _best_first(meta.trusts)
    )
    provenance = make_provenance(
        meta.signatures,
        (meta.name, meta.fingerprint),
        full=(CITATIONS, f"resampling: {meta.resampling.signature}"),
        brief=(f"intervals: {resampling_summary(meta.resampling)}",),
    )
    title = f"{meta.name}: which metric agrees with people"
    return Table(title, columns, rows, tuple(meta_notes(meta)), provenance=provenance)


def contrast_tables(meta: Meta) -> list[Table]:
    """Return a matrix of p of every two metrics for each statistic, best first, with clusters; none for one metric."""
    return [
        _matrix(meta, statistic, level)
        for statistic, level in dict.fromkeys((item.statistic, item.level) for item in meta.contrasts)
    ]


def clusters_by(meta: Meta, statistic: str) -> dict[str, int]:
    """Return the cluster of each metric by a statistic, from 1; nothing where metrics weren't tested by it."""
    deltas = _deltas(meta, statistic)
    order = _order(deltas)
    return dict(zip(order, metric_clusters(order, deltas, 1 - meta.resampling.level), strict=True))


def _deltas(meta: Meta, statistic: str) -> dict[tuple[str, str], tuple[float, float]]:
    """Return difference and p of every two metrics, in both directions."""
    chosen = [item for item in meta.contrasts if item.statistic == statistic]
    deltas = {(item.first, item.second): (item.delta, item.p) for item in chosen}
    return deltas | {(item.second, item.first): (-item.delta, item.p) for item in chosen}


def _order(deltas: Mapping[tuple[str, str], tuple[float, float]]) -> list[str]:
    """Return the metrics by their mean difference from the others, which is the order of the statistic itself."""
    labels = dict.fromkeys(label for pair in deltas for label in pair)
    return sorted(labels, key=lambda label: -sum(delta for (one, _), (delta, _) in deltas.items() if one == label))


def _matrix(meta: Meta, statistic: str, level: str) -> Table:
    deltas = _deltas(meta, statistic)
    order = _order(deltas)
    clusters = metric_clusters(order, deltas, 1 - meta.resampling.level)
    columns = (Column("cluster"), Column("metric"), *(Column(f"p: {label}", 4, numeric=True) for label in order))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(cluster), label, *(deltas.get((label, other), (nan, nan))[1] for other in order))
        for label, cluster in zip(order, clusters, strict=True)
    )
    breaks = frozenset(i for i in range(1, len(order)) if clusters[i] > clusters[i - 1])
    test = "PERM-BOTH" if level == "system" else "PERM-INPUT"
    notes = (
        f"p of {test} (Deutsch et al. 2021), two-sided, uncorrected, clusters swapped by {meta.resampling.cluster}",
        "a cluster holds the best metric left and those that follow until one is significantly worse than it",
        *(["a metric's score of a system is the mean of its segments' scores here"] if level == "system" else []),
        *(["p of systems inside the test are normal approximations"] if statistic.startswith("soft") else []),
    )
    return Table(
        f"{meta.name}: differences between metrics, {statistic} by {level}", columns, rows, notes, breaks=breaks
    )


def pooled_table(result: PooledMeta) -> Table:
    """Return one row per metric: its pairwise accuracy over the pairs of all sets."""
    columns = (
        Column("metric"),
        Column("pairwise accuracy", 3, numeric=True, better="↑"),
        Column("pairs", numeric=True),
        Column("sets", numeric=True),
    )
    rows = tuple((item.metric, item.accuracy, item.pairs, item.sets) for item in result.pooled)
    names = ", ".join(f"{meta.name} ({meta.human}, {counted(len(meta.systems), 'system')})" for meta in result.sets)
    notes = ("every pair of systems of one set weighs the same (Kocmi et al. 2021); no interval over sets", names)
    return Table("which metric agrees with people, all sets together", columns, rows, notes)


def metric_clusters(
    order: Sequence[str], deltas: Mapping[tuple[str, str], tuple[float, float]], alpha: float
) -> list[int]:
    """Return the cluster of each metric, from 1: a new one begins where one is worse than the first of the last.

    Args:
        order: labels, best first.
        deltas: (first, second) to the difference and its p.
        alpha: p under which a difference is significant.
    """
    clusters: list[int] = []
    head = ""
    for label in order:
        delta, p = deltas.get((head, label), (nan, nan))
        if not clusters or (delta > 0 and p < alpha):
            head = label
            clusters.append((clusters or [0])[-1] + 1)
        else:
            clusters.append(clusters[-1])
    return clusters


def meta_notes(meta: Meta) -> Iterator[str]:
    """Yield what to doubt and to know of a meta-evaluation, doubts first."""
    yield from meta.warnings
    yield from left_out_notes(meta.left_out)
    if any(isnan(item.interval.low) and not isnan(item.value) for item in meta.trusts):
        yield NO_INTERVAL
    reasons = dict.fromkeys(item.outside for item in meta.trusts if item.outside)
    for reason in reasons:
        items = [f"{item.metric} {item.statistic}" for item in meta.trusts if item.outside == reason]
        yield f"outside its interval: {', '.join(dict.fromkeys(items))}: {reason}"
    if meta.human_signature not in {"", meta.human}:
        yield f"human scores: {meta.human_signature}"
    yield f"people: {meta.human}, {meta.segments} segments of {len(meta.systems)} systems: {', '.join(meta.systems)}"


def _best_first(trusts: Sequence[Trust]) -> list[Trust]:
    """Return the agreements by slice and statistic, both in the order of first mention; undefined values come last."""
    statistics = list(dict.fromkeys(item.statistic for item in trusts))
    parts = list(dict.fromkeys(item.part for item in trusts))

    def sort_key(item: Trust) -> tuple[int, int, bool, float]:
        return parts.index(item.part), statistics.index(item.statistic), isnan(item.value), -item.value

    return sorted(trusts, key=sort_key)
