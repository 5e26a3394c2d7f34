"""The contents of the cache file: listed, verified, pruned."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tertium.cache import contents
from tertium.cache.store import FILE, FileStore, key
from tests.tertium.cache.test_store import change

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / FILE, "scope", pytest.fail)


def test_scopes_are_listed_with_what_they_hold(store: FileStore, tmp_path: Path) -> None:
    store.put({key("scope", "a"): b"123", key("scope", "b"): b"4567"})
    listed = contents.scopes(tmp_path / FILE)
    assert [scope[:3] for scope in listed] == [("scope", 2, 7)]
    assert abs(listed[0].used - time.time()) < 3600


def test_verify_removes_damaged_rows(store: FileStore, tmp_path: Path) -> None:
    store.put({key("scope", str(i)): b"x" for i in range(10)})
    change(tmp_path / FILE, "UPDATE results SET value = x'ff' WHERE key = ?", key("scope", "3"))
    assert contents.verify(tmp_path / FILE) == (10, 1)
    assert contents.verify(tmp_path / FILE) == (9, 0)


def test_prune_removes_what_was_not_used_for_long_and_then_the_oldest_until_it_fits(tmp_path: Path) -> None:
    path = tmp_path / FILE
    for days, scope in ((100, "old"), (10, "middle"), (1, "new")):
        FileStore(path, scope, pytest.fail).put({key(scope, "a"): b"x" * 1000})
        change(path, "UPDATE scopes SET used = ? WHERE name = ?", time.time() - 86400 * days, scope)
    assert contents.prune(path, days=90) == 1
    assert [scope.name for scope in contents.scopes(path)] == ["new", "middle"]
    assert contents.prune(path, size=1500) == 1
    assert [scope.name for scope in contents.scopes(path)] == ["new"]
    assert contents.prune(path, days=0) == 1
    assert contents.scopes(path) == []


def test_no_file_is_an_empty_cache(tmp_path: Path) -> None:
    assert contents.scopes(tmp_path / FILE) == []
    assert contents.verify(tmp_path / FILE) == (0, 0)
    assert contents.prune(tmp_path / FILE, days=0) == 0
    assert not (tmp_path / FILE).exists()
