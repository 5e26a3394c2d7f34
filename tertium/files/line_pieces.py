"""Lines of a text file of any size, read piece by piece: what `read_lines` returns of a file that fits into memory."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from tertium.files.text import BOM, CONTROLS, check_shares, only_returns, too_large, undecodable, unreadable
from tertium.limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECE: Final = 2**20
"""Bytes that are read at a time."""


class LineFile:
    """A text file whose lines are gone through once.

    Attributes:
        path: of the file; ``.gz`` is unpacked.
        notes: for people, on each thing that was stripped; complete when all lines are read.
    """

    def __init__(self, path: Path, *, keep_bom: bool = False) -> None:
        self.path, self._keep_bom = path, keep_bom
        self.notes: list[str] = []
        self._bytes = self._lines = self._zeros = self._controls = self._returns = 0

    def __iter__(self) -> Iterator[str]:
        """Yield the lines; see `read_lines`.

        Raises:
            DataError: as `read_lines`; what only the whole file shows is raised at its end.
        """
        for raw in self._blocks():
            yield from self._decoded(raw)
        check_shares(self.path, self._bytes, self._zeros, self._controls)
        if self._returns:
            self.notes.append(f"{self.path.name}: {self._returns} CRLF line ends read as LF")

    def _blocks(self) -> Iterator[bytes]:
        """Yield the file's bytes in blocks that end with a line, but for the last one."""
        import gzip

        rest: list[bytes] = []
        try:
            with gzip.open(self.path) if self.path.suffix == ".gz" else self.path.open("rb") as file:
                while piece := file.read(PIECE):
                    end = piece.rfind(b"\n") + 1
                    if end:
                        yield b"".join([*rest, piece[:end]])
                        rest = []
                    rest.append(piece[end:])
                    if sum(map(len, rest)) > MAX_BYTES:  # a single line
                        raise too_large(self.path, MAX_BYTES)
        except (OSError, EOFError, zlib.error) as error:
            raise unreadable(self.path, error) from error
        if last := b"".join(rest):
            yield last

    def _decoded(self, raw: bytes) -> list[str]:
        if not self._bytes:
            check_shares(self.path, len(raw), 0, 0, start=raw)
        self._zeros += raw.count(0)
        self._controls += len(raw) - len(raw.translate(None, CONTROLS))
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise undecodable(self.path, raw, error, lines=self._lines, offset=self._bytes) from error
        if not self._bytes and text.startswith(BOM):
            text = text if self._keep_bom else text.removeprefix(BOM)
            self.notes.append(f"{self.path.name}: byte order mark {'kept as text' if self._keep_bom else 'stripped'}")
        self._bytes += len(raw)
        if "\r" in text and "\n" not in text and not self._lines:
            raise only_returns(self.path)
        if ends := text.count("\r\n"):
            self._returns += ends
            text = text.replace("\r\n", "\n")
        lines = text.split("\n")
        if lines[-1] == "":
            lines.pop()
        self._lines += len(lines)
        return lines
