"""A first file can be read as it is, says what was found, and shows in comments what else there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertium.evals.suite.draft import Draft, judged, key, render
from tertium.evals.suite.project import Project, ProjectSet, ProjectSystem
from tertium.evals.suite.read import parse
from tertium.files import parse_toml

NEWS = ProjectSet("news", "path", "sets/news", ("en", "de"))
WEB = ProjectSet("web", "articles", "articles", ("en", "de"), role="reference")
LINES = ProjectSet("talks.v2", "source", "talks.source.txt", options={"reference": "talks.ref.txt"})
BASE, NEW, OTHER = (ProjectSystem(name, "outputs/{set}.{system}.txt") for name in ("base", "new", "other"))


def read(draft: Draft) -> Project:
    return parse(parse_toml(render(draft), Path("tertium.toml"), hint=""), Path("tertium.toml"))


def test_the_file_is_read_as_what_was_found() -> None:
    project = read(Draft([NEWS, WEB, LINES], [BASE, NEW], {"news": "24 segments"}))
    assert project.sets == (NEWS, WEB, LINES)
    assert project.systems == (BASE, NEW)
    assert (project.release.candidate, project.release.baseline) == ("new", "base")
    assert [str(rule.rule) for rule in project.rules] == ["chrf not worse by more than 0.5"]


def test_without_a_name_that_tells_rules_stand_in_comments() -> None:
    text = render(Draft([NEWS], [NEW, OTHER], {}))
    assert "# [[rule]]" in text
    project = read(Draft([NEWS], [NEW, OTHER], {}))
    assert (project.rules, project.outputs.page) == ((), "")


def test_a_project_without_systems_shows_how_outputs_are_named() -> None:
    assert '# file = "outputs/{set}.{system}.txt"' in render(Draft([NEWS], [], {}))
    assert read(Draft([NEWS], [], {})).systems == ()


def test_sets_without_references_get_metrics_that_need_none() -> None:
    project = read(Draft([NEWS], [BASE, NEW], {}, has_references=False))
    assert project.metrics == ("length", "numbers")
    assert project.rules[0].rule.metric == "numbers"


def test_what_stands_in_comments_is_valid_too() -> None:
    text = render(Draft([NEWS], [BASE, NEW], {}))
    for comment in ('tier = "should"', "budget = 1", 'junit = "report/gate.xml"', "sets = {", "languages = { ja"):
        assert f"# {comment}" in text
        text = text.replace(f"# {comment}", comment)
    project = parse(parse_toml(text, Path("tertium.toml"), hint=""), Path("tertium.toml"))
    assert (project.sets[0].tier, project.release.budget, project.outputs.junit) == ("should", 1, "report/gate.xml")


@pytest.mark.parametrize(
    ("systems", "roles"),
    [((BASE, NEW), ("new", "base")), ((NEW, OTHER), ("", "")), ((BASE, NEW, OTHER), ("", "")), ((BASE,), ("", ""))],
)
def test_a_baseline_is_told_by_its_name_and_a_candidate_by_being_the_only_other(
    systems: tuple[ProjectSystem, ...], roles: tuple[str, str]
) -> None:
    assert judged(systems) == roles


@pytest.mark.parametrize(("name", "written"), [("wmt21-en-de", "wmt21-en-de"), ("a.b", '"a.b"'), ("ü", '"ü"')])
def test_a_name_is_quoted_where_toml_wants_it(name: str, written: str) -> None:
    assert key(name) == written
