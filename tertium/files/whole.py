"""Files and folders written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from tertium.errors import DataError, UsageError
from tertium.files import special
from tertium.files.exchange import exchange
from tertium.files.remote import RemotePath
from tertium.files.text import check_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""Errors of a disk that has no room, or of a user who may use no more of it."""
ASIDE: Final = ".old"
"""Suffix of a folder that steps aside for its successor, where two folders can't be swapped in one step."""


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
    if isinstance(target, RemotePath):
        with _whole_remote_folder(target, marker) as work:
            yield work
        return
    target = Path(os.path.realpath(target)) if os.path.islink(target) else target  # noqa: PTH114 - no error for a name that is too long
    work = _beside(target)
    try:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            work.mkdir()
        except OSError as error:
            raise UsageError(f"can't write to {target}: {error.strerror}", hint=_hint(error, "folder")) from error
        yield work
        for path in work.rglob("*"):
            if path.is_file():
                _flush(path)
        _put_in_place(work, target, overwrite=overwrite)
    except OSError as error:
        raise UsageError(f"can't write {target}: {_reason(error)}", hint=_hint(error, "folder")) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _whole_remote_folder(target: RemotePath, marker: str) -> Iterator[Path]:
    """Yield a local folder that is copied to an address, where no folder gets another name.

    Its marker is copied last: without it, nobody takes the folder for a whole one.
    """
    with TemporaryDirectory(prefix="tertium-") as name:
        work = Path(name)
        yield work
        try:
            if target.exists():
                target.remove()
            files = sorted(
                (path for path in work.rglob("*") if path.is_file()), key=lambda path: (path == work / marker, path)
            )
            for path in files:
                target.joinpath(*path.relative_to(work).parts).put(path)
        except OSError as error:
            raise UsageError(f"can't write {target}: {_reason(error)}", hint="another address") from error


def _put_in_place(work: Path, target: Path, *, overwrite: bool) -> None:
    """Give the folder its name; a folder that is replaced has the other name afterwards, or is gone."""
    if not (overwrite and target.exists()):
        work.rename(target)  # fails where another writer was faster: a folder that isn't empty is never replaced
    elif not exchange(work, target):
        # Two renames: a kill between them loses neither, and `recover` undoes the first.
        old = work.with_name(work.name + ASIDE)
        target.rename(old)
        work.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def recover(target: Path, *, marker: str) -> None:
    """Put the folder back that stepped aside for a successor, if its writer was killed before that was in place."""
    if isinstance(target, RemotePath) or os.path.lexists(target) or not target.parent.is_dir():
        return
    aside = re.compile(rf"\.{re.escape(target.name)}\.[^.]+{re.escape(ASIDE)}")
    for path in target.parent.iterdir():
        if aside.fullmatch(path.name) and (path / marker).is_file():
            with suppress(OSError):  # another process did, or the folder may not be written to
                path.rename(target)
            return


def recover_all(folder: Path, *, marker: str) -> None:
    """Put back every folder of a folder that stepped aside for a successor; see `recover`."""
    for path in list(folder.glob(f".*{ASIDE}")):
        if match := re.fullmatch(rf"\.(.+)\.[^.]+{re.escape(ASIDE)}", path.name):
            recover(folder / match[1], marker=marker)


def check_free(target: Path, *, marker: str, overwrite: bool) -> None:
    """Check, before long work, that a folder can be written to `target`; see `whole_folder`.

    Raises:
        UsageError: something is there that may not be replaced, or the nearest folder above can't be written to.
    """
    if isinstance(target, RemotePath):
        _check_remote(target, marker, overwrite=overwrite)
        return
    recover(target, marker=marker)
    if _is_current(target):  # who stands in a folder that is replaced sees nothing of its successor
        raise UsageError(f"can't write to {target}: it is the current folder", hint="another folder")
    if os.path.isdir(target) and not any(target.iterdir()):  # noqa: PTH112 - no error for a name that is too long
        return
    if os.path.lexists(target) and not (overwrite and (target / marker).is_file()):
        hint = "--overwrite, in Python overwrite=True" if (target / marker).is_file() else "another folder"
        raise UsageError(f"{target} is already there", hint=hint)
    parent = next(folder for folder in target.absolute().parents if os.path.lexists(folder))
    if not (parent.is_dir() and os.access(parent, os.W_OK | os.X_OK)):
        raise UsageError(f"can't write to {target}: {parent} is not a writable folder", hint="another folder")


def _check_remote(target: RemotePath, marker: str, *, overwrite: bool) -> None:
    try:
        is_there, is_one = target.exists(), (target / marker).is_file()
    except OSError as error:
        raise UsageError(f"can't reach {target}: {_reason(error)}", hint="another address") from error
    if is_there and not (overwrite and is_one):
        hint = "--overwrite, in Python overwrite=True" if is_one else "another address"
        raise UsageError(f"{target} is already there", hint=hint)


def _is_current(folder: Path) -> bool:
    try:
        return os.path.samefile(folder, os.curdir)  # noqa: PTH121 - no error for a name that is too long
    except (OSError, ValueError):  # it isn't there
        return False


def check_new(target: Path | None, *, overwrite: bool) -> None:
    """Check, before long work, that a file can be written; None is stdout.

    Raises:
        UsageError: the file is there and may not be replaced; a pipe or device is written to, which replaces nothing.
    """
    if target and os.path.lexists(target) and not overwrite and not special.is_special(target):
        raise UsageError(f"{target} is already there", hint="--overwrite, or another path")


def write_text(target: Path, text: str) -> None:
    """Write a file in UTF-8; see `write_bytes`.

    Raises:
        DataError: the text holds half a character, as the names of files that aren't UTF-8 do, or so many control
            characters that no reader would take the file for text.
    """
    content = _encoded(target, text)
    try:
        check_text(target, content)
    except DataError as error:
        message = str(error).partition("\n")[0]
        raise DataError(f"can't write {message}", hint="texts without control characters, or -f jsonl") from error
    write_bytes(target, content)


def write_bytes(target: Path, content: bytes) -> None:
    """Write a file whole or not at all; a pipe or device is written to, and never replaced.

    Raises:
        UsageError: the place can't be written to.
    """
    write_pieces(target, [content])


def write_pieces(target: Path, pieces: Iterable[bytes]) -> None:
    """Write a file as `write_bytes` does, of which no more than a piece is in memory."""
    try:
        if special.is_special(target):
            special.write(target, pieces)
        else:
            _replace(Path(os.path.realpath(target)), pieces)
    except OSError as error:
        raise UsageError(f"can't write {target}: {_reason(error)}", hint=_hint(error, "path")) from error


def append_text(target: Path, text: str) -> None:
    """Append to a file in UTF-8 all of the text or, after an error, nothing.

    Raises:
        UsageError: the place can't be written to.
    """
    content = _encoded(target, text)
    try:
        if special.is_special(target):
            special.write(target, [content])
            return
        with target.open("ab", buffering=0) as file:
            size = file.tell()
            try:
                special.write_all(file.fileno(), content)
            except BaseException:
                file.truncate(size)
                raise
    except OSError as error:
        raise UsageError(f"can't write {target}: {_reason(error)}", hint=_hint(error, "path")) from error


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    """Write a file beside the target, and give it the target's name when it is whole."""
    work = _beside(target)
    try:
        with work.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        work.replace(target)
    finally:
        work.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    """Return a new hidden path in the target's folder: known before it is made, so that it is removed in any case."""
    return target.with_name(f".{target.name}.{secrets.token_hex(4)}")


def _encoded(target: Path, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        what = f"can't write {target}: U+{ord(text[error.start]):04X} is half a character"
        raise DataError(what, hint="names and paths in UTF-8") from error


def _flush(path: Path) -> None:
    """Force a file's bytes onto the disk: a rename may reach it before them."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _reason(error: OSError) -> str:
    return error.strerror or str(error).splitlines()[0]


def _hint(error: OSError, place: str) -> str:
    """Return what helps: room on the disk where it is full, else another place. Arrow tells the number in its text."""
    match = re.search(r"errno (\d+)", str(error), re.IGNORECASE)
    number = error.errno or (int(match[1]) if match else None)
    return f"again with more room on that disk, or another {place} for it" if number in FULL else f"another {place}"
