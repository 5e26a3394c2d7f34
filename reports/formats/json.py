"""JSON for programs: one strict object with a schema; numbers unrounded, null where there is none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tertium.files import strict_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.reports.table import Cell, Table

suffix = ".json"


def render(tables: Sequence[Table]) -> str:
    """Return ``{"schema": …, "tables": [{"title", "columns", "rows", "notes"}]}``."""
    return strict_json(
        {
            "schema": "tertium.tables/1",
            "tables": [
                {
                    "title": table.title,
                    "columns": [column.title for column in table.columns],
                    "rows": [[_cell(cell) for cell in row] for row in table.rows],
                    "notes": list(table.footnotes),
                }
                for table in tables
            ],
        }
    )


def _cell(cell: Cell) -> Cell:
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell
