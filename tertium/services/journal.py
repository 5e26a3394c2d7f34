"""The journal of answers: each is on the disk before anybody sees it, so that no kill loses one that was paid.

A line of JSON an answer: a checksum, the request's key, the answer. No text of a request, no address and no key of a
service stands in it. A line that a kill left half written, or that is damaged, is no answer.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager, suppress
from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from tertium.errors import UsageError
from tertium.services.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO


DIGITS: Final = 16
"""Hex digits of a checksum."""
BEGINNING: Final = re.compile(rb"[0-9a-f]*")
"""A checksum, or what a kill left of it."""
LONGEST: Final = 1_000_000
"""Bytes of a first line that are read to see what a file is."""


class Journal:
    """Answers by the keys of their requests, in memory; `opened` gives one that is kept in a file too."""

    def __init__(self) -> None:
        self._answers: dict[str, Answer] = {}
        self._lock = Lock()
        self._file: BinaryIO | None = None

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: str) -> Answer | None:
        """Return the answer to a request; None where there is none yet."""
        return self._answers.get(key)

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer; when this returns, the answer is on the disk.

        Raises:
            UsageError: the file can't be written.
        """
        self.put_all({key: answer})

    def put_all(self, answers: Mapping[str, Answer]) -> None:
        """Keep answers, which the disk is waited for once.

        Raises:
            UsageError: the file can't be written.
        """
        with self._lock:
            if self._file is not None and answers:
                try:
                    _append(self._file, b"".join(_line(key, answer) for key, answer in answers.items()))
                except OSError as error:
                    message = f"can't write {self._file.name}: {error.strerror}"
                    raise UsageError(message, hint="a disk with room") from error
            self._answers |= answers

    @classmethod
    @contextmanager
    def opened(cls, path: Path, warn: Callable[[str], None]) -> Iterator[Journal]:
        """Give the journal in a file, which is made where there is none; only one process writes to it at a time.

        Args:
            path: the file.
            warn: receives a message about lines that are damaged; what they held is asked again.

        Raises:
            UsageError: another process writes to it, it can't be written, or it is no journal.
        """
        journal = cls()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("a+b")
        except OSError as error:
            raise UsageError(f"can't write {path}: {error.strerror}", hint="another folder") from error
        with file:
            _lock_for(file, path)
            if not _is_journal(file):
                raise UsageError(f"{path} holds something else than answers", hint="a new file")
            damaged = journal._read(file)
            if damaged:
                warn(f"{path}: {damaged} damaged lines are left out; what they held is asked again")
            journal._file = file
            yield journal

    def _read(self, file: BinaryIO) -> int:
        """Take over a file's answers, cut off a last line that isn't whole, and return how many others are damaged."""
        file.seek(0)
        damaged = end = 0
        for line in file:
            if not line.endswith(b"\n"):
                file.truncate(end)
                break
            end += len(line)
            entry = _entry(line)
            if entry is None:
                damaged += 1
            else:
                self._answers.setdefault(*entry)
        file.seek(0, os.SEEK_END)
        return damaged


def _append(file: BinaryIO, lines: bytes) -> None:
    """Write lines to the end of a file and wait for the disk; a full one gets none of them, rather than a part."""
    descriptor = file.fileno()
    end, rest = os.fstat(descriptor).st_size, memoryview(lines)
    try:
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    except OSError:
        with suppress(OSError):
            os.ftruncate(descriptor, end)
        raise


def _is_journal(file: BinaryIO) -> bool:
    """Whether a file is empty, or one of its lines begins as ours do: what others wrote is neither cut nor added to."""
    file.seek(0)
    first = file.readline(LONGEST)
    return BEGINNING.fullmatch(first[:DIGITS]) is not None or any(_entry(line) is not None for line in file)


def _line(key: str, answer: Answer) -> bytes:
    text = json.dumps([key, answer.record], separators=(",", ":"), allow_nan=False)
    return f"{_checksum(text)} {text}\n".encode("ascii")


def _entry(line: bytes) -> tuple[str, Answer] | None:
    """Return the key and answer of a line; None for one that isn't as it was written."""
    checksum, _, text = line.decode("ascii", "replace").rstrip("\n").partition(" ")
    if checksum != _checksum(text):
        return None
    try:
        key, record = json.loads(text)
        return str(key), Answer(**record)
    except (ValueError, TypeError):  # of another version
        return None


def _checksum(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGITS // 2).hexdigest()


def _lock_for(file: Any, path: Path) -> None:
    """Lock the file until it is closed; where the system has no such locks (Windows), two processes ask twice."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        hint = "again, as soon as that one has ended"
        raise UsageError(f"another process writes to {path}", hint=hint) from error
