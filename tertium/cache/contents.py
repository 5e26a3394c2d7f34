"""What is in the cache file: listed by scope, checked row by row, pruned by age and size."""

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
    """The results of one signature.

    Attributes:
        name: what the results depend on beside the texts.
        results: how many.
        size: of their values, in bytes.
        used: when a run last asked for them, seconds since 1970.
    """

    name: str
    results: int
    size: int
    used: float


class Verified(NamedTuple):
    """What a check of every row found.

    Attributes:
        results: how many were checked.
        damaged: how many had a wrong checksum and were removed.
    """

    results: int
    damaged: int


def scopes(path: Path) -> list[Scope]:
    """Return what the file holds, the latest used first; nothing where there is no file."""
    query = """
        SELECT name, count(key), coalesce(sum(length(value)), 0), used
        FROM scopes LEFT JOIN results ON scope = id GROUP BY id ORDER BY used DESC, name
    """
    with _opened(path) as database:
        return [Scope(*row) for row in database.execute(query)] if database else []


def verify(path: Path) -> Verified:
    """Compare every row with its checksum and remove those that differ.

    Raises:
        DataError: the file itself is damaged.
    """
    with _opened(path) as database:
        if not database:
            return Verified(0, 0)
        problem = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if problem != "ok":
            raise sqlite3.DatabaseError(problem)
        total, wrong = 0, []
        for row, key, value, said in database.execute("SELECT rowid, key, value, checksum FROM results"):
            total += 1
            if said != checksum(key, value):
                wrong.append((row,))
        database.executemany("DELETE FROM results WHERE rowid = ?", wrong)
        return Verified(total, len(wrong))


def prune(path: Path, *, days: float | None = None, size: int | None = None) -> int:
    """Remove the scopes that no run used for so many days, then the longest unused until the values fit in `size`.

    Args:
        path: the cache file.
        days: 0 removes all.
        size: bytes.

    Returns:
        How many results were removed.
    """
    found = scopes(path)
    oldest = time.time() - 86400 * days if days is not None else float("-inf")
    gone = [one for one in found if one.used <= oldest]
    kept = [one for one in found if one.used > oldest]
    while size is not None and sum(one.size for one in kept) > size:
        gone.append(kept.pop())
    with _opened(path) as database:
        if database and gone:
            names = [(one.name,) for one in gone]
            with transaction(database):
                query = "DELETE FROM results WHERE scope = (SELECT id FROM scopes WHERE name = ?)"
                database.executemany(query, names)
                database.executemany("DELETE FROM scopes WHERE name = ?", names)
            database.execute("VACUUM")
    return sum(one.results for one in gone)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection | None]:
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
