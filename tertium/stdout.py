"""Standard output that is closed, full, or whose reader is gone: an error of ours, and never a traceback."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from errno import EBADF
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from tertium.errors import UsageError
from tertium.terminal import say

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD: Final = 2
"""The last of the three descriptors that belong to stdin, stdout and stderr."""


class UnwritableError(UsageError):
    """Standard output can't be written to."""


@contextmanager
def guarded() -> Iterator[None]:
    """Let every failure to write to stdout within the block be an UnwritableError."""
    if None in {sys.stdin, sys.stdout, sys.stderr}:
        _occupy()
    stream = sys.stdout
    sys.stdout = cast("TextIO", _Guarded(_Closed() if stream is None else stream))
    try:
        yield
    finally:
        sys.stdout = stream


@contextmanager
def tolerated() -> Iterator[None]:
    """Report a failure to write to stdout as a line, and go on: for commands whose answer is their exit code."""
    try:
        yield
    except UnwritableError as error:
        say(f"tertium: {error}")


class _Guarded:
    """A stream whose OSErrors are ours."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @property
    def buffer(self) -> _Guarded:
        """The stream of bytes below the text."""
        return _Guarded(self._stream.buffer)

    def write(self, content: Any) -> int:
        """Write as the stream does."""
        if not content:  # typer tries a stream with an empty text, and ignores its errors: no output is lost yet
            return int(self._stream.write(content))
        with self._translated():
            return int(self._stream.write(content))

    def flush(self) -> None:
        """Flush as the stream does."""
        with self._translated():
            self._stream.flush()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._discard()
            raise UnwritableError(f"can't write to stdout: {error.strerror}") from error
        except ValueError as error:
            if not self._stream.closed:  # a text that can't be encoded
                raise
            raise UnwritableError("can't write to stdout: it is closed") from error  # a metric of others closed it

    def _discard(self) -> None:
        """Send what is still buffered nowhere: Python would try once more at exit, and end with a code of its own."""
        with suppress(OSError, ValueError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, self._stream.fileno())
            os.close(null)


class _Closed:
    """In the place of a stdout that was closed when the process started."""

    encoding = "utf-8"

    @property
    def buffer(self) -> _Closed:
        return self

    def write(self, content: Any) -> int:
        if content:
            raise OSError(EBADF, "it is closed")
        return 0

    def flush(self) -> None:
        """Nothing is buffered."""

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        raise OSError(EBADF, "it is closed")


def _occupy() -> None:
    """Open the null device in the place of closed standard streams.

    Otherwise the next file gets the number of stdout, and a library that prints writes into that file.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= STANDARD:
        pass
    os.close(descriptor)
