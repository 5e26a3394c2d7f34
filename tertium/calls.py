"""A call that doesn't fit a function's parameters ends in two lines, as any other wrong argument does.

Python itself says ``got an unexpected keyword argument`` and names none that there is.
"""

from __future__ import annotations

import functools
import inspect
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar

from tertium.errors import ArgumentError, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

LIKE: Final = 0.6
"""How similar a name must be to a parameter's to be taken for it: `hypothesis` is meant for `hypotheses`."""
OTHERWISE: Final = ""
"""Key of the hint for any other name."""
LANGUAGES: Final = 'languages=("en", "de"), source and target'
"""What to write for `source_language`, `target_lang` and the like."""
OWN: Final = ("self", "cls")
"""Parameters that no caller writes."""


def explained(
    title: str, /, otherwise: str = "", **hints: str
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Return a decorator of public functions: a call with wrong names or too many arguments is an ArgumentError.

    Args:
        title: what callers call the function.
        otherwise: what to write for a name like none of the parameters'; by default these.
        hints: what to write, by a name that callers try or that they forget; by default the parameters' own names.
    """

    def decorate(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        @functools.wraps(function)
        def call(*positional: Arguments.args, **named: Arguments.kwargs) -> Result:
            try:
                return function(*positional, **named)
            except TypeError as error:
                # Of a call that doesn't fit, the function's own code never ran, so the traceback ends here.
                if error.__traceback__ is not None and error.__traceback__.tb_next is not None:
                    raise
                wrong = _wrong(title, function, positional, named, {OTHERWISE: otherwise, **hints})
                if wrong is None:
                    raise
            raise wrong

        return call

    return decorate


def explained_class(title: str, /, **hints: str) -> Callable[[type[Result]], type[Result]]:
    """Return a decorator of classes that callers make values of; see `explained`."""

    def decorate(made: type[Result]) -> type[Result]:
        setattr(made, "__init__", explained(title, **hints)(made.__init__))  # noqa: B010 - type checkers forbid the plain form
        return made

    return decorate


def _wrong(
    title: str,
    function: Callable[..., Any],
    positional: Sequence[object],
    named: Mapping[str, object],
    hints: Mapping[str, str],
) -> ArgumentError | None:
    """Return what is wrong with a call; None if Python alone knows."""
    parameters = inspect.signature(function).parameters
    by_position = [name for name, parameter in parameters.items() if parameter.kind is not parameter.KEYWORD_ONLY]
    own = sum(name in OWN for name in by_position)
    names = [name for name in parameters if name not in OWN]
    unknown = next((name for name in named if name not in names), None)
    if unknown is not None:
        hint = hints.get(unknown) or _meant(unknown, names) or hints[OTHERWISE] or _listed(names) or "none"
        return ArgumentError(f"{title} has no argument {unknown!r:.60}", hint=hint)
    if twice := next((name for name in by_position[: len(positional)] if name in named), None):
        hint = hints.get(twice) or f"{twice}=… alone, and the others by their names too"
        return ArgumentError(f"{twice} is given twice to {title}, by its place and by its name", hint=hint)
    if len(positional) > len(by_position):
        left = [name for name in names if name not in by_position and name not in named]
        message = f"{title} takes {counted(len(by_position) - own, 'argument')} by place, not {len(positional) - own}"
        return ArgumentError(message, hint=_listed(left) if left else "fewer" if names else "none")
    if missing := next(_missing(parameters, by_position[: len(positional)], named), None):
        return ArgumentError(f"{missing} is missing in {title}", hint=hints.get(missing) or f"{missing}=…")
    return None


def _meant(unknown: str, names: Sequence[str]) -> str:
    """Return the parameter that a name is meant for, as it is written; empty where there is none."""
    if "lang" in unknown and "languages" in names:
        return LANGUAGES
    near = get_close_matches(unknown, names, n=1, cutoff=LIKE)
    return f"{near[0]}=…" if near else ""


def _missing(
    parameters: Mapping[str, inspect.Parameter], given: Sequence[str], named: Mapping[str, object]
) -> Iterator[str]:
    for name, parameter in parameters.items():
        if parameter.default is parameter.empty and name not in given and name not in named:
            yield name


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"{name}=…" for name in names)
