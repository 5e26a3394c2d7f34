"""Of many documents the worst are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.decisions import Decisions
from tertium.reports.measures import PART_OF_PART_NOTE
from tertium.reports.sections.document_scores import documents_table
from tertium.reports.sections.worst_documents import worst_table
from tests.evals.making import run_of

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_of_many_documents_the_worst_are_shown_and_how_to_see_all() -> None:
    scores = [float(i) for i in range(40)]
    run = run_of({"a": scores, "b": [score + 1 for score in scores]})
    table = worst_table(run, Decisions())
    assert table.title == "made: scores by document, the 15 worst of 40 by length"
    assert [row[0] for row in table.rows] == [f"d{i}" for i in range(15) for _ in "ab"]
    assert table.notes[0] == "all documents: --by document"
    lower = worst_table(run_of({"a": scores}, better=False), Decisions())
    assert [row[0] for row in lower.rows] == [f"d{i}" for i in range(39, 9, -1)]


def test_a_document_without_a_score_is_not_the_worst_and_few_documents_are_all_shown(small: Run) -> None:
    holes = run_of({"a": [float("nan"), *map(float, range(39))]})
    assert worst_table(holes, Decisions()).rows[0][0] == "d1"
    assert worst_table(small, Decisions()).display_rows() == documents_table(small, Decisions()).display_rows()


def test_a_score_over_part_of_a_document_keeps_its_mark_where_documents_move() -> None:
    nan = float("nan")
    # Of 12 documents of two segments the last is the worst, and one of its two segments has no score.
    run = run_of({"a": [*(float(30 - i) for i in range(23)), nan], "b": [50.0] * 24, "c": [50.0] * 24}, sizes=[2] * 12)
    table = worst_table(run, Decisions())
    assert table.rows[0][0] == "d11"
    assert "1 of 2" in table.rows[0]
    assert {row for row, _ in table.marks} == {0}
    assert table.display_rows()[0][-1].endswith("*")
    assert PART_OF_PART_NOTE in table.notes


def test_the_note_on_marks_is_left_out_with_the_documents_that_have_them() -> None:
    values = [float("nan"), 90.0, *map(float, range(22))]
    table = worst_table(run_of(dict.fromkeys("abc", values), sizes=[2] * 12), Decisions())
    assert "d0" not in {row[0] for row in table.rows}
    assert not table.marks
    assert PART_OF_PART_NOTE not in table.notes
