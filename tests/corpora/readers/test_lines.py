"""Line-aligned text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tertium.corpora.readers import lines
from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_segment_ends_at_a_line_feed_only(tmp_path: Path) -> None:
    odd = "a\N{LINE SEPARATOR}b\x0bc\x0cd\x85e\rf"
    (tmp_path / "s.txt").write_bytes(f"{odd}\nsecond\n".encode())
    assert lines.read(lines.Files(tmp_path / "s.txt"), name="s").sources == (odd, "second")


def test_a_byte_order_mark_and_crlf_are_stripped_and_recorded(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    data = lines.read(lines.Files(tmp_path / "s.txt"), name="s")
    assert data.sources == ("one", "two")
    assert data.provenance["stripped"] == ["s.txt: byte order mark stripped", "s.txt: 2 CRLF line ends read as LF"]


def test_a_kept_byte_order_mark_parts_no_document(tmp_path: Path) -> None:
    for name, text in (("s.txt", "one\ntwo\n"), ("docs.txt", "d\nd\n"), ("domains.txt", "news\nnews\n")):
        (tmp_path / name).write_text(f"\ufeff{text}", encoding="utf-8")
    files = lines.Files(tmp_path / "s.txt", documents=tmp_path / "docs.txt", domains=tmp_path / "domains.txt")
    data = lines.read(files, name="s", keep_bom=True)
    assert (data.sources, [(d.id, d.domain) for d in data.documents]) == (("\ufeffone", "two"), [("d", "news")])
    assert data.notes[1:] == ("docs.txt: byte order mark stripped", "domains.txt: byte order mark stripped")


def test_what_is_not_utf8_is_named_by_file_line_and_byte(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_bytes(b"one\ntw\xf6\n")
    with pytest.raises(DataError, match=r"s\.txt, line 2, byte 6 of the file: 0xf6 is not UTF-8\n  try: "):
        lines.read(lines.Files(tmp_path / "s.txt"), name="s")


def test_an_empty_file_of_lines_and_one_of_another_length_are_named(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("one\ntwo\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match=r"empty\.txt is empty\n  try: one line per segment"):
        lines.read(lines.Files(tmp_path / "empty.txt"), name="x")
    (tmp_path / "docs.txt").write_text("a\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"docs\.txt has 1 line, s\.txt has 2"):
        lines.read(lines.Files(tmp_path / "s.txt", documents=tmp_path / "docs.txt"), name="x")


def test_at_least_one_file_is_needed() -> None:
    with pytest.raises(UsageError, match="no file with segments"):
        lines.read(lines.Files(), name="x")
