"""Warnings as a table, the first thing that a report shows."""

from __future__ import annotations

from dataclasses import replace

from tertium.reports.sections.warnings import warnings_table
from tertium.reports.warnings import inspect_run
from tests.evals.making import run_of


def test_the_table_names_five_segments_and_counts_all() -> None:
    run = run_of({"a": [1.0] * 9, "b": [1.0] * 9})
    empty = replace(run.data, outputs={**run.data.outputs, "a": ("",) * 9})
    row = warnings_table(replace(run, data=empty), inspect_run(replace(run, data=empty)).warnings).rows[0]
    assert row[:3] == ("empty output", "a", 9)
    assert str(row[3]).endswith("…")
    assert str(row[3]).count(",") == 5
