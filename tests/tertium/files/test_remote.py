"""Sets and runs behind an address: read row group by row group, and written whole."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fsspec
import pytest

from tertium.errors import DataError, UsageError
from tertium.files import GroupedTable, whole_folder
from tertium.files.remote import RemotePath, located

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def memory() -> Iterator[str]:
    """An address in this process's memory."""
    system = fsspec.filesystem("memory")
    yield "memory://place"
    if system.exists("/place"):
        system.rm("/place", recursive=True)


def _pickled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - made here


@pytest.mark.parametrize("address", ["s3://bucket/a/set", "memory://place/set", "file:///folder/set", "gs://b"])
def test_an_address_is_a_path_whose_text_it_is(address: str) -> None:
    path = located(address)
    assert isinstance(path, RemotePath)
    assert str(path) == address
    assert str(path / "set.json") == f"{address}/set.json"
    assert (path / "set.json").parent == path
    assert _pickled(path) == path
    assert type(_pickled(path / "x")) is RemotePath


@pytest.mark.parametrize("text", ["set", "/folder/set", "C:/set", "hub:user/name", "a//b", "c://x"])
def test_what_is_no_address_is_a_plain_path(text: str) -> None:
    assert type(located(text)) is type(Path())


def test_a_folder_is_copied_whole_with_its_marker_last(memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target = located(f"{memory}/run")
    order: list[str] = []
    put = RemotePath.put

    def noted(path: RemotePath, file: Path) -> None:
        order.append(path.name)
        put(path, file)

    monkeypatch.setattr(RemotePath, "put", noted)
    with whole_folder(target, marker="a.json") as work:
        (work / "set").mkdir()
        (work / "set" / "texts").write_bytes(b"text")
        (work / "a.json").write_bytes(b"{}")
        (work / "z").write_bytes(b"z")
        assert not target.exists(), "nothing is there before the block ends"
    assert order == ["texts", "z", "a.json"]
    with (target / "set" / "texts").open("rb") as file:
        assert file.read() == b"text"
    assert sorted(path.name for path in target.iterdir()) == ["a.json", "set", "z"]


def test_a_folder_is_replaced_only_when_asked_for_and_only_one_of_its_kind(memory: str) -> None:
    target = located(f"{memory}/run")
    with whole_folder(target, marker="m") as work:
        (work / "m").touch()
        (work / "old").touch()
    with pytest.raises(UsageError, match="is already there\n  try: --overwrite"), whole_folder(target, marker="m"):
        pass
    with pytest.raises(UsageError, match="try: another address"), whole_folder(target, marker="n", overwrite=True):
        pass
    with whole_folder(target, marker="m", overwrite=True) as work:
        (work / "m").touch()
    assert [path.name for path in target.iterdir()] == ["m"]


def test_a_block_that_fails_leaves_nothing_there(memory: str) -> None:
    target = located(f"{memory}/run")
    with pytest.raises(FileNotFoundError), whole_folder(target, marker="m") as work:
        (work / "nothing").rename(work / "m")
    assert not target.exists()


def test_a_table_is_opened_again_where_it_is_unpickled_and_must_be_the_same(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"a": ["x", "y", "z"]}), tmp_path / "t.parquet", row_group_size=2)
    table = GroupedTable(located(f"file://{tmp_path}/t.parquet"))
    assert _pickled(table).read(1, ["a"]).column(0).to_pylist() == ["z"]
    pq.write_table(pa.table({"a": ["x", "y", "q"]}), tmp_path / "t.parquet", row_group_size=1)
    with pytest.raises(DataError, match="has changed while it was read"):
        _pickled(table)


def test_a_protocol_without_its_package_and_an_unknown_one_are_two_lines() -> None:
    with pytest.raises(UsageError, match=r"can't reach nosuch://x/y: .*\n  try: "):
        located("nosuch://x/y").exists()


def test_whatever_a_protocol_raises_is_an_error_of_the_system(memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class System:
        def isfile(self, url: str) -> bool:
            raise RuntimeError(f"no credentials for {url}\nmore")

    monkeypatch.setattr(RemotePath, "_system", lambda _: System())
    with pytest.raises(OSError, match=f"RuntimeError: no credentials for {memory}$"):
        located(memory).is_file()
    with pytest.raises(UsageError, match="can't reach memory://place"), whole_folder(located(memory), marker="m"):
        pass
