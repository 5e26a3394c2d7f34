"""The scores of groups of a set: by customer, by month, by any column of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.measures import ARROWS
from tertium.reports.provenance import make_provenance, resampling_summary
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.results import Groups
    from tertium.reports.table import Cell


def groups_table(groups: Groups) -> Table:
    """Return one row per group and system: segments, documents, and each metric's score with its interval."""
    metrics = list(dict.fromkeys(piece.metric for piece in groups.slices))
    unit = groups.resampling.cluster
    columns = [Column(groups.by), Column("system"), Column("segments", numeric=True)]
    columns += [Column("documents", numeric=True)] if unit == "document" else []
    for metric in metrics:
        digits = 3 if groups.units[metric] == "ratio" else 2
        columns.append(Column(metric, digits, numeric=True, better=ARROWS[groups.higher_is_better[metric]]))
        columns += [Column(f"{metric} {bound}", digits, numeric=True) for bound in ("low", "high")]
    pieces = {(piece.part, piece.system, piece.metric): piece for piece in groups.slices}
    rows: list[tuple[Cell, ...]] = []
    for part, system in dict.fromkeys((piece.part, piece.system) for piece in groups.slices):
        of_row = [pieces[part, system, metric] for metric in metrics]
        # Metrics skip different segments; the row counts those of the metric that skips fewest.
        largest = max(of_row, key=lambda piece: piece.segments)
        sizes = (largest.segments, largest.clusters) if unit == "document" else (largest.segments,)
        rows.append((part, system, *sizes, *(cell for piece in of_row for cell in (piece.score, *piece.interval))))
    settings = groups.resampling
    provenance = make_provenance(
        groups.signatures,
        (groups.name, groups.fingerprint),
        full=(f"intervals: bootstrap:percentile|{settings.signature.partition('|')[2]}|clusters:{groups.clusters}",),
        brief=(f"intervals: {resampling_summary(settings, groups.clusters)}",),
    )
    return Table(
        f"{groups.name}: scores by {groups.by}", tuple(columns), tuple(rows), groups.notes, provenance=provenance
    )
