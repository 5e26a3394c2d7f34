"""Errors of the command line's parser, in our two lines instead of its box."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, Final

import typer

from tertium.errors import UsageError, nearest

Refused: Final[type[Exception]] = typer.BadParameter.__bases__[0]
"""click's UsageError; newer typers carry a copy of it that has no public name."""


def explained(refused: Any) -> UsageError:
    """Return the parser's error as one of ours: what was wrong, and what to write instead.

    Args:
        refused: a `Refused`; its kinds are told apart by name, because versions of typer differ in where they stand.
    """
    context = refused.ctx
    command = context.command_path if context else "tertium"
    explain = {"MissingParameter": _missing_parameter, "NoSuchOption": _unknown_option, "BadParameter": _bad_value}.get(
        type(refused).__name__
    )
    if explain and context:
        message, hint = explain(refused, command)
    elif option := getattr(refused, "option_name", ""):
        # An option without its value, or a flag with a value that it doesn't take.
        message, hint = refused.message, option if "not take" in refused.message else f"{option} VALUE"
    else:
        message, hint = refused.message, _nearest_command(refused, command)
    return UsageError(_sentence(message), hint=hint)


def _missing_parameter(refused: Any, command: str) -> tuple[str, str]:
    """Return message and hint; the hint is the command with everything that it requires."""
    required = [_as_typed(parameter) for parameter in refused.ctx.command.params if parameter.required]
    return f"{_short(command)} needs {_as_typed(refused.param)}", " ".join([command, *required])


def _unknown_option(refused: Any, command: str) -> tuple[str, str]:
    """Return message and hint; the hint is the nearest option of the command."""
    parameters = refused.ctx.command.params
    option_names = [option for parameter in parameters for option in parameter.opts if option.startswith("--")]
    matches = get_close_matches(refused.option_name, option_names, n=1)
    return f"{_short(command)} has no option {refused.option_name}", matches[0] if matches else f"{command} --help"


def _bad_value(refused: Any, command: str) -> tuple[str, str]:
    """Return message and hint; the hint is the option with the nearest of its choices, or its default."""
    option = _as_typed(refused.param).split()[0]
    problem = refused.message.removeprefix("Value error, ").rstrip(".")
    # A number out of range reads "Input should be …", which takes no colon.
    message = f"{option} {problem.removeprefix('Input ')}" if problem.startswith("Input ") else f"{option}: {problem}"
    # Of "'x' is not one of 'a', 'b'", the first quoted word is what was typed.
    typed, *choices = re.findall(r"'([^']*)'", problem) or [""]
    default = refused.param.default
    value = nearest(typed, choices) if choices else str(default) if isinstance(default, (int, float)) else ""
    return message, f"{option} {value}" if value else f"{command} --help"


def _nearest_command(refused: Any, command: str) -> str:
    """Return the nearest command to one that doesn't exist, else how to ask for help."""
    commands = getattr(getattr(refused.ctx, "command", None), "commands", {})
    typed = re.match(r"No such command '([^']*)'", refused.message)
    return nearest(typed[1], list(commands)) if typed and commands else f"{command} --help"


def _as_typed(parameter: Any) -> str:
    """Return a parameter as one types it: ``RUN``, or ``--metric METRIC``."""
    placeholder = (parameter.metavar or parameter.name.upper()).strip("[]{}")
    return placeholder if parameter.param_type_name == "argument" else f"{parameter.opts[0]} {placeholder}"


def _short(command: str) -> str:
    return command.removeprefix("tertium ")


def _sentence(text: str) -> str:
    """Return the message in the style of ours: without a suggestion (the hint has it), capital letter and full stop."""
    text = text.partition(". Did you mean")[0].rstrip(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]  # SET stays
