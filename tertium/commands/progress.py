"""Progress of a command, on stderr."""

from __future__ import annotations

import time
from typing import Final

from tertium.terminal import say

PAUSE: Final = 5.0
"""Seconds between two lines of one step: a long step shows that it lives, a short one stays silent until its end."""


def tell(line: str, *, quiet: bool) -> None:
    """Write a line to stderr, unless --quiet."""
    if not quiet:
        say(line)


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
