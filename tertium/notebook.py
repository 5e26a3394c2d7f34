"""A bar that shows the progress of a long call in a notebook; outside of notebooks nothing is shown unasked.

The bar is plain HTML, so that Jupyter, VS Code and Colab show it without a further package.
"""

from __future__ import annotations

import importlib
import re
import sys
import time
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, Any, Final

from tertium.terminal import reveal, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ACCEPTS: Final = "a function of one line, such as print; False for nothing, True for lines where there is no notebook"
PAUSE: Final = 0.2
"""Seconds between two pictures of a bar: each is a message to the browser."""
PART: Final = re.compile(r"(\d+) of (\d+)")


def in_notebook() -> bool:
    """Return whether this process is the kernel of a notebook, which can show HTML; a terminal's IPython can't."""
    shell = _shell()
    return shell is not None and hasattr(shell, "kernel")


def _shell() -> Any:
    ipython = sys.modules.get("IPython")  # a process that hasn't imported it is no notebook
    return None if ipython is None else ipython.get_ipython()


class Bar:
    """One bar below a cell: a callback of lines (``chrf: preparing``) and of steps (``aligned``, 3, 10)."""

    def __init__(self, steps: int) -> None:
        display = importlib.import_module("IPython.display")  # only a notebook has it

        self._html, self._steps, self._seen = display.HTML, steps, set[str]()
        self._share, self._shown = 0.0, 0.0
        self._started = time.monotonic()
        self._handle = display.display(self._html(self._picture("")), display_id=True)

    def line(self, line: str, *, is_step: bool) -> None:
        """Show a line.

        Args:
            line: what is being done; where it says ``3 of 10``, that is taken for part of a step.
            is_step: whether a step is begun by it.
        """
        if is_step:
            self._seen.add(line)
        done = max(len(self._seen) - 1, 0)  # the step that was begun last isn't done
        part = PART.search(line)
        within = int(part[1]) / max(int(part[2]), 1) if part else 0.0
        whole = line.endswith("segments") or " segments, " in line  # the part of all metrics together
        self._share = max(self._share, min(within if whole else (done + within) / max(self._steps, 1), 1.0))
        self._show(line)

    def __call__(self, step: str, completed: int, total: int) -> None:
        """Show how much of a step of a build is done; each has a bar of its own length."""
        self._share = completed / max(total, 1)
        self._show(f"{step}: {completed} of {total}", force=completed >= total)

    def close(self, *, is_done: bool) -> None:
        """Show the last picture: how long it took, or that it was stopped."""
        seconds = f"{time.monotonic() - self._started:.1f} s"
        self._share = 1.0 if is_done else self._share
        self._show(f"done in {seconds}" if is_done else f"stopped after {seconds}", force=True)

    def _show(self, line: str, *, force: bool = False) -> None:
        now = time.monotonic()
        if force or now - self._shown >= PAUSE:
            self._shown = now
            self._handle.update(self._html(self._picture(line)))

    def _picture(self, line: str) -> str:
        text = escape(reveal(line))
        return f'<progress max="1" value="{self._share:.3f}" aria-label="progress"></progress> <span>{text}</span>'


@contextmanager
def lines(
    progress: Callable[[str], None] | bool | None,  # noqa: FBT001 - the argument of a public function
    steps: int,
    is_step: Callable[[str], bool] = lambda _: False,
) -> Iterator[Callable[[str], None]]:
    """Give the callback of lines that a caller chose.

    Args:
        progress: a function; or None for a bar in a notebook and nothing elsewhere; True for lines on stderr elsewhere;
            False for nothing anywhere.
        steps: how many lines are steps.
        is_step: tells whether a line begins a step.
    """
    if callable(progress):
        yield progress
    elif progress is False or not in_notebook():
        yield say if progress else _nothing
    else:
        bar, is_done = Bar(steps), False
        try:
            yield lambda line: bar.line(line, is_step=is_step(line))
            is_done = True
        finally:
            bar.close(is_done=is_done)


@contextmanager
def step_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Give the callback of steps: a bar in a notebook, nothing elsewhere."""
    if not in_notebook():
        yield _nothing
        return
    bar, is_done = Bar(1), False
    try:
        yield bar
        is_done = True
    finally:
        bar.close(is_done=is_done)


def _nothing(*_: object) -> None:
    """Show nothing."""
