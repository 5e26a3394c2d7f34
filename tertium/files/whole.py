"""Files and folders written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


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
        # The old folder steps aside first, so that a kill between the two renames loses neither.
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
    """Check, before long work, that a folder can be written to `target`; see `whole_folder`.

    Raises:
        UsageError: something is there that may not be replaced, or the nearest folder above can't be written to.
    """
    if os.path.isdir(target) and not any(target.iterdir()):  # noqa: PTH112 - no error for a name that is too long
        return
    if os.path.lexists(target) and not (overwrite and (target / marker).is_file()):
        hint = "--overwrite, in Python overwrite=True" if (target / marker).is_file() else "another folder"
        raise UsageError(f"{target} is already there", hint=hint)
    parent = next(folder for folder in target.absolute().parents if os.path.lexists(folder))
    if not (parent.is_dir() and os.access(parent, os.W_OK | os.X_OK)):
        raise UsageError(f"can't write to {target}: {parent} is not a writable folder", hint="another folder")


def check_new(target: Path | None, *, overwrite: bool) -> None:
    """Check, before long work, that a file can be written; None is stdout.

    Raises:
        UsageError: the file is there and may not be replaced.
    """
    if target and os.path.lexists(target) and not overwrite:
        raise UsageError(f"{target} is already there", hint="--overwrite, or another path")


def write_text(target: Path, text: str) -> None:
    """Write a file in UTF-8; see `write_bytes`."""
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


def _flush(path: Path) -> None:
    """Force a file's bytes onto the disk: a rename may reach it before them."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _umask() -> int:
    """Return the process's mask; temporary files ignore it, and it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
