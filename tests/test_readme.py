"""The README is true: its commands and its Python run and write what it shows; its links lead somewhere."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import typer.main

from tertium.cli import parser
from tests.conftest import ROOT
from tests.transcripts import check, steps

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_commands_and_the_python_write_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    assert len(list(steps(README))) > 5
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    differences = check(ROOT / "README.md", rewrite=bool(request.config.getoption("--regold")))
    assert not differences, "\n".join([*differences, "if that is right: pytest --regold"])


def test_it_leads_with_the_two_commands() -> None:
    first, second, *_ = re.findall(r"^make \w+", README, flags=re.MULTILINE)
    assert (first, second) == ("make demo", "make test")
    assert README.index(first) < README.index("!["), "before the picture, which fills a screen"


def test_every_command_has_help_and_its_question() -> None:
    questions = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    commands = typer.main.get_command(parser()).commands  # type: ignore[attr-defined]
    for name, command in commands.items():
        assert command.help, name
        assert f"`tertium {name}" in questions, f"docs/questions.md doesn't say what `tertium {name}` answers"


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
