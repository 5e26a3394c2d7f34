"""Hashes of input files and folders."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tertium.files import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator

ABSENT: Final = "not there"


def digest(path: Path) -> str:
    """Return a hash of a file's bytes, or of the names and bytes of all files in a folder; `ABSENT` without either.

    Hidden files are nobody's input; links are followed.
    """
    if path.is_file():
        return _of_file(path)
    if not path.is_dir():
        return ABSENT
    lines = (f"{_of_file(file)} {file.relative_to(path).as_posix()!a}\n" for file in _files(path))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def size(path: Path) -> int:
    """Return the number of bytes of a file, or of all files in a folder; 0 without either."""
    files = [path] if path.is_file() else _files(path) if path.is_dir() else []
    return sum(file.stat().st_size for file in files)


def _of_file(path: Path) -> str:
    stat = path.stat()
    return _hash(path, (stat.st_ino, stat.st_size, stat.st_mtime_ns))


@cache
def _hash(path: Path, _: tuple[int, int, int]) -> str:
    """Return a file's hash; one that is asked for again is read again if its inode, size or time changed."""
    return sha256(path)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that aren't hidden, subfolders included, in one order everywhere."""
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(place)
        folders[:] = [] if real in seen else sorted(name for name in folders if not name.startswith("."))
        yield from (
            path for name in sorted(names) if not name.startswith(".") and (path := Path(place, name)).is_file()
        )
        seen.add(real)
