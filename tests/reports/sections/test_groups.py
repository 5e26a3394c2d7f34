"""The table of groups: a row per group and system, digits and arrows by metric, and every doubt below it."""

from __future__ import annotations

from tertium.evals.grouping import grouped
from tertium.evals.results import Resampling
from tertium.reports.sections.groups import groups_table
from tests.evals.test_filter import scored

QUICK = Resampling(samples=200)


def test_a_row_has_sizes_and_every_metric_with_its_interval() -> None:
    table = groups_table(grouped(scored(), "domain", metrics=["chrf", "ter"], resampling=QUICK))
    assert [column.heading for column in table.columns] == [
        *("domain", "system", "segments", "documents"),
        *("chrf ↑", "chrf low", "chrf high", "ter ↓", "ter low", "ter high"),
    ]
    assert [row[:4] for row in table.rows] == [
        ("talk", "north", 5, 2),
        ("talk", "south", 5, 2),
        ("news", "north", 6, 2),
        ("news", "south", 6, 2),
    ]
    assert any("fewer than 10 documents" in note for note in table.notes)
    assert any(line.startswith("intervals: bootstrap:percentile|samples:200") for line in table.provenance.full)


def test_drawn_by_segment_there_is_no_column_of_documents() -> None:
    by_segment = Resampling(samples=200, cluster="segment")
    table = groups_table(grouped(scored(), "domain", metrics="chrf", resampling=by_segment))
    assert "documents" not in [column.title for column in table.columns]
