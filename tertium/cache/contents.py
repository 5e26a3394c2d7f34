"""The contents of the cache file: listed by scope, verified row by row, pruned by age and size."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from tertium.cache.store import checksum, connection, transaction
from tertium.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Scope(NamedTuple):
    """The results of one scope.

    Attributes:
        name: all that the results depend on beside the texts.
        results: the number of results.
        size: the size of their values in bytes.
        used: when a run last opened the scope, in seconds since 1970.
    """

    name: str
    results: int
    size: int
    used: float


class Verification(NamedTuple):
    """The outcome of a check of every row.

    Attributes:
        results: the number of rows that were checked.
        damaged: the number of rows that had a wrong checksum and were deleted.
    """

    results: int
    damaged: int


def scopes(path: Path) -> list[Scope]:
    """Return the file's scopes, the latest used first; an empty list where there is no file."""
    query = """
        SELECT name, count(key), coalesce(sum(length(value)), 0), used
        FROM scopes LEFT JOIN results ON scope = id GROUP BY id ORDER BY used DESC, name
    """
    with _database(path) as database:
        return [Scope(*row) for row in database.execute(query)] if database else []


def verify(path: Path) -> Verification:
    """Compare every row with its checksum and delete those that differ.

    Raises:
        DataError: the file itself is damaged.
    """
    with _database(path) as database:
        if not database:
            return Verification(0, 0)
        problem = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if problem != "ok":
            raise sqlite3.DatabaseError(problem)
        total, damaged = 0, []
        for row, key, value, stored_checksum in database.execute("SELECT rowid, key, value, checksum FROM results"):
            total += 1
            if stored_checksum != checksum(key, value):
                damaged.append((row,))  # by row id: a damaged key may be anything
        database.executemany("DELETE FROM results WHERE rowid = ?", damaged)
        return Verification(total, len(damaged))


def prune(path: Path, *, days: float | None = None, size: int | None = None) -> int:
    """Delete the scopes that no run used for so many days, then the longest unused until the values fit in `size`.

    Args:
        path: the cache file.
        days: age in days; 0 deletes all scopes.
        size: bytes of values that may stay.

    Returns:
        The number of deleted results.
    """
    listed = scopes(path)  # the latest used first
    limit = time.time() - 86400 * days if days is not None else float("-inf")
    expired = [scope for scope in listed if scope.used <= limit]
    remaining = [scope for scope in listed if scope.used > limit]
    while size is not None and sum(scope.size for scope in remaining) > size:
        expired.append(remaining.pop())
    with _database(path) as database:
        if database and expired:
            names = [(scope.name,) for scope in expired]
            with transaction(database):
                query = "DELETE FROM results WHERE scope = (SELECT id FROM scopes WHERE name = ?)"
                database.executemany(query, names)
                database.executemany("DELETE FROM scopes WHERE name = ?", names)
            database.execute("VACUUM")  # else the file keeps its size
    return sum(scope.results for scope in expired)


@contextmanager
def _database(path: Path) -> Iterator[sqlite3.Connection | None]:
    """Yield the open file, or None where there is none.

    Raises:
        DataError: the file is no database, or damaged.
    """
    if not path.is_file():
        yield None
        return
    try:
        with closing(connection(path)) as database:
            yield database
    except sqlite3.Error as error:
        raise DataError(
            f"the cache {path} can't be used: {error}", hint=f"rm {path}; results are computed again"
        ) from error
