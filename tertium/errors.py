"""What can go wrong, each with the exit code it ends the command with.

TertiumError            1  (never raised itself: an unexpected error)
├── UsageError          2  the command or the configuration asks for something that isn't there; a ValueError too
│   ├── ArgumentError   2  an argument has a type that the function doesn't take; a TypeError too
│   └── MetricError     2  a metric's package or model isn't there or can't be trusted, or it failed
├── DataError           3  the input is broken
├── CompareError        4  two results measure different things
└── PartialError        5  finished, but something asked for is missing

A gate has codes of its own (tertium/commands/gate.py), and a command that a signal ends has that of the signal, as
shells count it: 130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP (tertium/interruption.py).
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class TertiumError(Exception):
    """Base class: the first line says what went wrong, the second what to do about it.

    Example:
        >>> try:
        ...     tertium.evaluate({"hypothesis": ["Hund."], "reference": ["Ein Hund."]}, ["chrff"])
        ... except tertium.TertiumError as error:
        ...     print(error)
        no metric is named 'chrff'
          try: chrf, chrf++, chatter
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, *, hint: str = "") -> None:
        super().__init__(f"{what}\n  try: {hint}" if hint else what)


class UsageError(TertiumError, ValueError):
    """The command, an option or a configuration file asks for something that isn't there.

    In a notebook that is a wrong value, so `except ValueError` catches it.
    """

    exit_code = 2


class ArgumentError(UsageError, TypeError):
    """An argument has a type that the function doesn't take: the message names both."""


class MetricError(UsageError):
    """A metric can't run here: its package or its model isn't there, can't be trusted, or it failed."""


class DataError(TertiumError):
    """The input is broken: the message names file, line and remedy."""

    exit_code = 3


class CompareError(TertiumError):
    """Two results measure different things: the message says which part differs."""

    exit_code = 4


class PartialError(TertiumError):
    """The work is finished and stored, but something that was asked for is missing."""

    exit_code = 5


def counted(count: int, noun: str) -> str:
    """Return a number with its noun, which takes an s in the plural: ``1 line``, ``2 lines``."""
    return f"{count} {noun}{'s' * (count != 1)}"


def in_one_line(message: object) -> str:
    """Return a message of two lines, what is wrong and the remedy, as one: ``no such file; try: a.txt``."""
    return "; ".join(" ".join(line.split()) for line in str(message).splitlines())


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the up to three known words most similar to this one, or all of them, for a hint."""
    words = list(known)
    return ", ".join(get_close_matches(word, words, n=3, cutoff=0.5) or sorted(words))
