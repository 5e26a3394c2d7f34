"""Where each system differs most from the baseline, with the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.decisions import (
        Comparison,
    )


def examples_table(comparison: Comparison) -> Table:
    """Return the texts of the segments with the largest wins and losses, a row each."""
    columns = (
        *(Column("system"), Column("metric"), Column("segment"), Column("Δ", numeric=True)),
        *(Column("hypothesis"), Column(f"hypothesis of {comparison.baseline}")),
    )
    rows = tuple(
        (one.system, one.metric, example.segment, example.change, example.hypothesis, example.other)
        for one in comparison.differences
        for example in one.examples
    )
    return Table(f"{comparison.name}: where each system differs most from {comparison.baseline}", columns, rows)
