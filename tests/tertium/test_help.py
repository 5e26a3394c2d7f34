"""The help is complete: every option says what it takes and what it is, and nothing of that is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import typer.main

from tertium.cli import main, parser

if TYPE_CHECKING:
    from collections.abc import Iterator


def commands(command: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command with the words that call it."""
    command = command or typer.main.get_command(parser())
    yield path, command
    for name, subcommand in getattr(command, "commands", {}).items():
        yield from commands(subcommand, (*path, name))


ALL = list(commands())


@pytest.mark.parametrize(("path", "command"), ALL, ids=[" ".join(path) or "tertium" for path, _ in ALL])
def test_every_option_says_what_it_is_and_no_bracket_is_taken_for_markup(path: tuple[str, ...], command: Any) -> None:
    for option in command.params:
        if option.name == "help":
            continue
        assert option.help, (path, option.name)
        assert "[" not in option.help, f"{path} {option.name}: the help's renderer drops what stands in brackets"
        assert option.help.endswith((".", "…")), (path, option.name)


KNOWN = {
    "--baseline",
    "--column",
    "--lower-is-better",
    "--name",
    "--only",
    "--output",
    "--reference",
    "--summary",
    "--system",
}
"""A file that is brought along in one command is the name of a part of the set or run in another; of a table
of scores, meta reads one column, of a table of texts, build and score read several; meta has one table of human scores,
which are penalties or not, a run has imported scores of several metrics; build names
a set, report what a table shows."""


def test_options_of_one_name_take_the_same_in_every_command_but_for_the_known_ones() -> None:
    metavars_by_name: dict[str, set[str | None]] = {}
    for _, command in ALL:
        for option in command.params:
            for name in option.opts:
                if name.startswith("--"):
                    metavars_by_name.setdefault(name, set()).add(option.metavar)
    assert {name for name, metavars in metavars_by_name.items() if len(metavars) > 1} == KNOWN


def test_a_default_in_words_is_shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["compare", "--help"]) == 0
    assert "the first of the first run" in " ".join(capsys.readouterr().out.split())
