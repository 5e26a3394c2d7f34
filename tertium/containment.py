"""Faults of metrics (plug-ins, networks, the packages behind them) become errors of ours, and quote no secret."""

from __future__ import annotations

import json
import math
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, quote_plus

from tertium.errors import MetricError, TertiumError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

HIDDEN: Final = "***"
"""Stands where a secret stood."""

LONGEST: Final = 300
"""Characters of a foreign exception's text that a message quotes: some hold a whole web page."""


AGAIN: Final = 1.0
"""Seconds until a metric that swallowed its interruption is interrupted again."""


class ResultError(MetricError):
    """A metric returned something that a metric must not return; `contained` adds which metric it was."""

    def __init__(self, what: str, *, hint: str) -> None:
        super().__init__(what, hint=hint)
        self.what, self.hint = what, hint


@contextmanager
def contained(name: str, *, origin: Callable[[], str] = lambda: "", secrets: Collection[str] = ()) -> Iterator[None]:
    """Turn whatever the code within raises, but Ctrl-C, into an error of two lines that names the metric.

    Args:
        name: the metric's label.
        origin: returns the distribution that the metric comes from, empty for ours; called when it is needed.
        secrets: values that no message may quote.

    Raises:
        MetricError: for every exception that isn't ours; one of ours is raised as it is.
    """
    try:
        yield
    except KeyboardInterrupt:
        raise
    except ResultError as error:
        raise MetricError(storable(f"{_who(name, origin())} {error.what}", secrets), hint=error.hint) from None
    except TertiumError as error:
        if (text := storable(str(error), secrets)) != str(error):
            raise MetricError(text) from None
        raise
    except BaseException as error:  # noqa: BLE001 - sys.exit too: a command must not end well without a result
        text = described(error, secrets)
        # A traceback shows the causes too: one that quotes a secret is not kept.
        cause = error if text == described(error) else None
        hint = f"another version of {distribution}" if (distribution := origin()) else "the other metrics without it"
        raise MetricError(f"{_who(name, distribution)} failed: {text}", hint=hint) from cause


class OutOfTime(BaseException):
    """A metric took longer than it may; no Exception, so that one that retries whatever fails doesn't catch it."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OutOfTime within the block when it takes longer than `seconds`; without an end for infinity.

    The interpreter is interrupted by a signal, so this works in the main thread of a system that has SIGALRM (not on
    Windows), and a call of compiled code ends before it is interrupted. Elsewhere there is no limit.
    """
    if not _can_interrupt() or math.isinf(seconds):
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise OutOfTime(f"took longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _can_interrupt() -> bool:
    return hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()


def _who(name: str, origin: str) -> str:
    return f"{name} of {origin}" if origin else name


def described(error: BaseException, secrets: Collection[str] = ()) -> str:
    """Return the exception's type and text in one line, e.g. ``ConnectionError: refused``."""
    kind = type(error).__name__
    try:
        text = str(error)
    except Exception:  # noqa: BLE001 - its __str__ is as foreign as the rest
        return kind
    words = " ".join(storable(text, secrets).split())
    line = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in words)
    return f"{kind}: {line[:LONGEST]}{'…' * (len(line) > LONGEST)}" if line else kind


def storable(text: str, secrets: Collection[str] = ()) -> str:
    """Return the text without secrets, and with ``?`` for lone surrogates, which no file can hold."""
    if not secrets and text.isascii():  # nearly all: a run may hold a million notes
        return text
    forms = {form for secret in secrets if secret for form in _forms(secret)}
    for form in sorted(forms, key=len, reverse=True):  # one secret may be a part of another
        text = text.replace(form, HIDDEN)
    return text.encode("utf-8", "replace").decode()


def _forms(secret: str) -> Iterator[str]:
    """Yield a secret as it is, and as a message may hold it: in repr, in JSON, in a URL."""
    yield secret
    yield repr(secret)[1:-1]
    yield from (json.dumps(secret, ensure_ascii=ascii_)[1:-1] for ascii_ in (True, False))
    encodable = secret.encode("utf-8", "replace")
    yield from (quote(encodable), quote(encodable, safe=""), quote_plus(encodable))
