"""Where a set is cut into row groups: the unit in which it is written, read and scored, whatever its size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tertium.corpora.types import Document

SIZE: Final = 16_384
"""Segments from which a row group ends with a document. A longer document is cut, see `borders`."""


def borders(documents: Iterable[Document], size: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the first segment of each row group and the one behind its last.

    A row group ends with the first document that fills it, so that documents are not cut; but for a document of more
    than `size` segments, as all lines of a file without documents are: it is cut where a row group has twice the size.
    """
    size = SIZE if size is None else size
    start = stop = 0
    for document in documents:
        stop = document.stop
        while stop - start > 2 * size:
            yield start, start + 2 * size
            start += 2 * size
        if stop - start >= size:
            yield start, stop
            start = stop
    if stop > start:
        yield start, stop


def is_single(segments: int) -> bool:
    """Whether a set of so many segments may be one row group: then it is kept in memory as a whole."""
    return segments <= 2 * SIZE
