"""A cache of expensive results: one SQLite file, safe under several writers and kill -9; a wrong row is a miss.

A key is a hash of a scope (all that a result depends on beside the texts: signature, weights, precision, device) and
the length-prefixed texts. A value is bytes with a checksum. What is written is there after a kill -9 (WAL), one `put`
whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
import weakref
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

VARIABLE: Final = "TERTIUM_CACHE"
"""The environment variable that names another folder, or is ``off``."""

FILE: Final = "results.sqlite"

WAIT: Final = 60.0
"""Seconds that a writer waits for another."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS scopes (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, used REAL NOT NULL);
CREATE TABLE IF NOT EXISTS results (
    key BLOB PRIMARY KEY, scope INTEGER NOT NULL REFERENCES scopes (id), value BLOB NOT NULL, checksum BLOB NOT NULL
);
"""


class Store(Protocol):
    """Where results are kept: on disk, or for this process only."""

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values that are there."""
        ...

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep the values, all or none."""
        ...


def key(scope: str, *texts: str) -> bytes:
    """Return 32 bytes that only this scope and these texts have: each is hashed behind its length."""
    digest = hashlib.sha256()
    for text in (scope, *texts):
        raw = text.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.digest()


def folder() -> Path | None:
    """Return where the cache is: TERTIUM_CACHE, or the platform's place for caches; None when it is ``off``."""
    said = os.environ.get(VARIABLE)
    if said:
        return None if said == "off" else Path(said).expanduser()
    return user_cache_path("tertium", appauthor=False)


def open_store(scope: str, warn: Callable[[str], None]) -> Store:
    """Return the store of a scope's results: the file, or memory where there is none or it can't be used.

    Args:
        scope: all that the results depend on beside the texts.
        warn: told when the cache can't be used, and of every row whose checksum is wrong.
    """
    place = folder()
    if place is None:
        return Memory()
    try:
        place.mkdir(parents=True, exist_ok=True)
        return Cache(place / FILE, scope, warn)
    except (OSError, sqlite3.Error) as error:
        warn(f"results are not kept, the cache {place / FILE} can't be used: {error}")
        return Memory()


class Memory:
    """A store that ends with the process."""

    def __init__(self) -> None:
        self._rows: dict[bytes, bytes] = {}

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values that are there."""
        return {one: self._rows[one] for one in keys if one in self._rows}

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep the values."""
        self._rows |= rows


class Cache:
    """A scope's results in the file.

    Raises:
        sqlite3.Error: the file can't be opened or is no database.
    """

    def __init__(self, path: Path, scope: str, warn: Callable[[str], None]) -> None:
        self._path, self._scope, self._warn, self._database = path, scope, warn, connection(path)
        weakref.finalize(self, self._database.close)
        self._database.executescript(_TABLES)
        self._use()

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values that are there; a row with a wrong checksum is removed and said, never returned."""
        found: dict[bytes, bytes] = {}
        wrong: list[bytes] = []
        try:
            for some in _chunks(keys):
                marks = ",".join("?" * len(some))
                query = f"SELECT key, value, checksum FROM results WHERE key IN ({marks})"  # noqa: S608 - marks only
                for one, value, said in self._database.execute(query, some):
                    if said == checksum(one, value):
                        found[one] = value
                    else:
                        wrong.append(one)
            self._database.executemany("DELETE FROM results WHERE key = ?", [(one,) for one in wrong])
        except sqlite3.Error as error:
            self._warn(f"the cache {self._path} can't be read ({error}): its results are computed again")
        if wrong:
            self._warn(f"{len(wrong)} results in the cache {self._path} were damaged: they are computed again")
        return found

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep the values, all or none; what is there already stays."""
        try:
            with transaction(self._database):
                scope = self._use()  # it may have been pruned since
                kept = [(one, scope, value, checksum(one, value)) for one, value in rows.items()]
                self._database.executemany("INSERT OR IGNORE INTO results VALUES (?, ?, ?, ?)", kept)
        except sqlite3.Error as error:
            self._warn(f"the cache {self._path} can't be written ({error}): a later run computes these results again")

    def _use(self) -> int:
        """Return the scope's number, after noting that it is used now."""
        query = """
            INSERT INTO scopes (name, used) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET used = excluded.used RETURNING id
        """
        return int(self._database.execute(query, (self._scope, time.time())).fetchone()[0])


def connection(path: Path) -> sqlite3.Connection:
    """Return a connection that commits each statement by itself and waits for other writers."""
    database = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error:
        database.close()
        raise
    return database


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Do all of the block's statements, or none."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _chunks(keys: Iterable[bytes], size: int = 500) -> Iterator[list[bytes]]:
    """Yield lists within the number of parameters that any SQLite takes."""
    source = iter(dict.fromkeys(keys))
    while some := list(islice(source, size)):
        yield some


def checksum(one: Any, value: Any) -> bytes | None:
    """Return 8 bytes of key and value, so that a value under another's key is wrong too; None of what is no bytes."""
    if not (isinstance(one, bytes) and isinstance(value, bytes)):
        return None
    return hashlib.blake2b(one + value, digest_size=8).digest()
