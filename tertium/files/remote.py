"""Files and folders behind an address, such as s3://bucket/set: what fsspec opens, with a `Path`'s methods.

Only what reads a stored set, and writes a folder whole, is here: is a file there, open it, list, copy, remove.
"""

from __future__ import annotations

import re
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tertium.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Generator

ADDRESS: Final = re.compile(r"([a-z][a-z0-9+.-]+)://(.+)", re.DOTALL)
"""A protocol of two letters or more (one is a drive of Windows), and what it calls a place."""
LOCAL: Final = frozenset({"file", "local"})
"""Protocols whose places begin with a slash."""


def located(place: str | PathLike[str]) -> Path:
    """Return a path, or what stands for one where the text is an address such as ``s3://bucket/set``."""
    text = fspath(place)
    match = ADDRESS.fullmatch(text)
    return RemotePath(f"{match[1]}:", match[2].lstrip("/")) if match else Path(text)


class RemotePath(type(Path())):  # type: ignore[misc]  # the class of this system's paths
    """A path whose first part is a protocol; its address is its text. It pickles, and is opened where it is read."""

    @property
    def url(self) -> str:
        """The address."""
        protocol, *rest = self.parts
        slash = "/" if protocol.removesuffix(":") in LOCAL else ""
        return f"{protocol}//{slash}{'/'.join(rest)}"

    def __str__(self) -> str:
        return self.url

    def open(self, mode: str = "rb", *_: Any, **__: Any) -> Any:
        """Open the file in binary mode.

        Raises:
            OSError: it can't be opened, for any reason that its protocol has.
        """
        with _faults():
            return self._system().open(self.url, mode)

    def is_file(self, **_: Any) -> bool:
        """Whether the file is there."""
        with _faults():
            return bool(self._system().isfile(self.url))

    def is_dir(self, **_: Any) -> bool:
        """Whether there is a folder, or anything below this address."""
        with _faults():
            return bool(self._system().isdir(self.url))

    def exists(self, **_: Any) -> bool:
        """Whether something is there."""
        with _faults():
            return bool(self._system().exists(self.url))

    def iterdir(self) -> Generator[RemotePath, None, None]:
        """Yield what the folder holds."""
        with _faults():
            names = [entry.rstrip("/").rpartition("/")[2] for entry in self._system().ls(self.url, detail=False)]
        yield from (self / name for name in names)

    @property
    def state(self) -> str:
        """What changes when the file does: its size, its time or its tag, as its protocol has them."""
        with _faults():
            system = self._system()
            system.invalidate_cache()
            return str(system.ukey(self.url))

    def put(self, file: Path) -> None:
        """Copy a local file here."""
        with _faults():
            system = self._system()
            system.makedirs(self.parent.url, exist_ok=True)
            system.put_file(str(file), self.url)

    def remove(self) -> None:
        """Remove the file or the folder with all that it holds."""
        with _faults():
            self._system().rm(self.url, recursive=True)

    def _system(self) -> Any:
        from fsspec.core import url_to_fs

        try:
            return url_to_fs(self.url)[0]
        except (ImportError, ValueError) as error:
            # fsspec names the package that the protocol needs: "Install s3fs to access S3".
            raise UsageError(f"can't reach {self}: {str(error).splitlines()[0]}", hint="that package") from error


class _faults:  # noqa: N801 - reads as a function
    """Make whatever a protocol's package raises an OSError: each has errors of its own."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, (OSError, UsageError)):
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise OSError(5, f"{type(error).__name__}: {reason}") from error
