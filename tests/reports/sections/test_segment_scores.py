"""Scores by segment, with their texts."""

from __future__ import annotations

import json

import pytest

from tertium.evals.types import Key, Run
from tertium.reports import formats
from tertium.reports.decisions import Decisions
from tertium.reports.sections.segment_scores import section, segments_table
from tests.reports.making import hostile_run, rendered


def test_each_segment_has_a_row_per_system_with_scores_and_texts(run: Run) -> None:
    table = segments_table(run, Decisions())
    assert [column.title for column in table.columns] == [
        *("segment", "system", "chrf", "bleu", "ter", "length", "document", "domain"),
        *("source", "reference A", "output"),
    ]
    assert len(table.rows) == len(run.data) * len(run.systems)
    row = table.rows[1]
    assert row[:2] == ("bread#1", "north")
    assert row[6:8] == ("bread", "shops")
    assert row[2] == run.values[Key("north", "chrf")].segments[0]
    assert row[-1] == run.data.outputs["north"][0]


def test_a_missing_text_is_none_and_its_scores_are_null(small: Run) -> None:
    rows = json.loads(rendered("json", segments_table(small, Decisions())))["tables"][0]["rows"]
    missing = next(row for row in rows if row[0] == "a#2" and row[1] == "y")
    assert missing[2:5] == [None, None, None]
    assert missing[-1] is None


@pytest.mark.parametrize("name", formats.names())
def test_every_format_has_it(name: str) -> None:
    pytest.importorskip("xlsxwriter")
    assert formats.load(name).render(section.tables(hostile_run(), Decisions()))
