"""A total over part of a set is never taken for one over all of it: in every table, order, ranking and exit code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import tertium
from tertium.cli import main
from tertium.corpora.types import Document, EvalSet
from tertium.evals import store
from tertium.evals.compare import compare
from tertium.evals.coverage import Coverage, common_coverage_of, coverage_of, part_coverage_of
from tertium.evals.evaluate import evaluate
from tertium.evals.rank import rank, rank_if_possible
from tertium.evals.results import Resampling
from tertium.evals.slices import slices
from tertium.evals.types import Key
from tertium.evals.usage import Part, usage_of, with_usage_record
from tertium.limits import MAX_WORDS
from tertium.reports import formats
from tertium.reports.decisions import Decisions
from tertium.reports.measures import PART_OF_PART_NOTE, systems_best_first
from tertium.reports.objects import scores_of
from tertium.reports.page.render import render
from tertium.reports.plots import Plots
from tertium.reports.sections.comparison import comparison_table
from tertium.reports.sections.document_scores import documents_table
from tertium.reports.sections.domain_scores import domains_table
from tertium.reports.sections.leaderboard import leaderboard_table
from tertium.reports.sections.ranking import ranking_tables
from tertium.reports.sections.set_scores import set_table
from tertium.reports.sections.slices import slices_tables
from tertium.services.answer import Answer
from tertium.services.budget import Prices

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.types import Run

QUICK = Resampling(samples=200)


def half_run(*, referenced: int = 60, size: int = 6) -> Run:
    """Three systems; "cheat" is perfect and has no output for the second half of the segments."""
    texts = tuple(f"alpha beta gamma {i} delta" for i in range(60))
    data = EvalSet(
        "half",
        tuple(f"s{i}" for i in range(60)),
        tuple(Document(f"d{i}", size * i, size * i + size, "news" if i % 2 else "chat") for i in range(60 // size)),
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
    page = render(run, Decisions(standings=rank(run, resampling=QUICK)))
    assert "Intervals and ranks are left out" in page
    assert "beside a score stand" not in page


def test_scores_of_documents_and_domains_on_part_of_their_segments_are_marked() -> None:
    run = half_run(size=20)  # of the second document, "cheat" has half
    documents = documents_table(run, Decisions())
    row = next(row for row in documents.display_rows() if row[0] == "d1" and "cheat" in row)
    assert row[-2:] == ["10 of 20", "100.00*"]
    assert [row[-2:] for row in documents.display_rows() if "honest" in row][1][0] == "20"
    assert next(row for row in documents.display_rows() if row[0] == "d2" and "cheat" in row)[-2:] == ["0 of 20", "–"]
    domains = domains_table(run, Decisions())
    assert [row[2:] for row in domains.display_rows() if "cheat" in row] == [
        ["20 of 40", "100.00*"],
        ["10 of 20", "100.00*"],
    ]
    assert documents.notes[0] == domains.notes[0] == PART_OF_PART_NOTE


def test_a_segment_without_a_reference_makes_no_score_partial() -> None:
    run = half_run(referenced=50)
    run = evaluate(run.data.with_systems(["honest", "third"]), ["chrf"])
    for table in (documents_table(run, Decisions()), domains_table(run, Decisions())):
        assert not table.marks
        assert PART_OF_PART_NOTE not in table.notes
        assert not any(isinstance(row[-2], str) for row in table.rows)


def test_the_coverage_of_parts_adds_up_to_that_of_the_set() -> None:
    run = half_run(referenced=50, size=20)
    parts = part_coverage_of(run.data, run.measures, run.counts)
    for key, whole in run.coverage.items():
        for coverage in (parts.documents[key], parts.domains[key]):
            assert Coverage(sum(of.scored for of in coverage), sum(of.usable for of in coverage)) == whole
    assert common_coverage_of(run.data, run.measures, run.counts) == {"chrf": Coverage(30, 50)}


def test_slices_say_in_the_title_on_which_segments() -> None:
    run = half_run()
    tables = slices_tables(run, Decisions(slices=slices(run, QUICK)))
    assert tables
    assert all(table.title.endswith(" on 30 of 60 segments that all have") for table in tables)


def test_charts_say_of_how_many_segments() -> None:
    plots = Plots(half_run(size=20))
    assert "cheat, 30 of 60" in plots.leaderboard().render().decode()
    assert "honest," not in plots.leaderboard().render().decode()
    assert "*: part of a document" in plots.heatmap().render().decode()


def test_rank_and_compare_say_in_the_title_on_which_segments() -> None:
    run = half_run()
    titles = [table.title for table in ranking_tables(rank(run, resampling=QUICK))]
    assert titles == [
        "half: ranking by chrf on 30 of 60 segments that all have",
        "half: over 1 metric on 30 of 60 segments that all have",
    ]
    table = comparison_table(compare(run, resampling=QUICK))
    assert table.title.endswith(" on 30 of 60 segments that all have")
    assert [row[-1] for row in table.rows] == ["30 of 60"] * 2


def test_json_says_of_how_many_segments() -> None:
    scores = {score["system"]: score for score in scores_of(half_run(), ["set"])["scores"]}
    assert (scores["cheat"]["segments"], scores["cheat"]["of"]) == (30, 60)
    assert "of" not in scores["honest"]
    documents = [row for row in scores_of(half_run(size=20), ["document"])["scores"] if row["system"] == "cheat"]
    assert [(row.get("segments"), row.get("of")) for row in documents] == [(None, None), (10, 20), (0, 20)]


# Case score-of-half-the-segments.
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


def test_a_segment_that_a_metric_leaves_out_makes_the_result_partial(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "w " * (MAX_WORDS + 1)
    rows = [{"source": "a b", "reference": "x y", "system.s": text} for text in ("x y", long)]
    table = tmp_path / "m.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    words = ["score", str(table), "--from", "en", "--to", "de", "-m", "untranslated", "-o", str(tmp_path / "run"), "-q"]
    assert main(words) == 5
    err = capsys.readouterr().err
    assert "lacks untranslated of 1 of 2 segments of s" in err
    assert "names the segments, and why" in err


def test_a_system_that_was_not_run_lacks_no_latency() -> None:
    texts = ["a", "b"]
    data = tertium.EvalSet.from_lists({"new": texts, "old": texts}, texts, texts)
    parts = {data.ids[0]: Part(Answer("a", seconds=1.0))}
    run = tertium.evaluate(with_usage_record(data, "new", usage_of("s", parts, Prices(), {})), ["chrf"])
    assert run.coverage[Key("old", "latency")].is_complete
    assert str(run.coverage[Key("new", "latency")]) == "1 of 2"
