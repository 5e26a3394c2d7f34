"""Changes of the public API: what goes works for two minor versions more, and says what stands in its place."""

from __future__ import annotations

import functools
import warnings
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def warn_deprecated(what: str, *, since: str, removed: str, instead: str, stacklevel: int = 2) -> None:
    """Warn that something of the public API goes.

    Args:
        what: as a user writes it: ``tertium.runs``, ``the argument 'level' of tertium.history``.
        since: the version that warns first.
        removed: the version that no longer has it.
        instead: what to write.
        stacklevel: how many calls up the user's line is, as `warnings.warn` counts them for the caller.
    """
    message = f"{what} is deprecated since {since} and goes in {removed}; write {instead}"
    warnings.warn(message, DeprecationWarning, stacklevel=stacklevel + 1)


def deprecated(
    what: str, *, since: str, removed: str, instead: str
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Return a decorator of functions that warn at each call; the arguments are those of `warn_deprecated`."""

    def decorate(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        @functools.wraps(function)
        def warning(*positional: Arguments.args, **named: Arguments.kwargs) -> Result:
            warn_deprecated(what, since=since, removed=removed, instead=instead)
            return function(*positional, **named)

        return warning

    return decorate
