"""One metric as a matrix: documents, domains or segments by systems."""

from __future__ import annotations

import numpy as np

from tertium.evals.types import Key, Run
from tertium.reports.decisions import Decisions
from tertium.reports.pivots import pivot_table


def test_documents_are_rows_and_systems_columns_the_best_first(run: Run) -> None:
    table = pivot_table(run, Decisions(), "document", "chrf")
    assert [column.heading for column in table.columns] == ["document", "domain", "segments", "north", "south"]
    assert [row[:3] for row in table.rows] == [("bread", "shops", 3), ("bridge", "traffic", 2), ("note", "traffic", 1)]
    assert [row[3] for row in table.rows] == run.values[Key("north", "chrf")].documents.tolist()
    assert table.title == "town: chrf ↑ by document"


def test_domains_and_segments_are_pivoted_too(run: Run) -> None:
    domains = pivot_table(run, Decisions(), "domain", "ter")
    assert [row[:2] for row in domains.rows] == [("shops", 3), ("traffic", 3)]
    assert [row[3] for row in domains.rows] == run.values[Key("south", "ter")].domains.tolist()
    segments = pivot_table(run, Decisions(), "segment", "bleu")
    assert [row[0] for row in segments.rows] == list(run.data.ids)
    shown = np.array([row[1] for row in segments.rows], dtype=float)
    assert np.array_equal(shown, run.values[Key("north", "bleu")].segments, equal_nan=True)


def test_a_score_of_part_of_a_document_is_marked(small: Run) -> None:
    table = pivot_table(small, Decisions(), "document", "length")
    assert [column.title for column in table.columns] == ["document", "domain", "segments", *"yx"] or table.rows
    marked = {(table.rows[i][0], table.columns[j].title) for i, j in table.marks}
    assert marked == {("a", "y")}
    assert table.notes[0].startswith("*: ")
