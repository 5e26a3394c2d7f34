"""Hashes of input files and folders."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from tertium.files import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ABSENT: Final = "not there"


def digest(path: Path) -> str:
    """Return a hash of a file's bytes, or of the names and bytes of all files in a folder; `ABSENT` without either.

    Hidden files are nobody's input.
    """
    if path.is_file():
        return sha256(path)
    if not path.is_dir():
        return ABSENT
    lines = (f"{sha256(file)} {file.relative_to(path).as_posix()!a}\n" for file in _files(path))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def size(path: Path) -> int:
    """Return the number of bytes of a file, or of all files in a folder; 0 without either."""
    files = [path] if path.is_file() else _files(path) if path.is_dir() else []
    return sum(file.stat().st_size for file in files)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that aren't hidden, subfolders included, sorted."""
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.is_file() and not hidden:
            yield file
