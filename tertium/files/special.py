"""Pipes, devices and this process's own streams: what can be written to, but isn't a file that can be replaced."""

from __future__ import annotations

import errno
import os
import stat
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PATIENCE: Final = 5.0
"""Seconds that a pipe may take to get a reader: one that never gets one would keep a command waiting for ever."""
PAUSE: Final = 0.05
OUTPUTS: Final = (1, 2)
"""Descriptors of stdout and stderr."""


def is_special(path: Path) -> bool:
    """Return whether the path, links followed, is there and is neither a regular file nor a folder.

    A regular file that stdout or stderr goes to, as /dev/stdout may, counts too: replacing it would cut the stream off.
    """
    try:
        status = path.stat()
    except (OSError, ValueError):
        return False
    if stat.S_ISREG(status.st_mode):
        return _stream(status) is not None
    return not stat.S_ISDIR(status.st_mode)


def write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write into the pipe, device or stream, and wait a little for a pipe's reader.

    Raises:
        OSError: nobody reads the pipe, or it can't be written to.
    """
    stream = _stream(path.stat())
    if stream is not None:
        for piece in pieces:
            write_all(stream, piece)
        return
    descriptor = _opened(path)
    try:
        os.set_blocking(descriptor, True)
        for piece in pieces:
            write_all(descriptor, piece)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, content: bytes) -> None:
    """Write all bytes; a single call may write only a part of them."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _stream(status: os.stat_result) -> int | None:
    """Return the descriptor of the output stream that goes to this very file, if one does."""
    for descriptor in OUTPUTS:
        try:
            if os.path.samestat(status, os.fstat(descriptor)):
                return descriptor
        except OSError:  # closed
            continue
    return None


def _opened(path: Path) -> int:
    """Return a descriptor for writing; opened without waiting, since a pipe without a reader would wait for ever."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if time.monotonic() > end:
                raise OSError(errno.ENXIO, "nobody reads it") from error
        time.sleep(PAUSE)
