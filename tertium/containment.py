"""Turns whatever a metric raises into an error of ours that names the metric and quotes no secret."""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import threading
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import TYPE_CHECKING, Any, Final, TextIO, cast
from urllib.parse import quote, quote_plus

from tertium.errors import MetricError, TertiumError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

PLACEHOLDER: Final = "***"
"""Replaces a secret."""

MESSAGE_LENGTH: Final = 300
"""Characters of an exception's text that a message quotes: some exceptions hold a whole web page."""


ENDING: Final = ("SIGINT", "SIGTERM", "SIGHUP")
"""Names of signals that end a command; Windows lacks the third."""
REPEAT: Final = 1.0
"""Seconds after which a metric that caught the interruption is interrupted again."""


class ResultError(MetricError):
    """A metric returned something that a metric must not return; `contained` adds the metric's name to the message."""

    def __init__(self, what: str, *, hint: str) -> None:
        super().__init__(what, hint=hint)
        self.what, self.hint = what, hint


@contextmanager
def contained(name: str, *, origin: Callable[[], str] = lambda: "", secrets: Collection[str] = ()) -> Iterator[None]:
    """Turn every exception of the block, except Ctrl-C, into an error of two lines that names the metric.

    It prints to stderr and leaves the process as it was; see `shielded`.

    Args:
        name: the metric's label.
        origin: returns the distribution that the metric comes from, empty for ours; called when it is needed.
        secrets: values that no message may quote.

    Raises:
        MetricError: for every exception that isn't ours; one of ours is raised unchanged, unless it quotes a secret.
    """
    try:
        with shielded():
            yield
    except KeyboardInterrupt:
        raise
    except ResultError as error:
        raise MetricError(
            without_secrets(f"{_full_name(name, origin())} {error.what}", secrets), hint=error.hint
        ) from None
    except TertiumError as error:
        if (text := without_secrets(str(error), secrets)) != str(error):
            raise MetricError(text) from None
        raise
    except BaseException as error:  # noqa: BLE001 - sys.exit too: a command must not end well without a result
        text = description(error, secrets)
        # A traceback shows the causes too: one that quotes a secret is not kept.
        cause = error if text == description(error) else None
        hint = f"another version of {distribution}" if (distribution := origin()) else "the other metrics without it"
        raise MetricError(f"{_full_name(name, distribution)} failed: {text}", hint=hint) from cause


@contextmanager
def shielded() -> Iterator[None]:
    """Run code of others: what it prints goes to stderr, and what it changes of the process is as before afterwards.

    In the middle of a command's JSON, a printed line would make that unreadable; in another folder, ``-o run`` would be
    another run. What is put back is the current folder, the limit of recursion and the handlers of signals.

    It works in the main thread; in another one, the block of a third may end first and leave stdout as it was there.
    What compiled code writes isn't caught.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    stderr = cast("TextIO", sys.stderr and _Unclosed(sys.stderr))
    with _unchanged(), redirect_stderr(sys.stderr), redirect_stdout(stderr):
        yield


@contextmanager
def _unchanged() -> Iterator[None]:
    """Put back the current folder, the limit of recursion and the handlers of signals that end a command."""
    folder, depth = _current_folder(), sys.getrecursionlimit()
    numbers = [getattr(signal, name) for name in ENDING if hasattr(signal, name)]
    handlers = {number: signal.getsignal(number) for number in numbers}
    try:
        yield
    finally:
        sys.setrecursionlimit(depth)
        for number, handler in handlers.items():
            if handler is not None and handler is not signal.getsignal(number):
                signal.signal(number, handler)
        if folder != _current_folder():
            with suppress(OSError):  # it was removed
                os.chdir(folder)


def _current_folder() -> str:
    """Return the current folder; empty where it was removed."""
    try:
        return os.getcwd()  # noqa: PTH109 - a Path of a removed folder raises as well
    except OSError:
        return ""


class _Unclosed:
    """A stream that whoever gets it can't close."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def close(self) -> None:
        """Leave the stream open."""


class OutOfTime(BaseException):
    """A metric exceeded its time limit. No Exception: a metric that retries after every Exception would catch it."""


@contextmanager
def limited(seconds: float, *, left: float | None = None) -> Iterator[None]:
    """Raise OutOfTime within the block when it takes longer than `seconds`; infinity means no limit.

    `left` is what is left of them, where part of the work is done.

    The interpreter is interrupted by a signal, so this works in the main thread of a system that has SIGALRM (not on
    Windows), and a call of compiled code ends before it is interrupted. Elsewhere there is no limit.
    """
    if not _can_interrupt() or math.isinf(seconds):
        yield
        return

    def interrupt(_signal: int, _frame: object) -> None:
        raise OutOfTime(f"took longer than {seconds:g} s")

    previous = signal.signal(signal.SIGALRM, interrupt)
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, seconds if left is None else left, REPEAT)
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)  # again: an interruption may have come just before the first
        signal.signal(signal.SIGALRM, previous)


def _can_interrupt() -> bool:
    """Whether this thread receives signals, and the system has the signal of a timer."""
    return hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()


def _full_name(name: str, origin: str) -> str:
    """Return the metric's name, with its distribution if it isn't ours."""
    return f"{name} of {origin}" if origin else name


def description(error: BaseException, secrets: Collection[str] = ()) -> str:
    """Return the exception's type and text in one line, e.g. ``ConnectionError: refused``."""
    kind = type(error).__name__
    try:
        text = str(error)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - __str__ of a plug-in's exception may fail as well, or end the process
        return kind
    words = " ".join(without_secrets(text, secrets).split())
    line = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in words)
    return f"{kind}: {line[:MESSAGE_LENGTH]}{'…' * (len(line) > MESSAGE_LENGTH)}" if line else kind


def without_secrets(text: str, secrets: Collection[str] = ()) -> str:
    """Return the text without secrets, and with ``?`` for lone surrogates, which no file can hold."""
    if not secrets and text.isascii():  # the usual case, and a run may hold a million notes
        return text
    spellings = {spelling for secret in secrets if secret for spelling in _spellings(secret)}
    for spelling in sorted(spellings, key=len, reverse=True):  # longest first: one secret may be part of another
        text = text.replace(spelling, PLACEHOLDER)
    return text.encode("utf-8", "replace").decode()


def _spellings(secret: str) -> Iterator[str]:
    """Yield the spellings of a secret in messages: plain, and as in repr, JSON and URLs."""
    yield secret
    yield repr(secret)[1:-1]
    yield from (json.dumps(secret, ensure_ascii=ascii_)[1:-1] for ascii_ in (True, False))
    encodable = secret.encode("utf-8", "replace")
    yield from (quote(encodable), quote(encodable, safe=""), quote_plus(encodable))
