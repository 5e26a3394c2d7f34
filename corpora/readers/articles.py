"""A folder of raw articles: .txt and .html files, one article each, read one at a time."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tertium.corpora.types import Article
from tertium.errors import DataError
from tertium.files import read_bytes, read_text

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES: Final = (".txt", ".html", ".htm")
HTML: Final = (".html", ".htm")
CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
SCANNED: Final = 4096
"""Bytes of a page in which its encoding is declared."""


def is_articles(path: Path) -> bool:
    """Whether a path is a folder that no reader of aligned texts claims: then its files are taken for articles."""
    from tertium.corpora import readers

    return path.is_dir() and readers.find(path) is None


def find(folder: Path) -> list[Path]:
    """Return the articles' files, those of subfolders too, in the order of their ids.

    Raises:
        DataError: there is none, or two files would have one id.
    """
    files = sorted(
        (path for path in folder.rglob("*") if _is_article(path, folder)), key=lambda path: name(path, folder)
    )
    if not files:
        raise DataError(f"{folder} holds no articles", hint="a folder of .txt or .html files")
    for before, after in pairwise(files):
        if name(before, folder) == name(after, folder):
            raise DataError(
                f"{before.name} and {after.name} would both be article {name(after, folder)!r}", hint="rename one"
            )
    return files


def name(path: Path, folder: Path) -> str:
    """Return an article's id: its path below the folder without the ending."""
    return path.relative_to(folder).with_suffix("").as_posix()


def read(path: Path, folder: Path) -> Article:
    """Return an article as it was found.

    Raises:
        DataError: the file can't be read, or a .txt isn't UTF-8, with line and byte.
    """
    text = _page(path) if is_html(path.name) else read_text(path)[0]
    return Article(name(path, folder), text, origin=str(path))


def is_html(origin: str) -> bool:
    """Whether a file's name says that it is a web page."""
    return origin.lower().endswith(HTML)


def _page(path: Path) -> str:
    """Return a page in the encoding that it declares; without one UTF-8, and where that fails Windows-1252."""
    raw = read_bytes(path)
    declared = CHARSET.search(raw[:SCANNED])
    for encoding in ([declared[1].decode("ascii")] if declared else []) + ["utf-8"]:
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("windows-1252", errors="replace")


def _is_article(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix.lower() in SUFFIXES and not hidden and path.is_file()
