"""What the parser of the command line refuses, in our two lines instead of its box."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, Final

import typer

from tertium.errors import UsageError, nearest

Refused: Final[type[Exception]] = typer.BadParameter.__bases__[0]
"""click's UsageError; newer typers carry a copy of it that has no public name."""


def explained(refused: Any) -> UsageError:
    """Return what was wrong with the words, and what to write instead.

    Args:
        refused: a `Refused`; its kinds are told apart by name, because versions of typer differ in where they stand.
    """
    context = refused.ctx
    command = context.command_path if context else "tertium"
    made = {"MissingParameter": _missing, "NoSuchOption": _unknown, "BadParameter": _value}.get(type(refused).__name__)
    if made and context:
        what, hint = made(refused, command)
    elif name := getattr(refused, "option_name", ""):  # an option without its value, or with one that it doesn't take
        what, hint = refused.message, name if "not take" in refused.message else f"{name} VALUE"
    else:
        what, hint = refused.message, _command(refused, command)
    return UsageError(_sentence(what), hint=hint)


def _missing(refused: Any, command: str) -> tuple[str, str]:
    needed = [_written(one) for one in refused.ctx.command.params if one.required]
    return f"{_short(command)} needs {_written(refused.param)}", " ".join([command, *needed])


def _unknown(refused: Any, command: str) -> tuple[str, str]:
    known = [name for one in refused.ctx.command.params for name in one.opts if name.startswith("--")]
    near = get_close_matches(refused.option_name, known, n=1)
    return f"{_short(command)} has no option {refused.option_name}", near[0] if near else f"{command} --help"


def _value(refused: Any, command: str) -> tuple[str, str]:
    """Name the option, and the nearest of its choices or its default."""
    option, said = _written(refused.param).split()[0], refused.message.removeprefix("Value error, ").rstrip(".")
    what = f"{option} {said.removeprefix('Input ')}" if said.startswith("Input ") else f"{option}: {said}"
    given, *choices = re.findall(r"'([^']*)'", said) or [""]
    default = refused.param.default
    near = nearest(given, choices) if choices else str(default) if isinstance(default, (int, float)) else ""
    return what, f"{option} {near}" if near else f"{command} --help"


def _command(refused: Any, command: str) -> str:
    """Return the nearest command where there is none of this name, else how to ask for help."""
    commands = getattr(getattr(refused.ctx, "command", None), "commands", {})
    given = re.match(r"No such command '([^']*)'", refused.message)
    return nearest(given[1], list(commands)) if given and commands else f"{command} --help"


def _written(parameter: Any) -> str:
    """Return a parameter as one types it: ``RUN``, or ``--metric SPEC``."""
    shown = (parameter.metavar or parameter.name.upper()).strip("[]{}")
    return shown if parameter.param_type_name == "argument" else f"{parameter.opts[0]} {shown}"


def _short(command: str) -> str:
    return command.removeprefix("tertium ")


def _sentence(text: str) -> str:
    """Return the message as ours are written: without a suggestion (the hint has it), capital or full stop."""
    text = text.partition(". Did you mean")[0].rstrip(".")
    return text[:1].lower() + text[1:]
