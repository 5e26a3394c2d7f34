"""A section is one file: every report shows it in its place, or leaves it out where it has nothing to say."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, get_args

import pytest

from tertium.evals.compare import compare
from tertium.evals.decisions import Check, Resampling, Verdict
from tertium.evals.slices import slices
from tertium.reports import comment, sections
from tertium.reports.decisions import Decisions
from tertium.reports.page.render import render
from tertium.reports.section import Form, Need
from tertium.reports.warnings import Inspection, inspect_run
from tests.reports.making import plain_run
from tests.reports.test_formats import standings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tertium.evals.types import Run

FEW = Resampling(samples=200)
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


@pytest.fixture(scope="module")
def run() -> Run:
    return plain_run()


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


def test_every_form_shows_its_sections_in_the_one_order(run: Run) -> None:
    assert titles("text", run, Decisions()) == ["scores", "scores by document"]
    assert titles("tables", run, Decisions()) == ["scores", "scores by document"]
    compared = Decisions(standings(run), compare(run, baseline="north", resampling=FEW), slices=slices(run, FEW))
    assert titles("comment", run, compared) == ["read this first", "leaderboard", "largest losses against north"]
    assert titles("page", run, compared) == [
        *("read this first", "leaderboard", "metrics that disagree", "each system minus north"),
        *("scores by source length in characters", "scores by domain", "scores by alignment confidence"),
        *("articles without a partner", "what cleaning removed"),
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


def test_names_are_unique_and_forms_and_needs_are_known() -> None:
    known = sections.ordered()
    names = [section.name for section in known]
    assert len(set(names)) == len(names)
    assert all(section.forms <= set(get_args(Form)) and section.needs <= set(get_args(Need)) for section in known)
    assert all(section.forms or section.by_name for section in known), "a section that no report can show"
