"""A matrix in a file without a name: its rows are read when they are asked for and take no memory."""

from __future__ import annotations

import os
import tempfile
import weakref
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class RowFile:
    """The rows of a matrix of bytes, in the system's folder for temporary files.

    The file ends with the object or the process. Not mapped into memory: a process would count as its own what the
    system reads ahead around each row, and that is soon all of it.

    Args:
        rows: the matrix, shape (rows, columns).

    Attributes:
        shape: of the matrix.

    Raises:
        OSError: there is no room for the file.
    """

    def __init__(self, rows: NDArray[np.uint8]) -> None:
        self.shape: tuple[int, ...] = rows.shape
        self._file: Any = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - open as long as the object lives
        weakref.finalize(self, self._file.close)
        rest = np.ascontiguousarray(rows).data.cast("B")
        while rest:
            rest = rest[self._file.write(rest) :]

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, indices: Sequence[int] | NDArray[np.int64]) -> NDArray[np.uint8]:
        """Return the rows with these indices, shape (indices, columns)."""
        width = self.shape[1]
        parts = [self._read(int(index) * width, width) for index in indices]
        return np.frombuffer(b"".join(parts), dtype=np.uint8).reshape(len(parts), width)

    def _read(self, start: int, count: int) -> bytes:
        """Return so many bytes from a place of the file."""
        if hasattr(os, "pread"):  # the place of the next byte is left alone: a process and its forks share it
            return os.pread(self._file.fileno(), count, start)
        self._file.seek(start)
        return bytes(self._file.read(count))
