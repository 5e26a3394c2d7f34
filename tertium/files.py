"""Files written whole or not at all, strict JSON, and reading UTF-8 with errors that name the place."""

from __future__ import annotations

import codecs
import hashlib
import json
import os
import shutil
import sys
import tempfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tertium.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
CONTROLS: Final = bytes({*range(32)} - {*b"\t\n\v\f\r"})
MANY: Final = 0.03
"""Share of control characters, and `FEW` of them, that no text has; random bytes have a tenth."""
FEW: Final = 8


@contextmanager
def whole_folder(target: Path, *, marker: str, overwrite: bool = False) -> Iterator[Path]:
    """Yield an empty folder that becomes `target` when the block ends well, and vanishes when it doesn't.

    Args:
        target: where the folder will be.
        marker: a file that every folder of this kind holds; only such a folder is ever overwritten.
        overwrite: replace a folder that is there.

    Raises:
        UsageError: `target` is there and may not be replaced, or its parent can't be written to.
    """
    check_free(target, marker=marker, overwrite=overwrite)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise UsageError(f"can't write to {target}: {error.strerror}", hint="another folder") from error
    try:
        work.chmod(0o777 & ~_umask())
        yield work
        for path in work.rglob("*"):
            if path.is_file():
                _flush(path)
        old = work.with_name(work.name + ".old")
        if overwrite and target.exists():
            target.rename(old)
        work.rename(target)  # fails where another writer was faster: a folder that isn't empty is never replaced
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise UsageError(f"can't write {target}: {error.strerror}", hint="another folder") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def check_free(target: Path, *, marker: str, overwrite: bool) -> None:
    """Raise UsageError when a folder can't be written to `target`; to be asked before long work."""
    if os.path.isdir(target) and not any(target.iterdir()):  # noqa: PTH112 - no error for a name that is too long
        return
    if os.path.lexists(target) and not (overwrite and (target / marker).is_file()):
        hint = "--overwrite, in Python overwrite=True" if (target / marker).is_file() else "another folder"
        raise UsageError(f"{target} is already there", hint=hint)
    parent = next(one for one in target.absolute().parents if os.path.lexists(one))
    if not (parent.is_dir() and os.access(parent, os.W_OK | os.X_OK)):
        raise UsageError(
            f"can't write to {target}: {parent} is no folder that can be written to", hint="another folder"
        )


def check_new(target: Path | None, *, overwrite: bool) -> None:
    """Raise UsageError when a file is there and may not be replaced; to be asked before long work."""
    if target and os.path.lexists(target) and not overwrite:
        raise UsageError(f"{target} is already there", hint="--overwrite, or another path")


def write_text(target: Path, text: str) -> None:
    """Write a file in UTF-8, whole or not at all; UsageError when the place can't be written to."""
    write_bytes(target, text.encode())


def write_bytes(target: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        UsageError: the place can't be written to.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    except OSError as error:
        raise UsageError(f"can't write {target}: {error.strerror}", hint="another path") from error


def read_lines(path: Path) -> tuple[list[str], list[str]]:
    r"""Return a file's lines and what was stripped on the way, for people.

    A line ends at ``\n`` only (U+2028, U+0085 and ``\x0b`` are text); a final one is optional. A byte order mark and
    the ``\r`` of CRLF are stripped and said. ``.gz`` is unpacked.

    Raises:
        DataError: the file can't be read, has no line end but CR, or isn't UTF-8; with line and byte.
    """
    text, said = read_text(path)
    if "\r" in text and "\n" not in text:
        hint = f"tr '\\r' '\\n' < {path.name} > fixed.txt"
        raise DataError(f"{path}: lines end in CR alone, as on old Macs, which may be text as well", hint=hint)
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return lines, said


def read_text(path: Path) -> tuple[str, list[str]]:
    """Return a file's text with plain line ends and no byte order mark, and what was stripped; see `read_lines`."""
    raw = read_bytes(path)
    check_text(path, raw)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{path}, line {line}, byte {error.start} of the file: 0x{raw[error.start]:02x} is not UTF-8",
            hint=f"iconv -f WINDOWS-1252 -t UTF-8 {path.name} > fixed.txt, if that is its encoding",
        ) from error
    said = []
    if text.startswith(BOM):
        text = text.removeprefix(BOM)
        said.append(f"{path.name}: byte order mark stripped")
    if ends := text.count("\r\n"):
        text = text.replace("\r\n", "\n")
        said.append(f"{path.name}: {ends} CRLF line ends read as LF")
    return text, said


def check_text(path: Path, raw: bytes) -> None:
    """Raise DataError for the bytes of what is no text in an encoding of single bytes: UTF-16, or no text at all."""
    size, wide = len(raw), raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if wide or 4 * raw.count(0) > size:
        hint = f"iconv -f UTF-16 -t UTF-8 {path.name} > fixed.txt, if that is its encoding"
        raise DataError(
            f"{path} is not UTF-8: it {'begins like UTF-16' if wide else 'is full of zero bytes'}", hint=hint
        )
    if (controls := size - len(raw.translate(None, CONTROLS))) > max(FEW, size * MANY):
        raise DataError(f"{path} is no text: {controls} of its {size} bytes are control characters", hint="a text file")


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes, unpacked when its name ends in ``.gz``.

    Raises:
        DataError: the file can't be read.
    """
    try:
        raw = path.read_bytes()
        if path.suffix == ".gz":
            import gzip

            raw = gzip.decompress(raw)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DataError(f"can't read {path}: {reason}", hint="check the path and its permissions") from error
    return raw


def strict_json(value: Any) -> str:
    """Return the value as JSON for people and diffs: indented, unsorted, no NaN literal (ValueError)."""
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_json(path: Path) -> Any:
    """Return what a JSON file holds.

    Raises:
        DataError: the file is missing or isn't JSON; with line.
    """
    try:
        return json.loads(read_text(path)[0])
    except json.JSONDecodeError as error:
        raise DataError(f"{path}, line {error.lineno}: {error.msg}", hint="make the folder again") from error
    except RecursionError as error:
        raise DataError(f"{path}: values stand too deep in each other", hint="make the folder again") from error


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file holds.

    Raises:
        UsageError: the file is missing or isn't TOML; with line.
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(read_text(path)[0])
    except DataError as error:
        raise UsageError(*error.args) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}", hint="TOML as in docs/decisions.md") from error


def sha256(path: Path) -> str:
    """Return the hash of a file's bytes in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
