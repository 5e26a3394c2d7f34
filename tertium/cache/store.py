"""The store of expensive results: one SQLite file, safe under several writers and kill -9; a damaged row is a miss.

A key is a hash of a scope (all that a result depends on beside the texts: signature, weights, precision, device) and
the length-prefixed texts. A value is bytes with a checksum. A `put` is written whole or not at all, and survives a
kill -9 (write-ahead log).
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

from tertium.errors import counted

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
    """Results by key: on disk, or in this process only."""

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values of the keys that the store has."""
        ...

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Store the values, all or none."""
        ...


def key(scope: str, *texts: str) -> bytes:
    """Return the key of a result: 32 bytes, different for different scopes or texts."""
    digest = hashlib.sha256()
    for text in (scope, *texts):
        # Each text is hashed behind its length: ("ab", "c") and ("a", "bc") have different keys.
        raw = text.encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.digest()


def folder() -> Path | None:
    """Return the cache folder: TERTIUM_CACHE, or the platform's folder for caches; None when it is ``off``."""
    setting = os.environ.get(VARIABLE)
    if setting:
        return None if setting == "off" else Path(setting).expanduser()
    return user_cache_path("tertium", appauthor=False)


def open_store(scope: str, warn: Callable[[str], None]) -> Store:
    """Return the store of a scope's results: the file, or memory where the cache is off or can't be used.

    Args:
        scope: all that the results depend on beside the texts.
        warn: receives a message when the cache can't be used, and when rows are damaged.
    """
    directory = folder()
    if directory is None:
        return MemoryStore()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        return FileStore(directory / FILE, scope, warn)
    except (OSError, sqlite3.Error) as error:
        warn(f"results are not kept, the cache {directory / FILE} can't be used: {error}")
        return MemoryStore()


class MemoryStore:
    """A store that ends with the process."""

    def __init__(self) -> None:
        self._values: dict[bytes, bytes] = {}

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values of the keys that the store has."""
        return {digest: self._values[digest] for digest in keys if digest in self._values}

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Store the values."""
        self._values |= rows


class FileStore:
    """A scope's results in the file.

    Raises:
        sqlite3.Error: the file can't be opened or is no database.
    """

    def __init__(self, path: Path, scope: str, warn: Callable[[str], None]) -> None:
        self._path, self._scope, self._warn, self._database = path, scope, warn, connection(path)
        weakref.finalize(self, self._database.close)  # nobody closes a metric's counter, which holds the store
        self._database.executescript(_TABLES)
        self._touch_scope()

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values of the keys that the store has; a row with a wrong checksum is deleted and reported."""
        values: dict[bytes, bytes] = {}
        damaged: list[bytes] = []
        try:
            for chunk in _chunks(keys):
                marks = ",".join("?" * len(chunk))
                query = f"SELECT key, value, checksum FROM results WHERE key IN ({marks})"  # noqa: S608 - marks only
                for digest, value, stored_checksum in self._database.execute(query, chunk):
                    if stored_checksum == checksum(digest, value):
                        values[digest] = value
                    else:
                        damaged.append(digest)
            self._database.executemany("DELETE FROM results WHERE key = ?", [(digest,) for digest in damaged])
        except sqlite3.Error as error:
            self._warn(f"the cache {self._path} can't be read ({error}): its results are computed again")
        if damaged:
            self._warn(f"{counted(len(damaged), 'damaged result')} in the cache {self._path}, to be computed again")
        return values

    def put(self, rows: Mapping[bytes, bytes]) -> None:
        """Store the values, all or none; a key that is already there keeps its value."""
        try:
            with transaction(self._database):
                scope = self._touch_scope()  # another process may have pruned it since
                results = [(digest, scope, value, checksum(digest, value)) for digest, value in rows.items()]
                # Two processes may compute the same result; their values may differ in the last bit, the first stays.
                self._database.executemany("INSERT OR IGNORE INTO results VALUES (?, ?, ?, ?)", results)
        except sqlite3.Error as error:
            self._warn(f"the cache {self._path} can't be written ({error}): a later run computes these results again")

    def _touch_scope(self) -> int:
        """Record that the scope is used now, and return its id."""
        query = """
            INSERT INTO scopes (name, used) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET used = excluded.used RETURNING id
        """
        return int(self._database.execute(query, (self._scope, time.time())).fetchone()[0])


def connection(path: Path) -> sqlite3.Connection:
    """Return a connection that commits each statement by itself and waits for other writers."""
    # Not bound to a thread: the garbage collector may close it from another one than opened it.
    database = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        _write_ahead(database)
        # NORMAL syncs at checkpoints only: a killed process loses nothing, a power cut may lose the last results.
        database.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error:
        database.close()
        raise
    return database


def _write_ahead(database: sqlite3.Connection) -> None:
    """Turn on the write-ahead log, which the file keeps.

    In a new file several processes may do so at once; SQLite then refuses all but one without the wait that it gives
    every other statement, so the wait is here.
    """
    deadline = time.monotonic() + WAIT
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Execute all of the block's statements, or none."""
    database.execute("BEGIN IMMEDIATE")  # the write lock at once: a lock asked for later could fail without waiting
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _chunks(keys: Iterable[bytes], size: int = 500) -> Iterator[list[bytes]]:
    """Yield lists of different keys; before 3.32, SQLite takes no more than 999 parameters in a query."""
    remaining = iter(dict.fromkeys(keys))
    while chunk := list(islice(remaining, size)):
        yield chunk


def checksum(digest: Any, value: Any) -> bytes | None:
    """Return 8 bytes of key and value, so that a value under another key is damaged too; None for what isn't bytes."""
    if not (isinstance(digest, bytes) and isinstance(value, bytes)):
        return None
    return hashlib.blake2b(digest + value, digest_size=8).digest()
