"""docs/suites.md is true: its commands run and say what it shows; its file is valid."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tertium.cli import main
from tertium.evals.suite.read import parse
from tertium.files import parse_toml
from tests.conftest import ROOT
from tests.tertium.commands import projects
from tests.transcripts import Session, check, steps

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENT = (ROOT / "docs" / "suites.md").read_text(encoding="utf-8")
NAMES = ("flores-en-de", "wmt21-de-en", "wmt21-en-de", "wmt22-cs-uk", "wmt22-en-zh", "wmt23-zh-en")
SYSTEMS = {"flores-en-de": ("microsoft", "google"), "wmt23-zh-en": ("ONLINE-A", "ONLINE-B")}
"""Base and new of the sets on which they aren't Online-A and Online-B."""
VERDICTS = {0, 10, 11}
STEPS = re.compile(r"(system|build|score|decide|nothing to do)\b")
"""The beginning of lines that are the same for sets of any texts, if they hold no number of segments."""


def check_lines(is_checked: Callable[[str], bool]) -> None:
    """Run the document's commands in the current folder; compare the lines that are checked, in their order."""
    session = Session()
    for step in steps(DOCUMENT):
        written = iter(session.run(step).splitlines())
        assert session.code in VERDICTS
        for line in filter(is_checked, DOCUMENT[step.start : step.end].splitlines()):
            assert line in written, (step.code, line)


def test_the_commands_say_what_is_shown_on_small_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        source, target = ("de", "en") if name.endswith("-en") else ("en", "de")
        place = tmp_path / "sets" / name
        projects.write(place / "source.txt", projects.lines(source))
        projects.write(place / "reference.A.txt", projects.lines(target))
        projects.write(place / "docs.txt", [f"d{i // 2}" for i in range(2 * projects.DOCUMENTS)])
        projects.write(tmp_path / "outputs" / f"{name}.base.txt", projects.lines(target, 3))
        projects.write(tmp_path / "outputs" / f"{name}.new.txt", projects.lines(target, 2))
    projects.write(tmp_path / "translated" / "wmt22-cs-uk.txt", projects.lines("de", 1))
    monkeypatch.chdir(tmp_path)
    check_lines(lambda line: bool(STEPS.match(line)))


@pytest.mark.shared
@pytest.mark.slow
def test_the_commands_say_what_is_shown_on_the_sets_that_are_named(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    (tmp_path / "outputs").mkdir()
    for name in NAMES:
        shutil.copytree(
            shared / "data" / name, tmp_path / "sets" / name, ignore=shutil.ignore_patterns("systems", "human")
        )
        for role, system in zip(("base", "new"), SYSTEMS.get(name, ("Online-A", "Online-B")), strict=True):
            output = shared / "data" / name / "systems" / f"{system}.txt"
            shutil.copy(output, tmp_path / "outputs" / f"{name}.{role}.txt")
    text = (tmp_path / "outputs" / "wmt22-cs-uk.new.txt").read_text(encoding="utf-8")
    projects.write(tmp_path / "translated" / "wmt22-cs-uk.txt", [*text.splitlines()[:-1], "…"])
    monkeypatch.chdir(tmp_path)
    assert not check(ROOT / "docs" / "suites.md", rewrite=bool(request.config.getoption("--regold")))


def test_the_file_that_is_shown_is_valid() -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", DOCUMENT, flags=re.DOTALL)
    project = parse(parse_toml(block, Path("tertium.toml"), hint=""), Path("tertium.toml"))
    assert [each.origin for each in project.sets] == ["articles", "source"]


def test_the_example_is_valid_and_can_be_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path / "examples" / "release")
    assert main(["check"]) == 0
    assert main(["run", "--json"]) in VERDICTS
    assert main(["run", "--json"]) in VERDICTS
