"""The leaderboard has intervals and ranks from the standings, and bold only what is significantly the best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.evals.rank import rank
from tertium.evals.results import (
    Resampling,
)
from tertium.reports.decisions import Decisions
from tertium.reports.sections.leaderboard import leaderboard_table
from tests.evals.making import run_of
from tests.reports.making import (
    example_standings,
    plain_run,
    rendered,
)

if TYPE_CHECKING:
    from tertium.evals.types import Run


def test_the_leaderboard_takes_intervals_ranks_and_warnings_from_the_standings() -> None:
    run = plain_run()
    standings = rank(run, resampling=Resampling(samples=200))
    table = leaderboard_table(run, Decisions(standings))
    titles = [column.title for column in table.columns]
    place = next(
        candidate for ranking in standings.rankings if ranking.metric == "chrf" for candidate in ranking.places
    )
    row = next(row for row in table.rows if row[0] == place.system)
    assert (row[titles.index("chrf low")], row[titles.index("chrf high")]) == tuple(place.interval)
    assert "length low" not in titles, "nothing is ranked where neither direction is better"
    assert set(standings.warnings) <= set(table.notes)


def test_only_a_best_that_is_significantly_so_is_bold(run: Run) -> None:
    table = leaderboard_table(run, Decisions(example_standings(run)))
    (bold,) = table.bold
    assert (table.rows[bold[0]][0], table.columns[bold[1]].title) == ("north", "chrf")
    assert table.breaks == {1}
    assert rendered("markdown", table).count("**") == 2
    assert rendered("latex", table).count(r"\textbf{") == 1
    assert rendered("latex", table).count(r"\midrule") == 2


def test_on_few_documents_it_says_that_they_are_too_few_to_tell() -> None:
    few, enough = (
        run_of({"a": [float(i) for i in range(size)], "b": [50.0 + i for i in range(size)]}) for size in (5, 6)
    )
    note = "too few documents to tell which system is better: with 5 documents p can't be under 0.05"
    assert note in leaderboard_table(few, Decisions(rank(few))).notes
    assert not any("too few" in line for line in leaderboard_table(enough, Decisions(rank(enough))).notes)
