"""Parquet holds all tables in one, texts exactly and numbers unrounded."""

from __future__ import annotations

from tertium.reports import formats
from tertium.reports.formats import parquet
from tertium.reports.sections.removed import removed_table
from tertium.reports.table import Column, Table
from tests.reports import reading
from tests.reports.making import (
    PAYLOADS,
    hostile_run,
    rendered,
)


def test_tables_are_told_apart_and_a_missing_column_is_null() -> None:
    tables = [Table("t", (Column("a"), Column("n")), (("x", 1),)), Table("u", (Column("m"),), ((0.5,), (None,)))]
    assert reading.bytes_parquet(parquet.render(tables)) == [
        {"table": "t", "a": "x", "n": 1, "m": None},
        {"table": "u", "a": None, "n": None, "m": 0.5},
        {"table": "u", "a": None, "n": None, "m": None},
    ]


def test_parquet_and_json_keep_hostile_texts_exactly() -> None:
    table = removed_table(hostile_run().data)
    content = formats.load("parquet").render([table])
    assert isinstance(content, bytes)
    assert [row["text"] for row in reading.bytes_parquet(content)] == list(PAYLOADS)
    assert [row[3] for row in reading.text_json(rendered("json", table))] == list(PAYLOADS)
