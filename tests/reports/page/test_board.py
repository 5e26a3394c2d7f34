"""The leaderboard of the page has the table's numbers, each with its interval and rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.reports.decisions import Decisions
from tertium.reports.page.board import make_board
from tertium.reports.sections.leaderboard import leaderboard_table
from tests.reports.making import (
    example_standings,
)

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_the_columns_of_a_metric_become_one_cell(run: Run) -> None:
    table = leaderboard_table(run, Decisions(example_standings(run)))
    board = make_board(table, list(run.measures), {})
    assert board.ranked == {"chrf", "bleu"}
    assert board.headings["ter"] == "ter ↓"
    first = board.rows[0]
    assert (first.system, first.breaks, board.rows[1].breaks) == ("north", False, True)
    chrf, _, ter, _ = first.scores
    assert [chrf.value, *(chrf.interval or ()), chrf.rank] == list(table.rows[0][1:5])
    assert (chrf.bold, chrf.shown) == (True, table.display_rows()[0][1])
    assert (ter.interval, ter.rank, ter.bold) == (None, "", False)
