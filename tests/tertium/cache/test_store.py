"""The store of expensive results: shared by processes, never wrong, never in the way."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from tertium.cache import contents
from tertium.cache import store as cache_store
from tertium.cache.store import FILE, FileStore, MemoryStore, key, open_store
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import sys
from pathlib import Path
from tertium.cache.store import FileStore, key
store = FileStore(Path(sys.argv[1]), "scope", print)
for batch in range(int(sys.argv[2]), int(sys.argv[2]) + int(sys.argv[3])):
    store.put({key("scope", f"{batch} {i}"): f"value {batch} {i}".encode() * 20 for i in range(50)})
    print(batch, flush=True)
"""


@pytest.fixture
def messages() -> list[str]:
    return []


@pytest.fixture
def store(tmp_path: Path, messages: list[str]) -> FileStore:
    return FileStore(tmp_path / FILE, "scope", messages.append)


def start(path: Path, first: int, batches: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), str(first), str(batches)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def change(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(statement, values)
        database.commit()


def test_what_was_put_is_there_for_the_next_process(store: FileStore, tmp_path: Path, messages: list[str]) -> None:
    store.put({key("scope", "a"): b"1", key("scope", "b"): b"\x00\xff"})
    again = FileStore(tmp_path / FILE, "scope", messages.append)
    values = again.get([key("scope", "a"), key("scope", "b"), key("scope", "c")])
    assert values == {key("scope", "a"): b"1", key("scope", "b"): b"\x00\xff"}
    assert messages == []


def test_more_keys_than_one_query_takes_are_found(store: FileStore) -> None:
    rows = {key("scope", str(i)): str(i).encode() for i in range(2345)}
    store.put(rows)
    assert store.get(rows) == rows


def test_keys_differ_where_texts_are_joined_differently() -> None:
    keys = [key("s", "ab", "c"), key("s", "a", "bc"), key("s", "abc"), key("sa", "bc"), key("s", "abc", "")]
    assert len(set(keys)) == len(keys)
    assert all(len(digest) == 32 for digest in keys)


def test_a_lone_surrogate_has_a_key() -> None:
    assert key("s", "\ud800") != key("s", "?")


def test_a_value_that_is_there_stays(store: FileStore) -> None:
    store.put({key("scope", "a"): b"first"})
    store.put({key("scope", "a"): b"second"})
    assert store.get([key("scope", "a")]) == {key("scope", "a"): b"first"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE results SET value = x'00'",
        "UPDATE results SET checksum = x'00'",
        "UPDATE results SET value = 'text'",
        "UPDATE results SET value = 7",
    ],
)
def test_a_damaged_row_is_a_miss_and_a_warning_and_can_be_put_again(
    store: FileStore, tmp_path: Path, messages: list[str], statement: str
) -> None:
    entry = key("scope", "a")
    store.put({entry: b"right"})
    change(tmp_path / FILE, statement)
    assert store.get([entry]) == {}
    assert messages == [f"1 damaged result in the cache {tmp_path / FILE}, to be computed again"]
    store.put({entry: b"right"})
    assert store.get([entry]) == {entry: b"right"}


def test_a_value_under_the_key_of_another_is_damaged(store: FileStore, tmp_path: Path) -> None:
    entry, second = key("scope", "a"), key("scope", "b")
    store.put({entry: b"1", second: b"2"})
    change(tmp_path / FILE, "DELETE FROM results WHERE key = ?", second)
    change(tmp_path / FILE, "UPDATE results SET key = ?", second)
    assert store.get([entry, second]) == {}


def test_several_writers_that_start_together_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / FILE
    writers = [start(path, first, 20) for first in (0, 10, 20, 30)]  # half of each overlaps with the next
    answers = [writer.communicate() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 4, answers
    assert all(not errors for _, errors in answers)
    assert contents.verify(path) == (2500, 0)


def test_a_new_file_that_many_open_at_once_is_opened_by_all(tmp_path: Path) -> None:
    def opened(turn: int, gate: threading.Barrier) -> FileStore:
        gate.wait()
        return FileStore(tmp_path / f"{turn}.sqlite", "scope", pytest.fail)

    for turn in range(30):  # SQLite refused one of six in every third turn
        gate = threading.Barrier(6)
        with ThreadPoolExecutor(6) as pool:
            stores = list(pool.map(opened, [turn] * 6, [gate] * 6))
        assert len(stores) == 6


def test_a_file_that_stays_locked_is_an_error_after_the_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_store, "WAIT", 0.05)
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as holder:
        holder.execute("CREATE TABLE held (x)")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            FileStore(tmp_path / FILE, "scope", pytest.fail)


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / FILE
    for turn in range(3):
        writers = [start(path, 1000 * turn, 1000), start(path, 100000 + 1000 * turn, 1000)]
        batches = [writer.stdout.readline().strip() for writer in writers if writer.stdout]
        time.sleep(0.05 * turn)
        for writer in writers:
            os.kill(writer.pid, signal.SIGKILL)
        batches += [line for writer in writers for line in writer.communicate()[0].split("\n")[:-1]]
        assert all(batches)
        store = FileStore(path, "scope", pytest.fail)
        keys = [key("scope", f"{batch} {i}") for batch in batches for i in range(50)]
        assert len(store.get(keys)) == len(keys)
    assert contents.verify(path).damaged == 0


def test_without_a_cache_results_last_as_long_as_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", "off")
    store = open_store("scope", pytest.fail)
    assert isinstance(store, MemoryStore)
    store.put({b"a": b"1"})
    assert store.get([b"a", b"b"]) == {b"a": b"1"}


def test_a_folder_that_cant_be_used_is_a_warning_and_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, messages: list[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "file"))
    assert isinstance(open_store("scope", messages.append), MemoryStore)
    assert len(messages) == 1
    assert "can't be used" in messages[0]


def test_a_file_that_is_no_database_is_a_warning_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, messages: list[str]
) -> None:
    (tmp_path / FILE).write_text("my novel " * 100)
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path))
    assert isinstance(open_store("scope", messages.append), MemoryStore)
    assert "not a database" in messages[0]
    assert (tmp_path / FILE).read_text().startswith("my novel")
    with pytest.raises(DataError, match=r"rm .*results\.sqlite"):
        contents.verify(tmp_path / FILE)


def test_the_folder_is_the_variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path))
    assert cache_store.folder() == tmp_path
    monkeypatch.setenv("TERTIUM_CACHE", "off")
    assert cache_store.folder() is None


@pytest.mark.parametrize(
    ("system", "place"),
    [(Unix, ".cache/tertium"), (MacOS, "Library/Caches/tertium"), (Windows, "AppData/Local/tertium/Cache")],
)
def test_without_the_variable_the_folder_is_where_earlier_versions_kept_results(
    system: type, place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("TERTIUM_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("platformdirs.windows.get_win_folder", lambda _: str(tmp_path / "AppData" / "Local"))
    monkeypatch.setattr("platformdirs.PlatformDirs", system)
    assert str(cache_store.folder()).replace("\\", "/") == str(tmp_path / place)


def test_the_folder_follows_xdg_cache_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TERTIUM_CACHE", raising=False)
    monkeypatch.setattr("platformdirs.PlatformDirs", Unix)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_store.folder() == tmp_path / "xdg" / "tertium"


def test_a_store_whose_scope_was_pruned_goes_on(store: FileStore, tmp_path: Path) -> None:
    store.put({key("scope", "a"): b"1"})
    contents.prune(tmp_path / FILE, days=0)
    store.put({key("scope", "b"): b"2"})
    assert [scope[:2] for scope in contents.scopes(tmp_path / FILE)] == [("scope", 1)]


def test_a_cache_that_breaks_while_it_is_used_is_said_and_costs_only_time(
    store: FileStore, tmp_path: Path, messages: list[str]
) -> None:
    store.put({b"1": b"value"})
    change(tmp_path / FILE, "DROP TABLE results")
    assert store.get([b"1"]) == {}
    store.put({b"2": b"value"})
    assert [line.partition(" (")[0] for line in messages] == [
        f"the cache {tmp_path / FILE} can't be read",
        f"the cache {tmp_path / FILE} can't be written",
    ]
