"""Arrays that wait on disk, in a file without a name that ends with the process: memory holds where each one is."""

from __future__ import annotations

from tempfile import TemporaryFile, gettempdir
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import finalize

import numpy as np

from tertium.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Place(NamedTuple):
    """Where an array is: its first byte, its type and its shape."""

    offset: int
    dtype: np.dtype[Any]
    shape: tuple[int, ...]


class Spool:
    """A temporary file of arrays; it lies where `TMPDIR` says, and goes with the last reference to it."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - it lives as long as the spool
        finalize(self, self._file.close)
        self._lock = Lock()
        self._end = 0

    def append(self, array: NDArray[Any]) -> Place:
        """Write an array and return its place.

        Raises:
            UsageError: the disk is full.
        """
        with self._lock:
            place = Place(self._end, array.dtype, array.shape)
            try:
                self._file.seek(self._end)
                self._file.write(np.ascontiguousarray(array).data)
                self._file.flush()
            except OSError as error:
                message = f"can't write to {gettempdir()}: {error.strerror}"
                raise UsageError(message, hint="TMPDIR=FOLDER, a folder with more room") from error
            self._end += array.nbytes
        return place

    def read(self, place: Place) -> NDArray[Any]:
        """Return the array at a place."""
        size = int(np.prod(place.shape)) * place.dtype.itemsize
        with self._lock:
            self._file.seek(place.offset)
            content = self._file.read(size)
        return np.frombuffer(content, place.dtype).reshape(place.shape)
