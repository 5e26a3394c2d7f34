"""Commands that README and docs name in their text exist, and have the options that are named with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import typer.main

from tertium.cli import parser
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMANDS: dict[str, Any] = typer.main.get_command(parser()).commands  # type: ignore[attr-defined]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]


def spans(text: str) -> Iterator[str]:
    """Yield what stands in backticks in a text, its code blocks aside."""
    yield from re.findall(r"`(tertium [a-z][^`]*)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))


def unknown(span: str) -> list[str]:
    """Return the words of a command that the command line doesn't know."""
    faults = []
    for part in re.split(r"`, |; | \| |, then ", span):
        words = re.split(r"[\s=\[\]]+", part.removeprefix("tertium ").strip())
        command = COMMANDS.get(words[0])
        if command is None:
            faults.append(words[0])
            continue
        subcommands = getattr(command, "commands", {})
        alternatives = words[1].split("|") if len(words) > 1 else []
        chosen = [subcommands[name] for name in alternatives if name in subcommands] or [command]
        options = {name for one in chosen for option in one.params for name in (*option.opts, *option.secondary_opts)}
        faults += [word for word in words if re.match(r"--?[a-z]", word) and word not in {*options, "--help"}]
    return faults


@pytest.mark.parametrize("path", PAGES, ids=[str(path.relative_to(ROOT)) for path in PAGES])
def test_a_page_names_commands_and_options_that_exist(path: Any) -> None:
    faults = {span: words for span in spans(path.read_text(encoding="utf-8")) if (words := unknown(span))}
    assert not faults


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("tertium score SET -m chrf -o RUN", []),
        ("tertium score SET --outputs RUN", ["--outputs"]),
        ("tertium evaluate SET", ["evaluate"]),
        ("tertium runs verify RUN", []),
        ("tertium report RUN --by=document", []),
    ],
)
def test_what_does_not_exist_is_found(span: str, words: list[str]) -> None:
    assert unknown(span) == words
