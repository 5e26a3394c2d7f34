"""The scores on slices of the set: by length, by domain, by alignment confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.reports.measures import metric_column
from tertium.reports.section import Section
from tertium.reports.table import Column, Table, on_common_segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.results import Slice
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Cell


def slices_tables(run: Run, decisions: Decisions) -> list[Table]:
    """Return one table per division of the set."""
    divisions = dict.fromkeys(piece.by for piece in decisions.slices)
    return [slices_table(run, [piece for piece in decisions.slices if piece.by == by]) for by in divisions]


def slices_table(run: Run, slices: Sequence[Slice]) -> Table:
    """Return one row per slice and system of one division: segments, and each metric's score with its interval."""
    division = slices[0].by if slices else "part"
    columns = [Column(division), Column("system"), Column("segments", numeric=True)]
    metrics = list(dict.fromkeys(piece.metric for piece in slices))
    for metric in metrics:
        score = metric_column(run.measures[metric], metric)
        columns += [score, *(Column(f"{metric} {bound}", score.digits, numeric=True) for bound in ("low", "high"))]
    pieces = {(piece.part, piece.system, piece.metric): piece for piece in slices}
    rows: list[tuple[Cell, ...]] = []
    for part, system in dict.fromkeys((piece.part, piece.system) for piece in slices):
        row = [pieces.get((part, system, metric)) for metric in metrics]
        # Metrics skip different segments; the row counts those of the metric that skips fewest.
        size = max(piece.segments for piece in row if piece)
        scores = [cell for piece in row for cell in ((piece.score, *piece.interval) if piece else (None, None, None))]
        rows.append((part, system, size, *scores))
    title = f"{run.data.name}: scores by {division}{_where(run, metrics)}"
    return Table(title, tuple(columns), tuple(rows))


def _where(run: Run, metrics: Sequence[str]) -> str:
    """Return the end of the title where systems lack segments: slices are of those that all have, as in a ranking."""
    coverage = run.common_coverage
    return on_common_segments(*min((coverage[metric] for metric in metrics), default=(0, 0)))


section: Final = Section(
    name="slices",
    order=100,
    tables=slices_tables,
    forms=frozenset({"page"}),
    needs=frozenset({"slices"}),
    chapter="parts",
)
