"""UTF-8 text from files; an error names the file, the line and the byte."""

from __future__ import annotations

import codecs
import zlib
from typing import TYPE_CHECKING, BinaryIO, Final

from tertium.errors import DataError
from tertium.limits import MAX_BYTES

if TYPE_CHECKING:
    from gzip import GzipFile
    from pathlib import Path

PIECE: Final = 2**20
"""Bytes that are read at a time."""
BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""The byte order mark, decoded."""
CONTROLS: Final = bytes({*range(32)} - {*b"\t\n\v\f\r"})
"""Control characters that are no white space."""
CONTROL_SHARE: Final = 0.03
"""No text has this share of control characters, and more than `CONTROL_COUNT`; random bytes have a tenth."""
CONTROL_COUNT: Final = 8


def read_lines(path: Path, *, keep_bom: bool = False) -> tuple[list[str], list[str]]:
    r"""Return a file's lines, and a note for people on each thing that was stripped.

    A line ends at ``\n`` only (U+2028, U+0085 and ``\x0b`` are text); a final one is optional. A byte order mark and
    the ``\r`` of CRLF are stripped. ``.gz`` is unpacked. With `keep_bom`, a byte order mark is part of the first line.

    Raises:
        DataError: the file can't be read, has no line end but CR, or isn't UTF-8; with line and byte.
    """
    text, notes = read_text(path, keep_bom=keep_bom)
    if "\r" in text and "\n" not in text:
        raise only_returns(path)
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return lines, notes


def only_returns(path: Path) -> DataError:
    """Return the error of a file of which CR, and nothing else, may end the lines."""
    hint = f"tr '\\r' '\\n' < {path.name} > fixed.txt"
    return DataError(f"{path}: lines end in CR alone, as on old Macs, or CR is part of the text", hint=hint)


def undecodable(path: Path, raw: bytes, error: UnicodeDecodeError, *, lines: int = 0, offset: int = 0) -> DataError:
    """Return the error of bytes that aren't UTF-8, and so many lines and bytes into the file."""
    line = lines + raw.count(b"\n", 0, error.start) + 1
    return DataError(
        f"{path}, line {line}, byte {offset + error.start} of the file: 0x{raw[error.start]:02x} is not UTF-8",
        hint=f"iconv -f WINDOWS-1252 -t UTF-8 {path.name} > fixed.txt, if that is its encoding",
    )


def read_text(path: Path, *, keep_bom: bool = False) -> tuple[str, list[str]]:
    """Return a file's text, and a note for people on each thing that was stripped; see `read_lines`."""
    raw = read_bytes(path)
    check_text(path, raw)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise undecodable(path, raw, error) from error
    notes = []
    if text.startswith(BOM) and keep_bom:
        notes.append(f"{path.name}: byte order mark kept as text")
    elif text.startswith(BOM):
        text = text.removeprefix(BOM)
        notes.append(f"{path.name}: byte order mark stripped")
    if ends := text.count("\r\n"):
        text = text.replace("\r\n", "\n")
        notes.append(f"{path.name}: {ends} CRLF line ends read as LF")
    return text, notes


def bom_note(path: Path) -> list[str]:
    """Return the note on a file of markup that begins with UTF-8's byte order mark, in a list; empty without one.

    It is no part of a text there, but people compare files by their bytes. In UTF-16 the mark is the rule.

    Raises:
        DataError: the file can't be read.
    """
    import gzip

    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            marked = file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, error) from error
    return [f"{path.name}: byte order mark stripped"] if marked else []


def check_text(path: Path, raw: bytes) -> None:
    """Check that bytes can be text in an encoding of single bytes, which UTF-8 is for this purpose.

    Raises:
        DataError: they begin like UTF-16, are full of zero bytes (UTF-16 without a mark), or of control characters.
    """
    controls = len(raw) - len(raw.translate(None, CONTROLS))
    check_shares(path, len(raw), raw.count(0), controls, start=raw)


def check_shares(path: Path, size: int, zeros: int, controls: int, *, start: bytes = b"") -> None:
    """Check a file of so many bytes, zero bytes and control characters, and its start; see `check_text`."""
    is_utf16 = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if is_utf16 or 4 * zeros > size:  # half of the bytes of English in UTF-16 are zero, fewer with other scripts
        symptom = "begins like UTF-16" if is_utf16 else "is full of zero bytes"
        hint = f"iconv -f UTF-16 -t UTF-8 {path.name} > fixed.txt, if that is its encoding"
        raise DataError(f"{path} is not UTF-8: it {symptom}", hint=hint)
    if controls > max(CONTROL_COUNT, size * CONTROL_SHARE):
        raise DataError(
            f"{path} is not text: {controls} of its {size} bytes are control characters", hint="a text file"
        )


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes, unpacked when its name ends in ``.gz``.

    Raises:
        DataError: the file can't be read, or is larger than `MAX_BYTES` when unpacked.
    """
    import gzip

    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            raw = _read_up_to(file, MAX_BYTES + 1)  # one more than allowed tells a file that is too large
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, error) from error
    if len(raw) > MAX_BYTES:
        raise too_large(path, MAX_BYTES)
    return raw


def _read_up_to(file: BinaryIO | GzipFile, size: int) -> bytes:
    """Return the next bytes of a file: piece by piece, for Python reserves memory for all that a call asks for."""
    pieces = []
    while size > 0 and (piece := file.read(min(size, PIECE))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def unreadable(path: Path, error: Exception) -> DataError:
    """Return the error of a file that the system doesn't hand over, or that can't be unpacked."""
    reason = getattr(error, "strerror", None) or str(error)
    return DataError(f"can't read {path}: {reason}", hint="check the path and its permissions")


def too_large(path: Path, limit: int) -> DataError:
    """Return the error of a file of more bytes than the limit, unpacked."""
    return DataError(f"{path} is larger than {limit >> 20} MiB", hint="split the file")
