"""Scores of the whole set."""

from __future__ import annotations

from dataclasses import replace

from tertium.corpora.types import Document
from tertium.evals.types import Key, Run
from tertium.reports.decisions import Decisions
from tertium.reports.sections.set_scores import set_table


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
