"""Steps in their order, each with a reason; what fails is kept in mind and costs no other step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.commands.project.runner import Runner
from tertium.commands.project.work import work_of
from tertium.evals.suite.read import read
from tertium.executor import Serial
from tests.tertium.commands import projects

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("news-en-de", "news-de-en")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return fresh(tmp_path, projects.make(tmp_path, names=NAMES).parent)


def fresh(tmp_path: Path, folder: Path) -> Runner:
    project = read(folder if folder.exists() else tmp_path)
    return Runner(project, work_of(project), Serial(), quiet=False)


def test_all_sets_are_built_before_the_first_is_scored(runner: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    runner.make_runs(runner.project.sets)
    assert [str(stage) for stage in runner.done] == [f"{step} {name}" for step in ("build", "score") for name in NAMES]
    assert runner.decide() is None  # there are no rules
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "build news-en-de: not done yet"
    assert any(line.startswith("1 step left, about ") for line in lines)


def test_a_step_that_fails_is_a_reason_relative_to_the_project(runner: Runner) -> None:
    (runner.project.folder / "sets" / "news-en-de" / "source.txt").write_bytes(b"\xff\n")
    runner.make_runs(runner.project.sets)
    assert list(runner.reasons) == ["news-en-de"]
    assert runner.reasons["news-en-de"].startswith("sets/news-en-de/source.txt")
    assert [str(stage) for stage in runner.done] == ["build news-de-en", "score news-de-en"]


def test_skipped_steps_are_named_in_one_line(
    runner: Runner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runner.make_runs(runner.project.sets[:1])
    second = fresh(tmp_path, tmp_path)
    second.make_runs(second.project.sets)
    capsys.readouterr()
    second.tell_skipped()
    assert capsys.readouterr().err == "up to date: build news-en-de; score news-en-de\n"
