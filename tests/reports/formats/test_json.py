"""JSON is one strict object with a schema."""

from __future__ import annotations

from json import loads

from tertium.reports.formats import json
from tertium.reports.table import Column, Table


def test_numbers_are_unrounded_and_null_where_undefined() -> None:
    table = Table("t", (Column("a"), Column("b")), ((0.1 + 0.2, float("nan")), ("x", None)), ("a note",))
    assert loads(json.render([table])) == {
        "schema": "tertium.tables/1",
        "tables": [
            {"title": "t", "columns": ["a", "b"], "rows": [[0.1 + 0.2, None], ["x", None]], "notes": ["a note"]}
        ],
    }
