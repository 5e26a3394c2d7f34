"""The step that runs systems: what it depends on, and what it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.commands.project import translating
from tertium.commands.project.work import work_of
from tertium.corpora.store import load
from tertium.evals.suite.read import read
from tests.tertium.answering import outcome

if TYPE_CHECKING:
    from pathlib import Path

TOML = """schema = "tertium/1"
[sets.s]
source = "s.de"
reference = "s.en"
languages = ["de", "en"]
[systems.new]
command = ["./run.sh"]
model = "m-1"
[metrics]
use = ["chrf"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "s.de").write_text("Ein Hund.\nEine Katze.\n", encoding="utf-8")
    (tmp_path / "s.en").write_text("A dog.\nA cat.\n", encoding="utf-8")
    program(tmp_path, "cat")
    (tmp_path / "tertium.toml").write_text(TOML, encoding="utf-8")
    return tmp_path / "tertium.toml"


def program(folder: Path, code: str) -> None:
    (folder / "run.sh").write_text(f"#!/bin/sh\n{code}\n", encoding="utf-8")
    (folder / "run.sh").chmod(0o755)


def test_it_depends_on_set_and_system(project: Path) -> None:
    assert main(["run", str(project)]) == 0
    parsed = read(project)
    work, (each,), (system,) = work_of(parsed), parsed.sets, parsed.systems
    stage = translating.stage_of(parsed, each, system, work)
    assert str(stage) == "translate s by new"
    record = work.output_folder("s", "new") / "stage.json"
    assert stage.reason(record) == ""
    program(project.parent, "tr a-z A-Z")
    assert translating.stage_of(parsed, each, system, work).reason(record) == "the system changed"
    assert load(work.output_folder("s", "new")).outputs == {"new": ("Ein Hund.", "Eine Katze.")}


def test_a_failure_is_tried_again_and_outputs_of_another_system_are_not_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(capsys, "run", str(project))[0] == 0
    program(project.parent, "exit 1")
    code, _, err = outcome(capsys, "run", str(project))
    assert code == 5
    assert "s: new has no output for 2 of 2 segments: ./run.sh ended with code 1" in err
    program(project.parent, "cat")
    assert outcome(capsys, "run", str(project))[0] == 0


def test_a_system_that_can_not_be_run_has_no_outputs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(capsys, "run", str(project))[0] == 0
    (project.parent / "run.sh").unlink()
    _, _, err = outcome(capsys, "run", str(project))
    assert "translate s by new: ./run.sh can't be run: no such program" in err
    assert not (project.parent / "work" / "outputs" / "s" / "new").exists()


def test_an_obstacle_is_named_without_asking(project: Path) -> None:
    parsed = read(project)
    assert translating.system_obstacle(parsed, parsed.systems[0]) == ""
    (project.parent / "run.sh").unlink()
    assert "no such program" in translating.system_obstacle(parsed, parsed.systems[0])


def test_a_budget_holds_over_all_sets(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = TOML.replace(
        "[systems.new]", '[sets.t]\nsource = "s.en"\nreference = "s.de"\nlanguages = ["en", "de"]\n[systems.new]'
    )
    project.write_text(f"{text}[translate]\nrequests = 3\n", encoding="utf-8")
    code, _, err = outcome(capsys, "run", str(project))
    assert code == 5
    assert "t: new has no output for 1 of 2 segments: not asked: the budget of 3 requests is spent" in err
