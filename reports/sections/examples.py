"""The texts of the segments where each system differs most from a baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.results import Comparison


def examples_table(comparison: Comparison) -> Table:
    """Return one row per segment with the largest wins and losses, with both outputs."""
    columns = (
        *(Column("system"), Column("metric"), Column("segment"), Column("Δ", numeric=True)),
        *(Column("hypothesis"), Column(f"hypothesis of {comparison.baseline}")),
    )
    rows = tuple(
        (item.system, item.metric, example.segment, example.change, example.hypothesis, example.other)
        for item in comparison.differences
        for example in item.examples
    )
    return Table(f"{comparison.name}: where each system differs most from {comparison.baseline}", columns, rows)
