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
UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DECLARATION_BYTES: Final = 4096
"""Number of bytes at the start of a page in which a declaration of its encoding is looked for."""


def is_articles(path: Path) -> bool:
    """Return whether a path is a folder of articles: one that no reader of aligned texts claims."""
    from tertium.corpora import readers

    return path.is_dir() and readers.find(path) is None


def find(folder: Path) -> list[str]:
    """Return the paths of all articles, relative to the folder, subfolders included, sorted by id.

    Raises:
        DataError: there is no article, one can't be read, a name is invalid, or two articles would have the same id.
    """
    try:
        names = sorted(_names(folder, "", frozenset()), key=lambda name: (id_of(name), name))
    except OSError as error:
        raise DataError(f"can't read {error.filename}: {error.strerror}", hint="check its permissions") from error
    if not names:
        raise DataError(f"{folder} holds no articles", hint="a folder of .txt or .html files")
    for name, next_name in pairwise(names):
        if id_of(name) == id_of(next_name):
            raise DataError(f"{name} and {next_name} would both be article {id_of(name)!r}", hint="rename one of them")
    return names


def id_of(name: str) -> str:
    """Return an article's id: its path relative to the folder, without the suffix."""
    return name.rpartition(".")[0]


def read(folder: Path, name: str) -> Article:
    """Return an article with its raw text.

    Raises:
        DataError: the file can't be read, isn't text, or is a .txt that isn't UTF-8 (with line and byte).
    """
    path = folder / name
    if not is_html(name):
        text = read_text(path)[0]
        # Files of old Macs end lines with CR alone; beside line feeds a CR is part of the text.
        return Article(id_of(name), text if "\n" in text else text.replace("\r", "\n"), origin=name)
    raw = read_bytes(path)
    if not raw.startswith(UTF16_MARKS):
        check_text(path, raw)
    return Article(id_of(name), decoded(raw), origin=name)


def is_html(origin: str) -> bool:
    """Return whether a file's name has the suffix of a web page."""
    return origin.lower().endswith(HTML)


def decoded(raw: bytes) -> str:
    """Return a page as text: in the encoding of its byte order mark, its declaration, UTF-8 or Windows-1252."""
    declaration = CHARSET.search(raw[:DECLARATION_BYTES])
    label = declaration[1].decode("ascii").lower() if declaration else ""
    from_mark = ["utf-16"] if raw.startswith(UTF16_MARKS) else []
    # A declaration that is readable as ASCII is not UTF-16; browsers ignore UTF-7 too, since it hides markup.
    from_declaration = [label] if label and not label.startswith(("utf-16", "utf-7")) else []
    for encoding in (*from_mark, *from_declaration, "utf-8-sig"):
        try:
            return raw.decode(encoding)
        except (ValueError, LookupError):
            continue
    return raw.decode("windows-1252", errors="replace")


def _names(folder: Path, prefix: str, ancestors: frozenset[str]) -> Iterator[str]:
    """Yield the articles' paths in a folder, after `prefix`; `ancestors` are the real paths of the outer folders."""
    real_path = os.path.realpath(folder)
    if real_path in ancestors:  # a link back up would be followed without end
        raise DataError(f"{folder} is a link to a folder that contains it", hint="remove the link")
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _names(Path(entry.path), f"{prefix}{entry.name}/", ancestors | {real_path})
            elif entry.name.lower().endswith(SUFFIXES):
                yield _valid_name(f"{prefix}{entry.name}", entry)


def _valid_name(name: str, entry: os.DirEntry[str]) -> str:
    """Return the path of an article; raise DataError where it isn't a file, or its name can't be shown in tables."""
    if not entry.is_file():
        raise DataError(f"{entry.path!a} is neither a file nor a link to one", hint="remove it")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in name):
        raise DataError(f"the name {name!a} is not UTF-8, or has control characters", hint="rename it")
    return name
