"""What building the set left out: articles without a partner, and what cleaning removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tertium.reports.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tertium.evals.types import Run
    from tertium.reports.table import Cell


def unpaired_table(run: Run) -> Table:
    """Return one row per article without a partner, its nearest and the reason."""
    rows = tuple(_cells(one, "id", "language", "nearest", "score", "reason") for one in _listed(run, "unpaired"))
    titles = ("article", "language", "nearest")
    columns = (*map(Column, titles), Column("score", digits=3, numeric=True), Column("why"))
    return Table(f"{run.data.name}: articles without a partner", columns, rows)


def removed_table(run: Run) -> Table:
    """Return one row per line that cleaning removed, with the rule that did."""
    rows = tuple(_cells(one, "article", "line", "rule", "text") for one in _listed(run, "removed"))
    columns = (Column("article"), Column("line", numeric=True), Column("rule"), Column("text"))
    return Table(f"{run.data.name}: what cleaning removed", columns, rows)


def _listed(run: Run, key: str) -> list[Mapping[str, Any]]:
    return list(run.data.provenance.get(key, ()))


def _cells(one: Mapping[str, Any], *keys: str) -> tuple[Cell, ...]:
    return tuple(one.get(key) for key in keys)
