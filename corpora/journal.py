"""What a build has done so far, in one SQLite file: it outlives a kill, and keeps articles out of memory."""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from tertium.corpora.likeness import Evidence
from tertium.corpora.prepare import Prepared
from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tertium.corpora.encode import Vectors

TABLES: Final = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS plain (number INTEGER PRIMARY KEY, text BLOB);
CREATE TABLE IF NOT EXISTS prepared (number INTEGER PRIMARY KEY, id TEXT, language TEXT, value BLOB, vectors BLOB);
CREATE TABLE IF NOT EXISTS compared (target INTEGER, source INTEGER, score REAL, coverage REAL, numbers REAL,
                                     PRIMARY KEY (target, source)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_language ON prepared (language, number);
CREATE INDEX IF NOT EXISTS by_source ON compared (source, score);
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
            self.db = sqlite3.connect(path, timeout=60)
            self.db.execute("PRAGMA journal_mode=WAL")
            self.db.execute("PRAGMA synchronous=NORMAL")
            self.db.executescript(TABLES)
        except sqlite3.Error as error:
            raise UsageError(
                f"can't use the journal {path}: {error}", hint="remove its folder, or another -o"
            ) from error

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

    def put_plain(self, rows: Iterable[tuple[int, str]]) -> None:
        """Keep articles as plain text."""
        self.db.executemany(
            "INSERT OR REPLACE INTO plain VALUES (?, ?)", ((number, _packed(text)) for number, text in rows)
        )
        self.db.commit()

    def plain(self, number: int) -> str:
        """Return an article as plain text."""
        return _unpacked(self.db.execute("SELECT text FROM plain WHERE number = ?", (number,)).fetchone()[0])

    def put_prepared(self, rows: Iterable[tuple[int, Prepared, Vectors]]) -> None:
        """Keep prepared articles; vectors in half precision, which no two machines' roundings tell apart."""
        self.db.executemany(
            "INSERT OR REPLACE INTO prepared VALUES (?, ?, ?, ?, ?)",
            (
                (number, one.id, one.language, _packed(json.dumps(one.to_json())), vectors.astype(np.float16).tobytes())
                for number, one, vectors in rows
            ),
        )
        self.db.commit()

    def prepared(self, number: int) -> Kept:
        """Return an article and its vectors."""
        value, raw = self.db.execute("SELECT value, vectors FROM prepared WHERE number = ?", (number,)).fetchone()
        article = Prepared.from_json(json.loads(_unpacked(value)))
        vectors = np.frombuffer(raw, dtype=np.float16).astype(np.float32)
        return Kept(article, vectors.reshape(len(article.sentences), -1) if len(vectors) else vectors.reshape(0, 1))

    def numbers(self, table: str) -> set[int]:
        """Return the articles that a table has: plain or prepared."""
        return {row[0] for row in self.db.execute(f"SELECT number FROM {table}")}  # noqa: S608 - our own table names

    def of_language(self, language: str | None) -> list[int]:
        """Return the articles in a language, in order; None: in none of those asked for."""
        return [
            row[0]
            for row in self.db.execute("SELECT number FROM prepared WHERE language IS ? ORDER BY number", (language,))
        ]

    def put_compared(self, rows: Iterable[tuple[int, int, Evidence]]) -> None:
        """Keep the evidence on target and source."""
        self.db.executemany("INSERT OR REPLACE INTO compared VALUES (?, ?, ?, ?, ?)", ((t, s, *e) for t, s, e in rows))
        self.db.commit()

    def compared(self, target: int) -> list[tuple[int, Evidence]]:
        """Return the sources that a target was compared with, best first."""
        found = self.db.execute(
            "SELECT source, score, coverage, numbers FROM compared WHERE target = ? ORDER BY score DESC, source",
            (target,),
        )
        return [(row[0], _evidence(row[1:])) for row in found]

    def nearest_target(self, source: int) -> tuple[int, Evidence] | None:
        """Return the best target that a source was compared with."""
        row = self.db.execute(
            "SELECT target, score, coverage, numbers FROM compared WHERE source = ?"
            " ORDER BY score DESC, target LIMIT 1",
            (source,),
        ).fetchone()
        return (row[0], _evidence(row[1:])) if row else None

    def highest(self) -> dict[int, float]:
        """Return each source's highest score with any target."""
        return dict(self.db.execute("SELECT source, MAX(score) FROM compared GROUP BY source"))

    def articles(self, numbers: Iterable[int]) -> Iterator[tuple[int, Kept]]:
        """Yield articles one at a time."""
        yield from ((number, self.prepared(number)) for number in numbers)


def _evidence(row: tuple[float | None, ...]) -> Evidence:
    return Evidence(*(float("nan") if value is None else value for value in row))


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _unpacked(raw: bytes) -> str:
    return zlib.decompress(raw).decode("utf-8", "surrogatepass")
