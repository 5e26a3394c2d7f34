"""The table of a paper says which systems are best, how surely, and on what it rests, in few words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertium.evals.results import Pair
from tertium.evals.selection import with_metrics
from tertium.evals.types import Key, Run
from tertium.reports.paper import PaperStyle, paper_table
from tests.reports.making import example_standings, plain_run

RUN = with_metrics(plain_run(), ["chrf", "bleu", "ter"])
STANDINGS = example_standings(RUN)

TEST = "paired approximate randomisation, 1,000 trials over 3 documents, p < 0.05, uncorrected"


def titles(style: PaperStyle) -> list[str]:
    return [column.heading for column in paper_table(RUN, STANDINGS, style).columns]


def test_systems_stand_in_the_order_of_a_metric_with_bold_and_lines_by_significance() -> None:
    table = paper_table(RUN, STANDINGS, PaperStyle(order="chrf"))
    assert [row[0] for row in table.rows] == ["north", "south"]
    assert table.rows[0][1] == RUN.values[Key("north", "chrf")].total
    assert table.bold == {(0, 1)}, "by bleu nothing is shown, so nothing is bold"
    assert table.breaks == {1}
    assert titles(PaperStyle(order="chrf")) == ["System", "chrF ↑", "BLEU ↑", "TER ↓"]


def test_a_system_that_none_beats_is_bold_though_it_is_not_the_first() -> None:
    ranking = STANDINGS.rankings[0]
    first, second = ranking.places
    tied = replace(ranking, places=(first, replace(second, cluster=1, first=1, last=2)))
    assert paper_table(RUN, replace(STANDINGS, rankings=(tied,)), PaperStyle(order="chrf")).bold == frozenset()
    third = replace(second, system="north", cluster=2, first=2, last=2)
    shown = replace(tied, places=(*tied.places, third), pairs=(Pair("south", "north", 0.01),))
    assert len(paper_table(RUN, replace(STANDINGS, rankings=(shown,)), PaperStyle(order="chrf")).bold) == 1


def test_the_given_order_stays_and_has_no_lines() -> None:
    table = paper_table(RUN, STANDINGS, PaperStyle())
    assert [row[0] for row in table.rows] == list(RUN.systems) == ["south", "north"]
    assert table.breaks == frozenset()
    assert table.bold == {(1, 1)}


def test_names_caption_and_decimals_are_the_author_s() -> None:
    style = PaperStyle({"north": "Nördlich", "chrf": "chrF2"}, "chrf", digits=3, caption="Ours")
    table = paper_table(RUN, STANDINGS, style)
    assert table.title == "Ours"
    assert table.rows[0][0] == "Nördlich"
    assert table.columns[1].heading == "chrF2 ↑"
    assert table.display_rows()[0][1] == f"{RUN.values[Key('north', 'chrf')].total:.3f}"
    assert any("clusters by chrF2" in note for note in table.notes)
    assert any(line.startswith("chrF2: chrf|") for line in table.provenance.full)


def test_intervals_and_ranks_stand_beside_the_score_that_they_belong_to() -> None:
    style = PaperStyle(order="chrf", intervals=True, ranks=True)
    table = paper_table(RUN, STANDINGS, style)
    assert titles(style)[:7] == ["System", "chrF ↑", "95 % CI", "ranks", "BLEU ↑", "95 % CI", "ranks"]
    assert [column.beside for column in table.columns[:4]] == [False, False, True, True]
    assert table.rows[0][2:4] == ("[73.5, 76.2]", "1")
    assert table.breaks == frozenset(), "ranks say what lines would"
    assert any(note.startswith("Ranks: ") for note in table.notes)


def test_programs_get_every_column_with_a_title_of_its_own() -> None:
    style = PaperStyle(order="chrf", is_exact=True)
    headings = [column.title for column in paper_table(RUN, STANDINGS, style).columns]
    assert headings[:6] == ["system", "chrF", "chrF low", "chrF high", "chrF ranks", "chrF cluster"]
    assert len(set(headings)) == len(headings)
    assert paper_table(RUN, STANDINGS, style).rows[0][5] == 1


def test_the_notes_are_short_and_say_sizes_test_and_signatures() -> None:
    table = paper_table(RUN, STANDINGS, PaperStyle(order="chrf"))
    assert table.notes == (
        "n = 6 segments in 3 documents.",
        f"Bold: no other system is significantly better ({TEST}).",
        "No significant difference by BLEU.",
        "Lines: clusters by chrF; every system above a line is significantly better than every one below.",
    )
    assert len(table.provenance.full) == 3
    assert all("False" not in line for line in table.provenance.full)


def test_a_system_or_a_run_without_ranks_has_its_scores_and_says_so() -> None:
    table = paper_table(RUN, None, PaperStyle(order="ter"))
    assert [row[0] for row in table.rows] == ["north", "south"]
    assert "No test: no metric here can rank the systems." in table.notes
    fewer = replace(STANDINGS.rankings[0], places=STANDINGS.rankings[0].places[:1], segments=4)
    table = paper_table(RUN, replace(STANDINGS, rankings=(fewer,)), PaperStyle(order="chrf", ranks=True))
    assert table.rows[1][2] is None
    assert "chrF: on 4 of these segments, ranks of 1 system." in table.notes


@pytest.mark.parametrize("style", [PaperStyle(), PaperStyle(order="bleu", intervals=True)])
def test_what_is_doubted_of_the_ranking_stands_in_the_notes(style: PaperStyle) -> None:
    doubted = replace(STANDINGS, warnings=("there are only 3 documents", "chrf: 2 of 6 segments are left out"))
    notes = paper_table(RUN, doubted, style).notes
    assert "There are only 3 documents." in notes
    assert not [note for note in notes if "left out" in note], "the metric's own line says on how many it stands"


def test_the_caption_names_the_set_its_languages_and_sizes(run: Run) -> None:
    assert paper_table(run, None, PaperStyle()).title == "town (en–de): 2 systems by chrF, BLEU, TER and length ratio"
