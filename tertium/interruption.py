"""Signals that end a command: as an exception, so that what is half written is removed, and as an exit code."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNALS: Final = ("SIGTERM", "SIGHUP")
"""Names of signals that would end the process at once; Windows lacks the second. Python itself raises for SIGINT."""
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
    """Raise Terminated within the block for every signal of `SIGNALS`, unless somebody handles or ignores it already.

    Only the main thread receives signals; in another one, nothing changes.
    """
    numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        numbers = []
    default = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in default:
        signal.signal(number, _terminate)
    try:
        yield
    finally:
        for number in default:
            signal.signal(number, signal.SIG_DFL)


def _terminate(number: int, _frame: object) -> None:
    raise Terminated(number)
