"""A file read piece by piece has the lines, the notes and the errors of the file that is read at once."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tertium.errors import DataError
from tertium.files import LineFile, line_pieces, read_lines

if TYPE_CHECKING:
    from pathlib import Path

CONTENTS = {
    "plain": "One.\nZwei.\nä\n".encode(),
    "no end": b"One.\nTwo.",
    "empty lines": b"\n\nOne.\n\n",
    "nothing": b"",
    "CRLF": b"One.\r\nTwo.\r\n",
    "a mark": b"\xef\xbb\xbfOne.\nTwo.\n",
    "CR in text": b"One.\nTw\ro.\n",
    "other line ends": "One.\u2028.\x0b\x85\nTwo.\n".encode(),
    "long": b"0123456789" * 50 + b"\nTwo.\n",
}
FAULTS = {
    "latin": "One.\nZwei.\nDrei.\nvier und fünf.\n".encode("latin-1"),
    "UTF-16": "One.\nTwo.\n".encode("utf-16"),
    "zeros": "One.\nTwo.\n".encode("utf-16-le"),
    "controls": b"One.\n" + b"\x01\x02\x03\x04\x05" * 5 + b"\nTwo.\n",
    "CR": b"One.\rTwo.\rThree.\r",
}


@pytest.fixture(autouse=True, params=[4, 7, 2**20])
def _pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_pieces, "PIECE", request.param)


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("keep_bom", [False, True])
def test_lines_and_notes_are_those_of_the_whole_file(tmp_path: Path, name: str, *, keep_bom: bool) -> None:
    path = tmp_path / "lines.txt"
    path.write_bytes(CONTENTS[name])
    file = LineFile(path, keep_bom=keep_bom)
    assert (list(file), file.notes) == read_lines(path, keep_bom=keep_bom)


@pytest.mark.parametrize("name", FAULTS)
def test_an_error_is_that_of_the_whole_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / "lines.txt"
    path.write_bytes(FAULTS[name])
    with pytest.raises(DataError) as of_whole:
        read_lines(path)
    with pytest.raises(DataError) as of_pieces:
        list(LineFile(path))
    assert str(of_pieces.value) == str(of_whole.value)


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt.gz"
    path.write_bytes(gzip.compress(CONTENTS["plain"]))
    assert list(LineFile(path)) == ["One.", "Zwei.", "ä"]


def test_a_missing_file_and_a_line_without_an_end_are_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DataError, match="can't read"):
        list(LineFile(tmp_path / "none.txt"))
    monkeypatch.setattr(line_pieces, "MAX_BYTES", 100)
    (tmp_path / "long.txt").write_bytes(b"x" * 2**21)
    with pytest.raises(DataError, match="is larger than"):
        list(LineFile(tmp_path / "long.txt"))
