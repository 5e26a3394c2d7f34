"""What a command says while it works, on stderr."""

from __future__ import annotations

import time
from typing import Final

import typer

PAUSE: Final = 5.0
"""Seconds between two lines of one step."""


def tell(line: str, *, quiet: bool) -> None:
    """Say a line, unless people asked for silence."""
    if not quiet:
        typer.echo(line, err=True)


class Told:
    """Tells people on stderr; call it as often as you like."""

    def __init__(self) -> None:
        self._step = ""
        self._last = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Say ``step: done of total`` when the step is over, or when nothing was said for a while."""
        now = time.monotonic()
        if step != self._step:
            self._step, self._last = step, now
        if done >= total or now - self._last >= PAUSE:
            self._last = now
            typer.echo(f"{step}: {done} of {total}", err=True)
