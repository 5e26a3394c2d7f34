"""Cards of judges in reports."""

from __future__ import annotations

from tertium.evals.results.judge_card import card_of
from tertium.reports.sections.judge_cards import NO_CARD, card_table, judge_tables
from tests.evals.making import JUDGE, card, judged, run_of


def test_a_card_is_a_row_per_probe_with_its_faults_below() -> None:
    table = card_table(card_of(card("padding raises the score in 9 of 12")))
    assert table.title == f"{JUDGE}: how far it errs"
    assert [row[:4] for row in table.rows] == [("padding", 12, 12, 25.0)]
    assert table.notes[:2] == ("fault: padding raises the score in 9 of 12", "missing, 2 of 12: no JSON")
    assert table.provenance.full[0].startswith("judge|")


def test_a_card_without_a_fault_says_so() -> None:
    assert card_table(card_of(card())).notes[0] == "no fault was found"


def test_a_run_shows_the_card_of_its_judge_or_that_there_is_none() -> None:
    (table,) = judge_tables(judged({"a": [[1.0], [2.0]]}, card=card()))
    assert table.rows[0][0] == "padding"
    (table,) = judge_tables(judged({"a": [[1.0], [2.0]]}))
    assert table.rows == ((JUDGE, NO_CARD),)
    assert judge_tables(run_of({"a": [1.0, 2.0]})) == []
