"""A folder of raw articles: .txt and .html files, one article each, read one at a time."""

from __future__ import annotations

import codecs
import os
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.types import Article
from tertium.errors import DataError
from tertium.files import bom_note, check_text, read_bytes, read_text
from tertium.files.page_encoding import decode_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES: Final = (".txt", ".html", ".htm")
HTML: Final = (".html", ".htm")
UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SHOWN: Final = 10
"""Files that are not read that a message names."""


class Unread(NamedTuple):
    """A file that is not read, by its path below the folder, and the reason."""

    file: str
    reason: str


def is_articles(path: Path) -> bool:
    """Return whether a path is a folder of articles: one that no reader of aligned texts claims."""
    from tertium.corpora import readers

    return path.is_dir() and readers.find(path) is None


def find(folder: Path) -> list[str]:
    """Return the paths of all articles, relative to the folder, subfolders included, sorted by id.

    Raises:
        DataError: there is no article, one can't be read, a name is invalid, or two articles would have the same id.
    """
    entries = (entry for entry in _all_entries(folder) if _is_article(entry[0]))
    names = sorted((_valid_name(*entry) for entry in entries), key=lambda name: (id_of(name), name))
    if not names:
        others = unread_line(unread(folder))
        raise DataError(
            f"{folder} holds no articles{f'; {others}' if others else ''}", hint="a folder of .txt or .html files"
        )
    for name, next_name in pairwise(names):
        if id_of(name) == id_of(next_name):
            raise DataError(f"{name} and {next_name} would both be article {id_of(name)!r}", hint="rename one of them")
    return names


def unread(folder: Path) -> list[Unread]:
    """Return the files of a folder that are no articles by their names, subfolders included, sorted.

    Raises:
        DataError: a folder can't be read.
    """
    names = (
        name.encode("utf-8", "backslashreplace").decode() for name, _ in _all_entries(folder) if not _is_article(name)
    )
    return [Unread(name, _reason(name)) for name in sorted(names)]


def unread_line(files: Sequence[Unread]) -> str:
    """Return the line that names files that are not read, the first of them; "" where there are none."""
    if not files:
        return ""
    names = ", ".join(file.file for file in files[:SHOWN])
    more = f" and {len(files) - SHOWN} more" if len(files) > SHOWN else ""
    return f"not read: {names}{more} (only {', '.join(SUFFIXES)})"


def mark_notes(folder: Path, names: Sequence[str]) -> list[str]:
    """Return the note on articles in UTF-8 whose byte order mark is stripped, in a list; empty where there are none.

    Raises:
        DataError: one can't be read.
    """
    marked = [name for name in names if bom_note(folder / name)]
    if not marked:
        return []
    listed = ", ".join(marked[:SHOWN]) + (f" and {len(marked) - SHOWN} more" if len(marked) > SHOWN else "")
    return [f"byte order mark stripped: {listed}"]


def _all_entries(folder: Path) -> list[tuple[str, os.DirEntry[str]]]:
    try:
        return list(_entries(folder, "", frozenset()))
    except OSError as error:
        raise DataError(f"can't read {error.filename}: {error.strerror}", hint=_remedy(error)) from error


def _remedy(error: OSError) -> str:
    if isinstance(error, NotADirectoryError):
        return "a folder of articles; tertium.open_set, or tertium score, takes a file of aligned texts"
    return "check its permissions"


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
    return Article(id_of(name), decode_page(raw, str(path)), origin=name)


def is_html(origin: str) -> bool:
    """Return whether a file's name has the suffix of a web page."""
    return origin.lower().endswith(HTML)


def _entries(folder: Path, prefix: str, ancestors: frozenset[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield all files in a folder with their paths, after `prefix`, and the hidden folders; other ones are opened.

    Args:
        folder: the folder.
        prefix: path of the folder below the outermost one; "" or with a slash at its end.
        ancestors: real paths of the outer folders.
    """
    real_path = os.path.realpath(folder)
    if real_path in ancestors:  # a link back up would be followed without end
        raise DataError(f"{folder} is a link to a folder that contains it", hint="remove the link")
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and not _is_hidden(entry.name):
                yield from _entries(Path(entry.path), f"{prefix}{entry.name}/", ancestors | {real_path})
            else:
                yield f"{prefix}{entry.name}", entry


def _is_hidden(name: str) -> bool:
    return name.rpartition("/")[2].startswith(".")


def _is_article(name: str) -> bool:
    """Whether a path is that of an article by its name."""
    return name.lower().endswith(SUFFIXES) and not _is_hidden(name)


def _reason(name: str) -> str:
    """Return why a file is not read."""
    if _is_hidden(name):
        return "hidden"
    suffix = Path(name).suffix
    return f"ends in {suffix}" if suffix else "no ending"


def _valid_name(name: str, entry: os.DirEntry[str]) -> str:
    """Return the path of an article; raise DataError where it isn't a file, or its name can't be shown in tables."""
    if not entry.is_file():
        raise DataError(f"{entry.path!a} is neither a file nor a link to one", hint="remove it")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in name):
        raise DataError(f"the name {name!a} is not UTF-8, or has control characters", hint="rename it")
    return name
