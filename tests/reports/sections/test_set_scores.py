"""Scores of the whole set."""

from __future__ import annotations

from dataclasses import replace

from tertium.corpora.types import Document
from tertium.evals.types import Key, Run
from tertium.reports.decisions import Decisions
from tertium.reports.sections.set_scores import set_table
from tests.evals.making import run_of


def test_micro_and_macro_stand_side_by_side(small: Run) -> None:
    table = set_table(small, Decisions())
    titles = [column.title for column in table.columns]
    assert titles[3:7] == ["bleu", "bleu macro", "chrf", "chrf macro"]
    values = small.values[Key("x", "chrf")]
    assert table.rows[0][5:7] == (values.total, values.macro)


def test_of_one_document_there_is_no_macro(small: Run) -> None:
    single = replace(small, data=replace(small.data, documents=(Document("a", 0, 3),)))
    table = set_table(single, Decisions())
    assert [column.title for column in table.columns] == ["system", "segments", "documents", "bleu", "chrf", "length"]
    assert not any("macro" in note for note in table.notes)


def test_the_best_system_comes_first_unless_the_caller_gave_an_order() -> None:
    run = run_of({"a": [1.0, 2.0], "best": [5.0, 6.0], "middle": [3.0, 4.0]})
    assert [row[0] for row in set_table(run, Decisions()).rows] == ["best", "middle", "a"]
    assert [row[0] for row in set_table(run, Decisions(given_order=True)).rows] == ["a", "best", "middle"]
