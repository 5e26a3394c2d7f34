"""Scores on slices of the set, a table per division."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.evals.results import (
    Interval,
    Slice,
)
from tertium.evals.slices import slices
from tertium.reports.decisions import Decisions
from tertium.reports.sections.slices import slices_table, slices_tables
from tests.reports.making import (
    FEW,
)

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_every_division_has_a_table_of_its_slices(run: Run) -> None:
    pieces = slices(run, FEW)
    tables = slices_tables(run, Decisions(slices=pieces))
    assert [table.title for table in tables] == [
        *(
            "town: scores by source length in characters",
            "town: scores by domain",
            "town: scores by alignment confidence",
        )
    ]
    north = next(
        piece for piece in pieces if piece.by == "domain" and piece.part == "shops" and piece.system == "north"
    )
    row = next(row for row in tables[1].rows if row[:2] == ("shops", "north"))
    assert row[2:6] == (north.segments, north.score, *north.interval)


def test_a_metric_without_a_score_on_a_slice_leaves_its_cells_empty(run: Run) -> None:
    interval = Interval(1.0, 3.0)
    pieces = [
        Slice("domain", "x", "north", "chrf", 2.0, interval, 4),
        Slice("domain", "y", "north", "bleu", 5.0, interval, 2),
    ]
    table = slices_table(run, pieces)
    assert table.rows == (
        ("x", "north", 4, 2.0, 1.0, 3.0, None, None, None),
        ("y", "north", 2, None, None, None, 5.0, 1.0, 3.0),
    )
    assert slices_table(run, []).title == "town: scores by part"
