"""Which metric agrees with people."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Final

from tertium.reports.provenance import basis, drawn, left_out
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.decisions import (
        Meta,
        Trust,
    )

SOURCES: Final = "soft pairwise accuracy: Thompson et al. 2024; accuracy with calibrated ties: Deutsch et al. 2023"


def meta_table(meta: Meta) -> Table:
    """Return one row per part, statistic and metric: how well each metric agrees with people, best first."""
    percent = f"{100 * meta.resampling.level:g} %"
    columns = (
        *(
            Column("part"),
            Column("level"),
            Column("statistic"),
            Column("metric"),
            Column("value", 3, numeric=True, better="↑"),
        ),
        *(Column(f"{percent} low", 3, numeric=True), Column(f"{percent} high", 3, numeric=True)),
        Column("pairs", numeric=True),
    )
    rows = tuple(
        (one.part or "all", one.level, one.statistic, one.metric, one.value, *one.interval, one.pairs)
        for one in _best_first(meta.trusts)
    )
    alone = any(isnan(one.interval.low) and not isnan(one.value) for one in meta.trusts)
    notes = (
        *meta.warnings,
        *left_out(meta.left_out),
        *(["no interval where a part lies in one document: there is nothing to draw from"] if alone else []),
        f"people: {meta.human}, {meta.segments} segments of {len(meta.systems)} systems: {', '.join(meta.systems)}",
    )
    rests = basis(
        meta.signatures,
        (meta.name, meta.fingerprint),
        full=(SOURCES, f"resampling: {meta.resampling.signature}"),
        brief=(f"intervals: {drawn(meta.resampling)}",),
    )
    return Table(f"{meta.name}: which metric agrees with people", columns, rows, notes, basis=rests)


def _best_first(trusts: Sequence[Trust]) -> list[Trust]:
    """Return them by part and statistic, each in the order of its first one; what is undefined comes last."""
    statistics = list(dict.fromkeys(trust.statistic for trust in trusts))
    parts = list(dict.fromkeys(trust.part for trust in trusts))
    return sorted(
        trusts,
        key=lambda one: (parts.index(one.part), statistics.index(one.statistic), isnan(one.value), -one.value),
    )
