"""Runs as callers give them: a run, or the path of its folder; several one by one, or in a list."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

from tertium import arguments
from tertium.errors import DataError, UsageError
from tertium.evals import store
from tertium.evals.types import Run

if TYPE_CHECKING:
    from collections.abc import Sequence


def opened(name: str, run: object) -> Run:
    """Return a run, or the one in a folder.

    Args:
        name: of the argument, for messages.
        run: what a caller gave.

    Raises:
        UsageError: it is neither a run nor a path.
        DataError: there is no run at the path, or it is damaged.
    """
    if arguments.is_of(run, Run):
        return run
    arguments.check(name, run, (Run, str, PathLike), arguments.RUN)
    return store.open_stored(arguments.path(name, run))


def all_opened(first: object, others: Sequence[object]) -> tuple[Run, tuple[Run, ...]]:
    """Return the first run and the others, for functions that take one run or several; the first may be a list of all.

    Raises:
        UsageError: one is neither a run nor a path, the list is empty, or a text is the name of a system.
        DataError: as `opened`.
    """
    if arguments.is_of(first, (list, tuple)):
        listed = arguments.listed("first", first, arguments.RUN)
        if not listed:
            raise UsageError("first can't be an empty list", hint=arguments.RUN)
        first, others = listed[0], (*listed[1:], *others)
    run = opened("first", first)
    return run, tuple(_other(run, other) for other in others)


def _other(first: Run, other: object) -> Run:
    try:
        return opened("others: an item", other)
    except DataError as error:
        if arguments.is_of(other, str) and other in first.systems:
            message = f"others: an item can't be {arguments.shown(other)}, a system of the first run"
            raise UsageError(message, hint=f"baseline={other!r}") from error
        raise
