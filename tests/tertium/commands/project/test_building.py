"""Builds of a project: what `tertium build` makes of the same texts, with all that it depends on beside it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tertium.commands.project import building
from tertium.commands.project.work import Work
from tertium.corpora import store
from tertium.errors import DataError, UsageError
from tertium.evals.suite.project import Project, ProjectSet
from tests.conftest import ROOT
from tests.tertium.commands import projects

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet

LINES = {"reference": "t.ref.txt", "documents": "t.docs.txt"}
TALKS = ProjectSet("talks", "source", "t.source.txt", ("en", "de"), options=LINES)
WEB = ProjectSet("web", "articles", "articles", ("en", "de"), "reference", options={"encoder": "lexical"})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    projects.write(tmp_path / "t.source.txt", projects.lines("en"))
    projects.write(tmp_path / "t.ref.txt", projects.lines("de"))
    projects.write(tmp_path / "t.docs.txt", [f"d{i // 2}" for i in range(24)])
    (tmp_path / "articles").mkdir()
    for article in ("harbour-ferry", "hafenfaehre", "night-train", "nachtzug"):
        shutil.copy(ROOT / "examples" / "articles" / f"{article}.txt", tmp_path / "articles")
    return tmp_path


def built(place: Path, project_set: ProjectSet, told: list[str] | None = None) -> EvalSet:
    project, work = Project(place, (project_set,), (), ()), Work(place / "work")
    building.build(project, project_set, work, (told if told is not None else []).append, None)
    stage = building.stage_of(project, project_set)
    assert stage.reason(work.set_record(project_set.name)) == ""
    return store.load(work.set_folder(project_set.name))


def test_line_files_become_a_set_of_the_projects_name(place: Path) -> None:
    data = built(place, TALKS)
    assert (data.name, len(data), len(data.documents), data.languages) == ("talks", 24, 12, ("en", "de"))
    assert list(data.references) == ["ref"]


def test_articles_become_a_set_and_nothing_else_stays(place: Path) -> None:
    data = built(place, WEB)
    assert (data.name, len(data.documents), list(data.references)) == ("web", 2, ["web"])
    assert sorted(path.name for path in (place / "work").iterdir()) == ["sets"]


def test_a_finished_build_of_articles_is_taken_up_where_its_process_was_killed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, work = Project(place, (WEB,), (), ()), Work(place / "work")
    key = building.stage_of(project, WEB).key[:16]
    built(place, WEB)
    finished = work.building / "web" / key / "web"
    finished.parent.mkdir(parents=True)
    work.set_folder("web").rename(finished)
    (finished / "stage.json").unlink()
    monkeypatch.setattr("tertium.corpora.building.build.build_into", lambda *_, **__: pytest.fail("built twice"))
    assert len(built(place, WEB).documents) == 2
    assert not work.building.exists()


def test_segments_of_a_kind_are_left_out_with_a_line(place: Path) -> None:
    projects.write(place / "t.ref.txt", ["", *projects.lines("de")[1:]])
    told: list[str] = []
    options = {**LINES, "leave_out": "empty, copy"}
    assert len(built(place, ProjectSet("talks", "source", "t.source.txt", ("en", "de"), options=options), told)) == 23
    assert any("left out" in line for line in told)


@pytest.mark.parametrize("name", ["t.source.txt", "t.ref.txt", "t.docs.txt"])
def test_a_build_depends_on_each_of_its_files(place: Path, name: str) -> None:
    project = Project(place, (TALKS,), (), ())
    before = building.stage_of(project, TALKS).key
    (place / name).write_text("x\n", encoding="utf-8")
    assert building.stage_of(project, TALKS).key != before


def test_a_build_depends_on_its_options_and_languages(place: Path) -> None:
    project = Project(place, (TALKS,), (), ())
    variants = [
        TALKS,
        ProjectSet("talks", "source", "t.source.txt", ("en", "fr"), options=LINES),
        ProjectSet("talks", "source", "t.source.txt", ("en", "de"), options={**LINES, "leave_out": "copy"}),
        ProjectSet("talks", "path", "t.source.txt", ("en", "de")),
        WEB,
        ProjectSet("web", "articles", "articles", ("en", "de"), "hypothesis", options=WEB.options),
    ]
    assert len({building.stage_of(project, each).key for each in variants}) == len(variants)


def test_names_of_the_hub_and_of_sacrebleu_are_those_that_build_takes(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_set(path: str, *_: object) -> EvalSet:
        opened.append(path)
        return built(place, TALKS)

    monkeypatch.setattr("tertium.corpora.readers.open_set", open_set)
    for project_set in (
        ProjectSet("a", "hub", "owner/name", options={"split": "dev"}),
        ProjectSet("b", "hub", "owner/name"),
        ProjectSet("c", "sacrebleu", "wmt21/en-de"),
    ):
        assert built(place, project_set).name == project_set.name
    assert opened == ["hub:owner/name::dev", "hub:owner/name", "sacrebleu:wmt21/en-de"]


def test_texts_that_are_not_there_are_an_error_that_names_the_table(place: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere does not exist\n  try: path in \[sets.x\]"):
        built(place, ProjectSet("x", "path", "nowhere"))
    with pytest.raises(UsageError, match="languages"):
        built(place, ProjectSet("web", "articles", "articles", ("en", "en")))
