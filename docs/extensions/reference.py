"""Two directives: `commands`, every command with its options, and `public-api`, every name that `tertium` offers.

Both are read from the package when the site is built, so they can't grow old.
"""

from __future__ import annotations

import dataclasses
import inspect
from typing import TYPE_CHECKING, Any, ClassVar

import typer.main
from sphinx.util.docutils import SphinxDirective

import tertium
from tertium.cli import parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx


def commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command that does something, with the words that call it."""
    subcommands = getattr(command, "commands", {})
    if not subcommands:
        yield words, command
    for name, subcommand in subcommands.items():
        yield from commands(subcommand, (*words, name))


def described(words: tuple[str, ...], command: Any) -> Iterator[str]:
    """Yield the lines of Markdown that describe a command."""
    context = command.make_context(" ".join(("tertium", *words)), [], resilient_parsing=True)
    yield from (f"## tertium {' '.join(words)}", "", inspect.cleandoc(command.help or ""), "")
    yield from ("```text", " ".join(["tertium", *words, *command.collect_usage_pieces(context)]), "```", "")
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record and record[0] != "--help":
            name, text = record
            yield from (f"`{name}`", f": {escaped(text)}", "")


def escaped(text: str) -> str:
    """Return a help text as Markdown shows it: no emphasis, no HTML."""
    text = " ".join(text.split())
    for mark in "\\`*_<>[]|$":
        text = text.replace(mark, f"\\{mark}")
    return text


class Commands(SphinxDirective):
    """Every command with its options, from the command line itself."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each command."""
        lines: list[str] = []
        for words, command in commands(typer.main.get_command(parser())):
            lines += described(words, command)
        return self.parse_text_to_nodes("\n".join(lines), allow_section_headings=True)


class PublicApi(SphinxDirective):
    """Every name in `tertium.__all__`, from its docstring: functions, then classes with their members."""

    has_content = False
    kinds: ClassVar = (("Functions", "autofunction"), ("Classes", "autoclass"))

    def run(self) -> list[nodes.Node]:
        """Return a section of functions and one of classes."""
        names = {name: getattr(tertium, name) for name in tertium.__all__}
        result: list[nodes.Node] = []
        for title, directive in self.kinds:
            lines = [f"## {title}", "", "```{eval-rst}"]
            for name, value in names.items():
                if inspect.isclass(value) == (directive == "autoclass"):
                    lines += [f".. {directive}:: tertium.{name}", *options(value), ""]
            result += self.parse_text_to_nodes("\n".join([*lines, "```"]), allow_section_headings=True)
        return result


def options(value: Any) -> list[str]:
    """Return the options of autodoc for a value: members of classes, but no fields, which the docstring describes."""
    if not inspect.isclass(value) or issubclass(value, Exception):
        return []
    fields = [field.name for field in dataclasses.fields(value)] if dataclasses.is_dataclass(value) else []
    return [
        "   :members:",
        "   :inherited-members:",
        *([f"   :exclude-members: {', '.join(fields)}"] if fields else []),
    ]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives with Sphinx."""
    app.add_directive("commands", Commands)
    app.add_directive("public-api", PublicApi)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
