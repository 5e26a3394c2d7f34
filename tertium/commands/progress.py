"""Progress of a command, on stderr."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

from tertium.commands.project.remaining import duration
from tertium.terminal import rewrite, say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

PAUSE: Final = 5.0
"""Seconds between two lines of one step: a long step shows that it lives, a short one stays silent until its end."""


ESTIMATE: Final = " left"
"""How a line ends that says how long the work will take."""


def tell(line: str, *, quiet: bool) -> None:
    """Write a line to stderr, unless --quiet."""
    if not quiet:
        say(line)


class MovingLine:
    """Progress callback of lines: on a terminal each takes the place of the one before, and the last one vanishes.

    In a pipe or a file they stand below each other, and estimates of the time that is left come every `PAUSE` seconds.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._moves = sys.stderr is not None and sys.stderr.isatty()
        self._last = time.monotonic()

    def __enter__(self) -> MovingLine:  # noqa: PYI034 - Python 3.10 has no Self
        return self

    def __exit__(self, *_: object) -> None:
        if self._moves and not self._quiet:
            rewrite("")

    def __call__(self, line: str) -> None:
        """Show a line."""
        if self._quiet:
            return
        if self._moves:
            rewrite(line)
        elif not line.endswith(ESTIMATE) or time.monotonic() - self._last >= PAUSE:
            self._last = time.monotonic()
            say(line)


class Steps:
    """Progress callback of an evaluation: behind ``metric: system`` stand the step, the steps, and the time left.

    The time left takes every step for as long as those before; metrics that cost more and come later make it too short.
    """

    def __init__(self, show: Callable[[str], None], systems: Collection[str], metrics: int) -> None:
        self._show, self._systems, self._steps = show, systems, metrics * len(systems)
        self._done = 0
        self._started = time.monotonic()

    def __call__(self, line: str) -> None:
        """Show a line, of a system with its step; the first one has no estimate yet."""
        if not any(line.endswith(f": {system}") for system in self._systems):
            self._show(line)
            return
        seconds = time.monotonic() - self._started
        left = f", {duration(seconds * (self._steps - self._done) / self._done)}{ESTIMATE}" if self._done else ""
        self._done += 1
        self._show(f"{line}, {self._done} of {self._steps}{left}" if left else line)


class Progress:
    """Progress callback (step, done, total) that writes to stderr; may be called for every item."""

    def __init__(self) -> None:
        self._step = ""
        self._last = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Write ``step: done of total`` at the end of the step, or when the last line is `PAUSE` seconds old."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._last = step, now
        if done >= total or now - self._last >= PAUSE:
            self._last = now
            say(f"{step}: {done} of {total}")
