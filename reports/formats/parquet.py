"""Parquet for data frames: all tables in one, with the column ``table``; texts are exact, numbers unrounded."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from tertium.reports.table import Cell, Table

suffix = ".parquet"


def render(tables: Sequence[Table]) -> bytes:
    """Return one file. Columns that a table lacks are null in its rows; footnotes are in the schema's metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    titles = dict.fromkeys(column.title for table in tables for column in table.columns)
    cells: dict[str, list[Cell]] = {title: [] for title in titles}
    for table in tables:
        table_titles = [column.title for column in table.columns]
        for row in table.rows:
            by_title = dict(zip(table_titles, row, strict=True))
            for title, column in cells.items():
                column.append(by_title.get(title))
    names = pa.array([table.title for table in tables for _ in table.rows], pa.string())
    columns = {"table": names} | {title: _array(column) for title, column in cells.items()}
    notes = json.dumps({table.title: list(table.footnotes) for table in tables}, ensure_ascii=False)
    out = io.BytesIO()
    pq.write_table(pa.table(columns).replace_schema_metadata({"notes": notes}), out, compression="zstd")
    return out.getvalue()


def _array(cells: list[Cell]) -> pa.Array:
    """Return the cells as integers, floats, or texts where any of them is a text."""
    import pyarrow as pa

    kinds = {type(cell) for cell in cells if cell is not None}
    if str in kinds or not kinds:
        return pa.array([None if cell is None else str(cell) for cell in cells], pa.string())
    return pa.array(cells, pa.float64() if float in kinds else pa.int64())
