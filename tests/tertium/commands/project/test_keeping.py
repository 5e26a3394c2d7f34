"""The history of a project: every run of a set is kept once, whole, and the latest are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.commands.project import keeping
from tertium.commands.project.work import work_of
from tertium.evals import store
from tertium.evals.suite.read import read
from tests.tertium.commands import projects

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.evals.suite.project import Project

NAMES = ("news-en-de", "news-de-en")
HISTORY = projects.RULES + 'page = "report/index.html"\nhistory = "kept"\n'
DAY = 86_400


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project with a history, which was run once."""
    projects.make(tmp_path, HISTORY, NAMES)
    run(tmp_path, monkeypatch, day=0)
    return tmp_path


def run(place: Path, monkeypatch: pytest.MonkeyPatch, *words: str, day: int) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_700_000_000 + day * DAY))
    assert main(["run", str(place), "-q", "--json", *words]) in {0, 10, 11}


def change(place: Path, cut: int) -> Project:
    projects.write(place / "outputs" / "news-en-de.new.txt", projects.lines("de", cut))
    return read(place)


def test_a_run_is_kept_once_and_whole(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = read(place)
    first = keeping.kept(project)
    assert [name.split(".")[:2] for name in first] == [[name, "20231114T221320"] for name in NAMES]
    assert not list((place / "kept").glob("*/stage.json"))
    for name in first:
        assert store.load(place / "kept" / name).systems == ("base", "new")
    run(place, monkeypatch, day=1)
    assert keeping.keep(project, work_of(project), NAMES[0]) is None
    assert keeping.kept(project) == first


def test_a_set_that_is_scored_again_has_another_run_with_what_is_said_of_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = change(place, 1)
    run(place, monkeypatch, "--tag", "v2", "--commit", "abc", day=1)
    names = keeping.kept(project)
    assert [name.split(".")[0] for name in names] == [NAMES[0], NAMES[0], NAMES[1]]
    history = keeping.timeline_of(project, 0.9)
    assert history is not None
    points = {series.system: series.points for series in history.series if series.name == NAMES[0]}
    assert [point.changed for point in points["new"]] == [(), ("system",)]
    assert [point.changed for point in points["base"]] == [(), ()]
    assert points["new"][1].description == (("tags", "v2"), ("commit", "abc"))
    page = (place / "report" / "index.html").read_text(encoding="utf-8")
    assert "Over runs" in page
    assert "new: chrf is" in page


def test_of_many_runs_the_latest_are_shown(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "SHOWN", 2)
    for day, cut in enumerate((1, 2, 1), start=1):
        change(place, cut)
        run(place, monkeypatch, day=day)
    shown = [name for name in keeping.kept(read(place)) if name.startswith(NAMES[0])]
    assert [name.split(".")[1][:8] for name in shown] == ["20231116", "20231117"]
    assert len(list((place / "kept").iterdir())) == 5


def test_what_a_killed_writer_left_is_removed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = place / "kept" / f".{NAMES[0]}.20231114T221320.0123456789ab.0a1b2c3d"
    left.mkdir()
    (place / "kept" / ".other").mkdir()
    change(place, 1)
    run(place, monkeypatch, day=1)
    assert not left.exists()
    assert (place / "kept" / ".other").exists()


def test_a_run_that_was_removed_from_the_history_is_kept_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    before = keeping.kept(read(place))
    shutil.rmtree(place / "kept")
    run(place, monkeypatch, day=5)
    assert keeping.kept(read(place)) == before


def test_without_a_history_nothing_is_kept(tmp_path: Path) -> None:
    project = read(projects.make(tmp_path, projects.RULES, NAMES))
    assert keeping.keep(project, work_of(project), NAMES[0]) is None
    assert keeping.kept(project) == []
    assert keeping.timeline_of(project, 0.9) is None
