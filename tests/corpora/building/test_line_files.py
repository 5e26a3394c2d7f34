"""A set that is built from files piece by piece is the set built in memory, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora import row_groups, store
from tertium.corpora.building import line_files
from tertium.corpora.building.line_files import build_from_lines
from tertium.corpora.readers import lines
from tertium.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True, params=[1, 7, 4096])
def _pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_files, "PIECE", request.param)
    monkeypatch.setattr(row_groups, "SIZE", 20)


def files(folder: Path, size: int = 130, *, documents: bool = True) -> lines.Files:
    """Return files of so many lines: with a byte order mark, CRLF and empty lines."""
    contents = {
        "source.txt": "\ufeff" + "".join(f"The line {i}.\r\n" for i in range(size)),
        "reference.txt": "".join(f"Zeile {i}.\n" if i % 9 else "\n" for i in range(size)),
        "system.txt": "\n".join(f"Zeile: {i}." for i in range(size)),
        "documents.txt": "".join(f"d{i // 9}\n" for i in range(size)),
        "domains.txt": "".join(f"m{i // 18}\n" for i in range(size)),
    }
    for name, content in contents.items():
        (folder / name).write_text(content, encoding="utf-8", newline="")
    paths = [folder / name for name in contents]
    of_documents = paths[3:] if documents else (None, None)
    return lines.Files(paths[0], {"a": paths[1], "b": paths[2]}, {"x": paths[2]}, *of_documents)


@pytest.mark.parametrize("documents", [False, True])
@pytest.mark.parametrize("keep_bom", [False, True])
def test_its_bytes_are_those_of_the_set_in_memory(tmp_path: Path, *, documents: bool, keep_bom: bool) -> None:
    given = files(tmp_path, documents=documents)
    build_from_lines(given, tmp_path / "set", ("en", "de"), keep_bom=keep_bom)
    store.save(lines.read(given, name="set", languages=("en", "de"), keep_bom=keep_bom), tmp_path / "memory")
    for name in (store.MARKER, store.SEGMENTS):
        assert (tmp_path / "set" / name).read_bytes() == (tmp_path / "memory" / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("system.txt", "short\n" * 20),
        ("reference.txt", "long\n" * 131),
        ("source.txt", ""),
        ("system.txt", ""),
        ("documents.txt", "d\n" * 50 + "\n" + "d\n" * 79),
        ("domains.txt", "m\n" * 50 + "other\n" * 80),
        ("documents.txt", "d\n" * 50 + "e\n" * 40 + "d\n" * 40),
    ],
)
def test_an_error_is_that_of_the_set_in_memory_and_leaves_no_folder(tmp_path: Path, name: str, content: str) -> None:
    given = files(tmp_path)
    (tmp_path / name).write_text(content, encoding="utf-8")
    if name == "documents.txt":
        (tmp_path / "domains.txt").write_text("m\n" * 130, encoding="utf-8")
    with pytest.raises(DataError) as in_memory:
        lines.read(given, name="set")
    with pytest.raises(DataError) as in_pieces:
        build_from_lines(given, tmp_path / "set")
    assert str(in_pieces.value) == str(in_memory.value)
    assert not (tmp_path / "set").exists()


def test_files_are_large_by_their_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = files(tmp_path)
    assert not given.are_large
    monkeypatch.setattr(lines, "LARGE", 1000)
    assert given.are_large
