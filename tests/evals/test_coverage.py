"""A total over part of a set is never taken for one over all of it: in every table, order, ranking and exit code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora.types import Document, EvalSet
from tertium.evals import store
from tertium.evals.compare import compare
from tertium.evals.coverage import Coverage, coverage_of
from tertium.evals.evaluate import evaluate
from tertium.evals.rank import rank, rank_if_possible
from tertium.evals.results import Resampling
from tertium.evals.types import Key
from tertium.reports import formats
from tertium.reports.decisions import Decisions
from tertium.reports.measures import systems_best_first
from tertium.reports.objects import scores_of
from tertium.reports.page.render import render
from tertium.reports.sections.comparison import comparison_table
from tertium.reports.sections.leaderboard import leaderboard_table
from tertium.reports.sections.ranking import ranking_tables
from tertium.reports.sections.set_scores import set_table

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run

QUICK = Resampling(samples=200)


def half_run(*, referenced: int = 60) -> Run:
    """Three systems; "cheat" is perfect and has no output for the second half of the segments."""
    texts = tuple(f"alpha beta gamma {i} delta" for i in range(60))
    data = EvalSet(
        "half",
        tuple(f"s{i}" for i in range(60)),
        tuple(Document(f"d{i}", 6 * i, 6 * i + 6) for i in range(10)),
        None,
        {"r": tuple(text if i < referenced else None for i, text in enumerate(texts))},
        {
            "cheat": tuple(text if i < 30 else None for i, text in enumerate(texts)),
            "honest": tuple(text.replace("gamma", "eps") if i % 2 else text for i, text in enumerate(texts)),
            "third": tuple(text.replace("gamma", "eps") for text in texts),
        },
    )
    return evaluate(data, ["chrf"])


def test_coverage_counts_outputs_that_are_missing_and_not_references() -> None:
    run = half_run(referenced=50)
    coverage = coverage_of(run.data, run.measures, run.counts)
    assert coverage[Key("cheat", "chrf")] == Coverage(30, 50)
    assert coverage[Key("honest", "chrf")] == Coverage(50, 50)
    assert coverage[Key("honest", "chrf")].is_complete


def test_a_total_over_easy_segments_does_not_lead() -> None:
    run = half_run()
    assert run.values[Key("cheat", "chrf")].total == 100
    assert systems_best_first(run) == ["honest", "third", "cheat"]


@pytest.mark.parametrize("name", ["text", "markdown", "latex", "csv", "tsv", "json"])
def test_the_row_says_of_how_many_segments_in_every_format(name: str) -> None:
    run = half_run()
    for table in (set_table(run, Decisions()), leaderboard_table(run, Decisions())):
        assert [row[0] for row in table.rows][-1] == "cheat"
        shown = str(formats.load(name).render([table]))
        row = next(line for line in shown.splitlines() if "cheat" in line or name == "json")
        assert "30 of 60" in (shown if name == "json" else row)
        assert ("100.00*" in row.replace("\\", "")) == (name in {"text", "markdown", "latex"})


def test_a_complete_run_has_no_mark_and_no_new_column() -> None:
    run = half_run()
    data = run.data.with_systems(["honest", "third"])
    table = leaderboard_table(evaluate(data, ["chrf"]), Decisions())
    assert [column.title for column in table.columns] == ["system", "chrf"]
    assert not table.marks


def test_the_page_ranks_the_complete_systems_among_themselves() -> None:
    run = half_run()
    standings = rank_if_possible(run, QUICK)
    assert standings is not None
    assert [place.system for place in standings.rankings[0].places] == ["honest", "third"]
    assert standings.rankings[0].segments == 60
    assert "30 of 60 segments" in render(run, Decisions(standings=standings))


def test_a_ranking_on_other_segments_stands_beside_no_total() -> None:
    run = half_run()
    table = leaderboard_table(run, Decisions(standings=rank(run, resampling=QUICK)))
    assert not table.bold
    assert not table.breaks
    assert "chrf rank" not in [column.title for column in table.columns]
    assert any("tertium rank compares them on the 30 that all have" in note for note in table.notes)


def test_rank_and_compare_say_in_the_title_on_which_segments() -> None:
    run = half_run()
    titles = [table.title for table in ranking_tables(rank(run, resampling=QUICK))]
    assert titles == [
        "half: ranking by chrf on 30 of 60 segments that all have",
        "half: over 1 metrics on 30 of 60 segments that all have",
    ]
    table = comparison_table(compare(run, resampling=QUICK))
    assert table.title.endswith(" on 30 of 60 segments that all have")
    assert [row[-1] for row in table.rows] == ["30 of 60"] * 2


def test_json_says_of_how_many_segments() -> None:
    scores = {score["system"]: score for score in scores_of(half_run(), ["set"])["scores"]}
    assert (scores["cheat"]["segments"], scores["cheat"]["of"]) == (30, 60)
    assert "of" not in scores["honest"]


def test_score_stores_the_run_and_ends_with_5(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"source": "a b", "reference": "x y", "system.whole": "x z", "system.part": None if i else "x y"}
        for i in range(4)
    ]
    table = tmp_path / "m.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    output = str(tmp_path / "run")
    assert main(["score", str(table), "--from", "en", "--to", "de", "-m", "chrf", "-o", output, "-q"]) == 5
    assert "lacks chrf of 3 of 4 segments of part" in capsys.readouterr().err
    assert store.load(tmp_path / "run").values[Key("part", "chrf")].total == 100
