"""A folder of raw articles: .txt and .html files, one article each, read one at a time."""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tertium.corpora.types import Article
from tertium.errors import DataError
from tertium.files import read_bytes, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES: Final = (".txt", ".html", ".htm")
HTML: Final = (".html", ".htm")
CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
SCANNED: Final = 4096
"""Bytes of a page in which its encoding is declared."""


def is_articles(path: Path) -> bool:
    """Whether a path is a folder that no reader of aligned texts claims: then its files are taken for articles."""
    from tertium.corpora import readers

    return path.is_dir() and readers.find(path) is None


def find(folder: Path) -> list[str]:
    """Return the articles' paths below the folder, those of subfolders too, in the order of their ids.

    Raises:
        DataError: there is none, or two files would have one id.
    """
    names = sorted(_names(folder, ""), key=lambda name: (id_of(name), name))
    if not names:
        raise DataError(f"{folder} holds no articles", hint="a folder of .txt or .html files")
    for before, after in pairwise(names):
        if id_of(before) == id_of(after):
            raise DataError(f"{before} and {after} would both be article {id_of(before)!r}", hint="rename one of them")
    return names


def id_of(name: str) -> str:
    """Return an article's id: its path below the folder without the ending."""
    return name.rpartition(".")[0]


def read(folder: Path, name: str) -> Article:
    """Return an article as it was found.

    Raises:
        DataError: the file can't be read, or a .txt isn't UTF-8, with line and byte.
    """
    path = folder / name
    text = decoded(read_bytes(path)) if is_html(name) else read_text(path)[0]
    return Article(id_of(name), text, origin=name)


def is_html(origin: str) -> bool:
    """Whether a file's name says that it is a web page."""
    return origin.lower().endswith(HTML)


def decoded(raw: bytes) -> str:
    """Return a page in the encoding that it declares; without one UTF-8, and where that fails Windows-1252."""
    declared = CHARSET.search(raw[:SCANNED])
    for encoding in ([declared[1].decode("ascii")] if declared else []) + ["utf-8"]:
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("windows-1252", errors="replace")


def _names(folder: Path, below: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _names(Path(entry.path), f"{below}{entry.name}/")
            elif entry.name.lower().endswith(SUFFIXES):
                yield f"{below}{entry.name}"
