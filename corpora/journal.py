"""What a build has done so far, in one SQLite file: it outlives a kill, and keeps articles out of memory."""

from __future__ import annotations

import json
import sqlite3
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from tertium.corpora.cleaning.blocks import Block
from tertium.corpora.prepare import Prepared
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from tertium.corpora.encoders.base import Vectors

FORM: Final = 3
"""Raised when what is kept changes, so that what an older version left behind is not used."""
TABLES: Final = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS plain (number INTEGER PRIMARY KEY, text BLOB);
CREATE TABLE IF NOT EXISTS left_out (number INTEGER PRIMARY KEY, blocks BLOB);
CREATE TABLE IF NOT EXISTS prepared (number INTEGER PRIMARY KEY, language TEXT, value BLOB, sizes BLOB, vectors BLOB);
CREATE TABLE IF NOT EXISTS prints (print INTEGER, number INTEGER, of INTEGER,
                                   PRIMARY KEY (print, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copies (number INTEGER PRIMARY KEY, original INTEGER, shared REAL);
CREATE TABLE IF NOT EXISTS documents (number INTEGER PRIMARY KEY, language TEXT, vector BLOB);
CREATE TABLE IF NOT EXISTS near (target INTEGER PRIMARY KEY, sources TEXT);
CREATE TABLE IF NOT EXISTS compared (target INTEGER, source INTEGER, score REAL, coverage REAL, numbers REAL,
                                     PRIMARY KEY (target, source)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS decided (target INTEGER PRIMARY KEY, source INTEGER, decision TEXT, value TEXT);
CREATE TABLE IF NOT EXISTS composed (number INTEGER PRIMARY KEY, value BLOB);
CREATE TABLE IF NOT EXISTS alone (number INTEGER PRIMARY KEY, lines TEXT);
CREATE INDEX IF NOT EXISTS by_language ON prepared (language, number);
CREATE INDEX IF NOT EXISTS by_source ON compared (source, score);
CREATE INDEX IF NOT EXISTS by_pair ON decided (decision, source, target);
"""


class Kept(NamedTuple):
    """A prepared article and its sentences' vectors, as they came from the encoder."""

    article: Prepared
    vectors: Vectors


class Journal:
    """The store of a build; articles go by their number in the order of their ids.

    Args:
        path: the file; made when it isn't there.
    """

    def __init__(self, path: Path) -> None:
        try:
            self.path = path
            self.db = sqlite3.connect(path, timeout=60)
            self.db.execute("PRAGMA journal_mode=WAL")
            self.db.execute("PRAGMA synchronous=NORMAL")
            self.db.executescript(TABLES)
        except sqlite3.Error as error:
            raise UsageError(f"can't use {path}: {error}", hint="remove its folder, or another -o") from error

    def close(self) -> None:
        """Write what is pending and let go of the file."""
        self.db.commit()
        self.db.close()

    def said(self, key: str) -> Any:
        """Return a value that was remembered, or None."""
        row = self.db.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else None

    def say(self, key: str, value: Any) -> None:
        """Remember a JSON value."""
        self.db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (key, json.dumps(value)))
        self.db.commit()

    def put(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keep rows of a table; all of them or, after a kill, none."""
        with self.db:
            for row in rows:
                self.db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * len(row))})", row)  # noqa: S608

    def rows(self, question: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that a SELECT finds."""
        yield from self.db.execute(question, values)

    def one(self, question: str, *values: Any) -> Any:
        """Return the first value of the first row that a SELECT finds, or None."""
        row = self.db.execute(question, values).fetchone()
        return row[0] if row else None

    def missing(self, table: str, count: int) -> Iterator[int]:
        """Yield the article numbers below `count` that a table doesn't have, in order."""
        done = {number for (number,) in self.rows(f"SELECT number FROM {table}")}  # noqa: S608 - our own names
        yield from (number for number in range(count) if number not in done)

    def plain(self, number: int) -> str:
        """Return an article as plain text."""
        return unpacked(self.one("SELECT text FROM plain WHERE number = ?", number))

    def left_out(self, number: int) -> list[Block]:
        """Return what an article's page has beside its text."""
        raw = self.one("SELECT blocks FROM left_out WHERE number = ?", number)
        return [Block(*block) for block in json.loads(unpacked(raw))] if raw else []

    def prepared(self, number: int) -> Prepared:
        """Return an article, labelled and taken apart."""
        return Prepared.from_json(json.loads(unpacked(self.one("SELECT value FROM prepared WHERE number = ?", number))))

    def kept(self, number: int) -> Kept:
        """Return an article and its vectors."""
        article = self.prepared(number)
        raw = self.one("SELECT vectors FROM prepared WHERE number = ?", number)
        return Kept(article, vectors(raw, len(article.sentences)))

    def of_language(self, language: str) -> list[int]:
        """Return the articles in a language, in order."""
        found = self.rows("SELECT number FROM prepared WHERE language = ? ORDER BY number", language)
        return [number for (number,) in found]


@cache
def opened(path: Path) -> Journal:
    """Return a journal, opened once per process: for workers, which only read."""
    return Journal(path)


def prepared_row(number: int, article: Prepared, made: Vectors) -> tuple[Any, ...]:
    """Return the row of a prepared article; vectors in half precision, which hides how a machine rounds."""
    sizes = np.array([len(text) for text in article.texts], dtype=np.int32)
    value = packed(json.dumps(article.to_json(), ensure_ascii=False))
    return number, article.language, value, sizes.tobytes(), made.astype(np.float16).tobytes()


def vectors(raw: bytes, count: int, dimensions: int = 0) -> NDArray[np.float32]:
    """Return vectors from a row: shape (count, dimensions)."""
    return np.frombuffer(raw, dtype=np.float16).astype(np.float32).reshape(count, -1 if count else dimensions)


def packed(text: str) -> bytes:
    """Return a text in few bytes."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpacked(raw: bytes) -> str:
    """Return what `packed` was given."""
    return zlib.decompress(raw).decode("utf-8", "surrogatepass")
