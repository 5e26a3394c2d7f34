"""A folder of raw articles: .txt and .html files, one article each, read one at a time."""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tertium.corpora.types import Article
from tertium.errors import DataError
from tertium.files import check_text, read_bytes, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES: Final = (".txt", ".html", ".htm")
HTML: Final = (".html", ".htm")
CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SCANNED: Final = 4096
"""Bytes of a page in which its encoding is declared."""


def is_articles(path: Path) -> bool:
    """Whether a path is a folder that no reader of aligned texts claims: then its files are taken for articles."""
    from tertium.corpora import readers

    return path.is_dir() and readers.find(path) is None


def find(folder: Path) -> list[str]:
    """Return the articles' paths below the folder, those of subfolders too, in the order of their ids.

    Raises:
        DataError: there is none, one can't be read or named, or two would have one id.
    """
    try:
        names = sorted(_names(folder, "", frozenset()), key=lambda name: (id_of(name), name))
    except OSError as error:
        raise DataError(f"can't read {error.filename}: {error.strerror}", hint="check its permissions") from error
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
        DataError: the file can't be read, is no text, or a .txt isn't UTF-8, with line and byte.
    """
    path = folder / name
    if not is_html(name):
        text = read_text(path)[0]
        return Article(id_of(name), text if "\n" in text else text.replace("\r", "\n"), origin=name)
    raw = read_bytes(path)
    if not raw.startswith(WIDE):
        check_text(path, raw)
    return Article(id_of(name), decoded(raw), origin=name)


def is_html(origin: str) -> bool:
    """Whether a file's name says that it is a web page."""
    return origin.lower().endswith(HTML)


def decoded(raw: bytes) -> str:
    """Return a page in the encoding of its byte order mark, the one that it declares, UTF-8 or Windows-1252."""
    declared = CHARSET.search(raw[:SCANNED])
    name = declared[1].decode("ascii").lower() if declared else ""
    marked = ["utf-16"] if raw.startswith(WIDE) else []
    for encoding in (*marked, *([name] if name and not name.startswith(("utf-16", "utf-7")) else []), "utf-8-sig"):
        try:
            return raw.decode(encoding)
        except (ValueError, LookupError):
            continue
    return raw.decode("windows-1252", errors="replace")


def _names(folder: Path, below: str, above: frozenset[str]) -> Iterator[str]:
    here = os.path.realpath(folder)
    if here in above:
        raise DataError(f"{folder} is a link to a folder that it lies in", hint="remove the link")
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _names(Path(entry.path), f"{below}{entry.name}/", above | {here})
            elif entry.name.lower().endswith(SUFFIXES):
                yield _checked(f"{below}{entry.name}", entry)


def _checked(name: str, entry: os.DirEntry[str]) -> str:
    """Return the path of an article; DataError where it only looks like one, or can't stand in tables and lists."""
    if not entry.is_file():
        raise DataError(f"{entry.path!a} is no file, or a link to nothing", hint="remove it")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in name):
        raise DataError(f"the name {name!a} is not UTF-8, or has control characters", hint="rename it")
    return name
