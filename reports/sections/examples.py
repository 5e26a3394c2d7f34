"""The texts of the segments where each system differs most from a baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.sections.losses import CONTRIBUTION, contribution_column
from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from tertium.evals.results import Comparison, Example


def examples_table(comparison: Comparison) -> Table:
    """Return one row per segment with the largest wins and losses, with both outputs."""
    columns = (
        *(Column("system"), Column("metric"), Column("segment"), contribution_column()),
        Column("segment Δ", numeric=True),
        *(Column("hypothesis"), Column(f"hypothesis of {comparison.baseline}")),
    )
    rows = tuple(
        (item.system, item.metric, example.segment, example.contribution, example.change, *_outputs(example))
        for item in comparison.differences
        for example in item.examples
    )
    title = f"{comparison.name}: where each system differs most from {comparison.baseline}"
    return Table(title, columns, rows, (CONTRIBUTION,) if rows else ())


def _outputs(example: Example) -> tuple[str, str]:
    return example.hypothesis, example.other
