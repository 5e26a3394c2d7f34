"""A section is one file: every report shows it in its place, or leaves it out where it has nothing to say."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.corpora import store as sets
from tertium.evals.compare import compare
from tertium.evals.evaluate import evaluate
from tertium.evals.results import (
    Check,
    Verdict,
)
from tertium.evals.slices import slices
from tertium.reports import comment, sections
from tertium.reports.decisions import Decisions
from tertium.reports.page.render import render
from tertium.reports.warnings import Inspection, inspect_run
from tests.reports.making import (
    BUILT,
    FEW,
    LONG,
    UNBUILT,
    example_standings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tertium.corpora.types import EvalSet
    from tertium.evals.types import Run
    from tertium.reports.section import Form
    from tertium.reports.table import Table

NEW = """
from tertium.reports.section import Section
from tertium.reports.table import Column, Table

section = Section(
    name="shortest",
    title="Shortest outputs",
    order=35,
    tables=lambda run, decisions: [
        Table("shortest <outputs>", (Column("system"),), tuple((system,) for system in run.systems), ("a note",))
    ],
    forms=frozenset({"text", "tables", "page", "comment"}),
    by_name=True,
)
"""


@pytest.fixture
def new_section(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One file more in the folder of sections."""
    (tmp_path / "shortest.py").write_text(NEW, encoding="utf-8")
    monkeypatch.setattr(sections, "__path__", [*sections.__path__, str(tmp_path)])
    yield
    sys.modules.pop("tertium.reports.sections.shortest", None)


def titles(form: Form, run: Run, decisions: Decisions) -> list[str]:
    return [table.title.partition(": ")[2] for table in sections.tables(form, run, decisions)]


@pytest.mark.usefixtures("new_section")
def test_a_new_file_is_a_section_of_text_page_and_comment(run: Run) -> None:
    names = [section.name for section in sections.ordered()]
    assert names.index("leaderboard") < names.index("shortest") < names.index("disagreements")
    for form in ("text", "tables", "comment"):
        assert "shortest <outputs>" in [table.title for table in sections.tables(form, run, Decisions())]
    assert [table.title for table in sections.tables_by_name(["shortest"], run, Decisions())] == ["shortest <outputs>"]
    assert "### shortest &lt;outputs&gt;" in comment.render(run, Decisions())
    page = render(run)
    assert '<li><a href="#shortest">Shortest outputs</a></li>' in page
    assert page.index('id="leaderboard-title"') < page.index('id="shortest-title"') < page.index('id="documents-title"')
    assert "<h3>shortest &lt;outputs&gt;</h3>" in page
    assert '<p class="caption">a note</p>' in page


def test_a_new_file_may_join_a_chapter_of_the_page(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    joining = NEW.replace('title="Shortest outputs"', 'chapter="leaderboard"').replace("shortest", "joining")
    (tmp_path / "joining.py").write_text(joining, encoding="utf-8")
    monkeypatch.setattr(sections, "__path__", [*sections.__path__, str(tmp_path)])
    page = render(run)
    sys.modules.pop("tertium.reports.sections.joining", None)
    assert page.index('id="leaderboard-table"') < page.index('<table id="joining"') < page.index('id="documents-title"')
    assert '<a href="#joining">' not in page


def test_every_form_shows_its_sections_in_the_one_order(run: Run) -> None:
    assert titles("text", run, Decisions()) == ["scores", "scores by document"]
    assert titles("tables", run, Decisions()) == ["scores", "scores by document"]
    compared = Decisions(
        example_standings(run), compare(run, baseline="north", resampling=FEW), slices=slices(run, FEW)
    )
    differing = [
        "largest losses against north",
        "findings, new and fixed against north",
        "findings, the gravest new and fixed ones",
    ]
    assert titles("comment", run, compared) == ["read this first", "leaderboard", *differing]
    assert titles("page", run, compared) == [
        *("leaderboard", "each system minus north"),
        *differing,
        *("scores by source length in characters", "scores by domain", "scores by alignment confidence"),
        *("articles without a partner", "what cleaning removed", "read this first"),
    ]
    assert [table.title for table in sections.tables_of_set(run.data)] == ["town: articles without a partner"]


def test_a_section_is_left_out_without_the_decisions_that_it_needs(run: Run) -> None:
    verdict = Verdict("fail", "a", "b", "town", "f", (Check("r", "chrf", "fail", 1.0, 2.0, "why"),), FEW)
    names = [section.name for section in sections.tables_by_section("page", run, Decisions())]
    assert not {"verdict", "comparison", "slices"} & set(names)
    judged = sections.tables_by_section("page", run, Decisions(verdict=verdict))
    assert next(iter(judged)).name == "verdict"


def test_only_what_is_optional_is_left_out_without_rows(run: Run) -> None:
    shown = [section for section in sections.tables_by_section("page", run, Decisions()) if section.optional]
    assert [section.name for section in shown] == ["unpaired", "removed"]


def test_the_run_is_inspected_once_for_all_sections_of_a_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def inspect(inspected: Run) -> Inspection:
        calls.append(inspected.data.name)
        return inspect_run(inspected)

    monkeypatch.setattr("tertium.reports.decisions.inspect_run", inspect)
    for report in (render, comment.render):
        report(run, Decisions())
        assert calls.pop() == "town"
        assert calls == []
    assert sections.tables("text", run, Decisions())
    assert calls == ["town"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sets.save(BUILT, tmp_path / "set")
    sets.save(UNBUILT, tmp_path / "plain")
    return tmp_path


def open_questions(data: EvalSet) -> list[Table]:
    """Return the tables that stand below the scores of a run on this set."""
    run = evaluate(data, ["length"])
    return [table for table in sections.tables("text", run, Decisions()) if "scores" not in table.title]


def test_an_empty_table_says_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(folder / "plain"), "--by", "review", "--by", "pairs"]) == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line][1::2] == ["none", "none"]
    assert "likeness" not in out


def test_text_shortens_what_was_added_and_other_formats_have_it_whole(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (("-v",), ("-f", "json"), ("-f", "csv"), ()):
        assert main(["report", str(folder / "set"), "--by", "realigned", *words]) == 0
        assert (LONG in capsys.readouterr().out) == bool(words)


def test_only_tables_with_something_to_look_at_stand_below_scores() -> None:
    assert [table.title for table in open_questions(BUILT)] == [
        "harbour: pairs that need review",
        "harbour: what systems omitted and added",
    ]
    assert open_questions(UNBUILT) == []
    assert all(section.of_set(UNBUILT).rows == () for section in sections.ordered() if section.of_set)


def test_a_report_of_a_set_shows_what_it_was_made_from(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(folder / "set"), "-f", "json"]) == 0
    tables = json.loads(capsys.readouterr().out)["tables"]
    assert [table["title"].partition(": ")[2] for table in tables] == [
        "pairs of articles",
        "pairs that need review",
        "articles without a partner",
    ]
    assert main(["report", str(folder / "set"), "--by", "removed", "-f", "csv"]) == 0
    assert "a,3,credit,Photo: nobody" in capsys.readouterr().out


def test_a_report_of_a_run_ends_with_what_needs_review(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(folder / "set"), "-m", "length", "-o", str(folder / "run"), "-q"]) == 0
    assert main(["report", str(folder / "run")]) == 0
    out = capsys.readouterr().out
    assert out.index("harbour: scores") < out.index("harbour: pairs that need review") < out.index("omitted and added")
    assert "to review: s (t may be)" in " ".join(out.split())
    assert main(["report", str(folder / "run"), "--by", "realigned", "-f", "tsv"]) == 0
    assert "x\tadded\ta\t\tVorab." in capsys.readouterr().out
    assert main(["report", str(folder / "run"), "-f", "html", "-o", str(folder / "page.html")]) == 0
    page = (folder / "page.html").read_text(encoding="utf-8")
    for title in ("pairs that need review", "articles without a partner", "what systems omitted and added"):
        assert f"<h3>harbour: {title}</h3>" in page


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        ("set", ["--by", "document"], "a set has no table 'document'\n  try: pairs, review, unpaired"),
        ("set", ["-f", "html"], "is a set and has no scores\n"),
        ("set", ["--json"], "is a set and has no scores\n"),
        ("plain", [], "was not built from articles, and has no scores\n  try: tertium score"),
    ],
)
def test_what_a_set_cannot_show_is_said_in_two_lines(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, words: list[str], says: str
) -> None:
    assert main(["report", str(folder / name), *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert len(err.splitlines()) == 2


def test_json_of_a_run_refuses_what_is_no_score(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(folder / "set"), "-m", "length", "-o", str(folder / "run"), "-q"]) == 0
    assert main(["report", str(folder / "run"), "--json", "--by", "review"]) == 2
    assert "--by review --format json" in capsys.readouterr().err
