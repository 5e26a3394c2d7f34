"""UTF-8 text from files: lines, what is stripped, and what is refused."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError
from tertium.files.text import bom_note, check_text, read_bytes, read_lines, read_text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("raw", "lines", "notes"),
    [
        (b"", [], []),
        (b"a\nb", ["a", "b"], []),
        (b"a\n\n", ["a", ""], []),
        ("a\u2028b\x0bc\x85\n".encode(), ["a\u2028b\x0bc\x85"], []),
        (b"\xef\xbb\xbfa\r\nb\r\n", ["a", "b"], ["byte order mark stripped", "2 CRLF line ends read as LF"]),
        (b"a\rb\nc\n", ["a\rb", "c"], []),
    ],
)
def test_lines_end_at_line_feeds_only(tmp_path: Path, raw: bytes, lines: list[str], notes: list[str]) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    assert read_lines(tmp_path / "a.txt") == (lines, [f"a.txt: {note}" for note in notes])


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a\n"))
    assert read_text(tmp_path / "a.txt.gz") == ("a\n", [])
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"a\n" * 1000)[:-12])
    with pytest.raises(DataError, match=r"can't read .*b\.txt\.gz"):
        read_bytes(tmp_path / "b.txt.gz")


def test_a_few_control_characters_are_text(tmp_path: Path) -> None:
    check_text(tmp_path, b"\x01" * 8 + b"a" * 10)
    check_text(tmp_path, b"\x01" * 30 + b"a" * 970)
    with pytest.raises(DataError, match="is not text: 31 of its 1000 bytes"):
        check_text(tmp_path, b"\x01" * 31 + b"a" * 969)


def test_a_small_gz_that_holds_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tertium.files.text.MAX_BYTES", 2**20)
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(bytes(2**20 + 1)))
    with pytest.raises(DataError, match="larger than 1 MiB"):
        read_bytes(path)
    path.write_bytes(gzip.compress(bytes(2**20)))
    assert len(read_bytes(path)) == 2**20


def test_a_byte_order_mark_of_markup_is_noted_but_not_that_of_utf16(tmp_path: Path) -> None:
    marked, packed, wide = tmp_path / "a.tmx", tmp_path / "a.tmx.gz", tmp_path / "b.tmx"
    marked.write_bytes(b"\xef\xbb\xbf<tmx/>")
    packed.write_bytes(gzip.compress(marked.read_bytes()))
    wide.write_bytes("<tmx/>".encode("utf-16"))
    assert bom_note(marked) == ["a.tmx: byte order mark stripped"]
    assert bom_note(packed) == ["a.tmx.gz: byte order mark stripped"]
    assert bom_note(wide) == []
    with pytest.raises(DataError, match=r"can't read .*missing\.tmx"):
        bom_note(tmp_path / "missing.tmx")
