"""The agreement of metrics with people."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

from tertium.reports.provenance import left_out_notes, make_provenance, resampling_summary
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.evals.results import Meta, Trust


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
    return Table(title, columns, rows, tuple(_notes(meta)), provenance=provenance)


def _notes(meta: Meta) -> Iterator[str]:
    yield from meta.warnings
    yield from left_out_notes(meta.left_out)
    if any(isnan(item.interval.low) and not isnan(item.value) for item in meta.trusts):
        yield NO_INTERVAL
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
