"""The README is true: its commands and its Python run, and it names every command."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
import typer.main

from tertium.cli import main, parser
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text(encoding="utf-8")
FAILING = {"tertium gate": 10}
"""Commands that are meant to end in another exit code than 0."""


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    (folder / "examples").symlink_to(ROOT / "examples")
    return folder


def test_the_commands_run_as_they_stand(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    assert len(lines) > 5
    for line in lines:
        words = shlex.split(line, comments=True)
        assert words[0] == "tertium"
        assert main(words[1:]) == FAILING.get(" ".join(words[:2]), 0), line


def test_the_python_runs_as_it_stands(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), names)  # noqa: S102 - our own README
    assert len(names["run"].scores) == 3  # type: ignore[attr-defined]


def test_every_command_has_help_and_is_in_the_readme() -> None:
    commands = typer.main.get_command(parser()).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert command.help, name
        assert f"tertium {name}" in README, f"README.md doesn't say what `tertium {name}` is for"


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
