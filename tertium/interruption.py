"""Signals that end a command: as an exception, so that what is half written is removed, and as an exit code."""

from __future__ import annotations

import math
import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from tertium.terminal import say

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")
"""Names of signals that ask a command to end; Windows lacks the third."""
DEFAULT: Final = (signal.SIG_DFL, signal.default_int_handler)
"""Handlers of a signal that nobody else handles or ignores; the second is Python's own for SIGINT."""
ECHO: Final = 1.0
"""Seconds in which a key that is held, or pressed in impatience, counts once."""
SHELL: Final = 128
"""Shells add this to the number of the signal that ended a command."""


class Terminated(KeyboardInterrupt):
    """A signal other than Ctrl-C asks the command to end; what lets Ctrl-C pass lets this pass."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def exit_code(interruption: KeyboardInterrupt) -> int:
    """Return 130 for Ctrl-C, 143 for SIGTERM, 129 for a terminal that is gone."""
    return SHELL + (interruption.number if isinstance(interruption, Terminated) else signal.SIGINT)


def description(interruption: KeyboardInterrupt) -> str:
    """Return what happened, in a word or two."""
    if isinstance(interruption, Terminated):
        return f"ended by {signal.Signals(interruption.number).name}"
    return "interrupted"


@contextmanager
def raised() -> Iterator[None]:
    """Raise an interruption within the block for every signal of `SIGNALS`; the handlers are as before afterwards."""
    handlers = catch()
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def catch() -> dict[int, Any]:
    """Raise an interruption from now on for every signal of `SIGNALS`; return the handlers that were there by signal.

    A signal that somebody else handles or ignores is left alone. Only the main thread receives signals; in another one,
    nothing changes.
    """
    handlers = {number: signal.getsignal(number) for number in _numbers()}
    own = {number: handler for number, handler in handlers.items() if handler in DEFAULT}
    for number in own:
        signal.signal(number, _Raising())
    return own


def report(interruption: KeyboardInterrupt) -> int:
    """Say in a line what ended the command, and return its exit code; further signals change nothing any more."""
    _handle(signal.SIG_IGN)
    say(f"tertium: {description(interruption)}")
    return exit_code(interruption)


def release() -> None:
    """Let the system end the process at a signal: while the interpreter ends, an exception would show a traceback."""
    _handle(signal.SIG_DFL)


def _handle(handler: signal.Handlers) -> None:
    """Put a handler in the place of ours."""
    for number in _numbers():
        if isinstance(signal.getsignal(number), _Raising):
            signal.signal(number, handler)


def _numbers() -> list[int]:
    """Return the numbers of `SIGNALS`; none in a thread that receives no signals."""
    if threading.current_thread() is not threading.main_thread():
        return []
    return [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]


class _Raising:
    """Handler of a signal that raises an interruption; the signal again within ECHO seconds is the same one.

    Otherwise a second one could be raised while the first is reported. One that was swallowed (in a destructor, say)
    can be repeated.
    """

    last = -math.inf

    def __call__(self, number: int, _frame: object) -> None:
        now = time.monotonic()
        if now - self.last > ECHO:
            self.last = now
            raise KeyboardInterrupt if number == signal.SIGINT else Terminated(number)
