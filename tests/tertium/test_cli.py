"""The command line: two lines for every error, an exit code for every end, and nothing lost that was there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import typer

from tertium import cli
from tertium.cli import main
from tertium.errors import CompareError
from tests.conftest import ROOT
from tests.tertium.answering import fails

if TYPE_CHECKING:
    from pathlib import Path

PARTS = {
    *("__init__", "completion", "decisions", "options", "output", "paper", "partial", "progress"),
    *("ratings_options", "score_files", "set_tables"),
}
"""Modules of commands/ that several commands share."""


def test_a_file_that_is_there_is_replaced_only_when_asked(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("report", "compare", "rank"):
        (place / "old").write_text("mine", encoding="utf-8")
        code, err = fails(capsys, command, place / "run", "-o", place / "old")
        assert (code, "old is already there\n  try: --overwrite" in err) == (2, True)
        assert (place / "old").read_text(encoding="utf-8") == "mine"
        assert main([command, str(place / "run"), "-o", str(place / "old"), "--overwrite"]) == 0
        assert (place / "old").read_text(encoding="utf-8") != "mine"


def test_a_folder_that_is_no_set_or_no_run(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "void").mkdir()
    assert fails(capsys, "score", place / "void", "-m", "chrf", "-o", place / "new")[0] == 3
    assert fails(capsys, "score", place / "nowhere", "-m", "chrf", "-o", place / "new")[0] == 3
    assert fails(capsys, "report", place / "set")[0] == 2


def test_an_unwritable_output(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "file").write_text("in the way", encoding="utf-8")
    assert fails(capsys, "score", place / "set", "-m", "chrf", "-o", place / "file" / "run")[0] == 2
    assert fails(capsys, "report", place / "run", "-o", place / "file" / "r.txt")[0] == 2
    if os.geteuid():
        (place / "locked").mkdir(mode=0o500)
        assert fails(capsys, "score", place / "set", "-m", "chrf", "-o", place / "locked" / "run")[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ["report", "{run}", "--by", "sentence"],
        ["report", "{run}", "--format", "pdf"],
        ["score", "{set}", "-m", "chrf", "--only", "nobody", "-o", "{new}"],
        ["score", "{set}", "-m", "chrf", "--reference", "B", "-o", "{new}"],
        ["score", "{set}", "-m", "chrf", "--system", "nofile", "-o", "{new}"],
        ["build", "-o", "{new}"],
    ],
)
def test_what_is_not_there_is_named_with_what_is(
    place: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    paths = {"run": place / "run", "set": place / "set", "new": place / "new"}
    assert fails(capsys, *(word.format(**paths) for word in words))[0] == 2
    assert not (place / "new").exists()


@pytest.mark.parametrize(
    ("ends", "code"),
    [(typer.Abort(), 130), (SystemExit(3), 3), (SystemExit("words"), 1), (SystemExit(), 1), (CompareError("x"), 4)],
)
def test_however_a_command_ends_it_has_its_exit_code(
    ends: BaseException, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ending(**_: object) -> None:
        raise ends

    monkeypatch.setattr(cli, "app", ending)
    assert main([]) == code


def test_without_arguments_three_lines_say_what_to_do_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert [line.split(":")[0] for line in out.splitlines()] == ["start", "or", "help"]
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("words", [["runs"], ["cache"]])
def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main(words) in {0, 2}, "as click has it: 0 before 8.2"
    assert "Usage: tertium" in "".join(capsys.readouterr())


def test_help_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--help"]) == 0
    assert "--baseline" in capsys.readouterr().out


def test_every_command_is_on_the_command_line() -> None:
    names = {path.stem for path in (ROOT / "tertium" / "commands").glob("*.py")} - PARTS
    assert {info.callback.__name__ for info in cli.parser().registered_commands if info.callback} | {
        info.name for info in cli.parser().registered_groups
    } == names
