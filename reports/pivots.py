"""One metric's scores as a matrix: documents, domains or segments by systems."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from tertium.evals.types import Key, segment_domains
from tertium.reports.measures import PART_OF_PART_NOTE, metric_column, part_marks, systems_best_first
from tertium.reports.provenance import run_provenance
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.types import Run
    from tertium.reports.decisions import Decisions
    from tertium.reports.table import Cell

Level: TypeAlias = Literal["document", "domain", "segment"]

TITLES: Final[dict[Level, str]] = {"document": "documents", "domain": "domains", "segment": "segments"}


def pivot_table(run: Run, decisions: Decisions, level: Level, label: str) -> Table:
    """Return one row per document, domain or segment and one column per system, the best of the set first."""
    measure = run.measures[label]
    systems = systems_best_first(run, measure)
    keys = [Key(system, label) for system in systems]
    leading, units = _units(run, level)
    scores = [getattr(run.values[key], f"{level}s") for key in keys]
    rows = tuple((*unit, *(float(of_system[i]) for of_system in scores)) for i, unit in enumerate(units))
    marks: frozenset[tuple[int, int]] = frozenset()
    if level != "segment":  # a segment has its score or none
        coverage = getattr(run.part_coverage, f"{level}s")
        marks = frozenset(
            (i, len(leading) + j)
            for j, key in enumerate(keys)
            for i, is_marked in enumerate(part_marks(coverage[key]))
            if is_marked
        )
    shown = metric_column(measure, label)
    columns = (*leading, *(Column(system, digits=shown.digits, numeric=True) for system in systems))
    notes = (*((PART_OF_PART_NOTE,) if marks else ()), *decisions.inspection_of(run).notes)
    title = f"{run.data.name}: {shown.heading} by {level}"
    return Table(title, columns, rows, notes, provenance=run_provenance(run), marks=marks)


def _units(run: Run, level: Level) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
    """Return the columns that name a row, and their cells."""
    data, count = run.data, Column("segments", numeric=True)
    if level == "segment":
        return (Column("segment"),), [(segment,) for segment in data.ids]
    if level == "domain":
        sizes = Counter(segment_domains(data))
        return (Column("domain"), count), [(domain, sizes[domain]) for domain in data.domains]
    if data.domains:
        cells: list[tuple[Cell, ...]] = [(d.id, d.domain, d.stop - d.start) for d in data.documents]
        return (Column("document"), Column("domain"), count), cells
    return (Column("document"), count), [(d.id, d.stop - d.start) for d in data.documents]
