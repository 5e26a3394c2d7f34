"""Writers of aligned sets: one module per format, with `MARKER` and `write(data, path)`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from tertium import modules
from tertium.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from tertium.corpora.types import EvalSet


class Writer(Protocol):
    """The interface of every module of this folder that writes a format.

    Attributes:
        MARKER: a file that every folder of this format contains; None where the format is one file.
    """

    MARKER: str | None

    def write(self, data: EvalSet, path: Path) -> tuple[str, ...]:
        """Write the set to a file, or into an empty folder; return notes on what the format can't hold.

        Raises:
            DataError: the set can't be written in this format at all.
            UsageError: the path can't be written to.
        """
        ...


def names() -> list[str]:
    """Return the names of the formats that can be written."""
    return list(modules.with_attribute(__name__, "write"))


def load(name: str) -> Writer:
    """Return a writer by name.

    Raises:
        UsageError: no format has this name.
    """
    writer: Writer = modules.load(__name__, "write", name, kind="output format")
    return writer


def save_as(data: EvalSet, name: str, path: Path, *, overwrite: bool = False) -> tuple[str, ...]:
    """Write the set to a file or folder of a format, whole or not at all; return notes on what the format can't hold.

    Raises:
        DataError: the set can't be written in this format.
        UsageError: the format is unknown, or the path exists or can't be written to.
    """
    from tertium.files import whole_folder

    writer = load(name)
    if writer.MARKER is not None:
        with whole_folder(path, marker=writer.MARKER, overwrite=overwrite) as work:
            return writer.write(data, work)
    if os.path.lexists(path) and not (overwrite and path.is_file()):
        hint = "--overwrite" if path.is_file() else "another path for -o"
        raise UsageError(f"{path} is already there", hint=hint)
    return writer.write(data, path)
