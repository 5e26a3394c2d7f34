"""The count rows of a large set, one row group at a time: what `Run.counts` holds where they don't stay in memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import numpy as np

from tertium.evals.values import Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from numpy.typing import NDArray

    from tertium.evals.spool import Place, Spool
    from tertium.metrics.base import Counts

WHOLE: Final = (np.uint8, np.uint16, np.uint32)
"""Types of whole numbers, the smallest first; float64 holds all of theirs too."""


class Rows(Protocol):
    """The rows of one system by one metric, which aren't in memory."""

    def blocks(self) -> Iterator[Counts]:
        """Yield the rows in order, shape (segments of a part, k); a skipped segment is a row of nan."""
        ...


class CountRows(Mapping[Key, "Counts"]):
    """Counts by system and metric: a mapping to arrays, each of which is made when it is asked for."""

    def __init__(self, rows: Mapping[Key, Rows | Counts]) -> None:
        self._rows = dict(rows)

    def __getitem__(self, key: Key) -> Counts:
        rows = self._rows[key]
        return rows if isinstance(rows, np.ndarray) else np.concatenate(list(rows.blocks()))

    def __iter__(self) -> Iterator[Key]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def rows(self, key: Key) -> Rows | Counts:
        """Return what the counts of a key are made from."""
        return self._rows[key]


def blocks_of(counts: Mapping[Key, Counts], key: Key) -> Iterator[tuple[int, Counts]]:
    """Yield the counts of a key part by part, each with the index of its first segment; in memory there is one part."""
    rows = counts.rows(key) if isinstance(counts, CountRows) else counts[key]
    start = 0
    for block in (rows,) if isinstance(rows, np.ndarray) else rows.blocks():
        yield start, block
        start += len(block)


def scored_rows(counts: Mapping[Key, Counts], key: Key) -> NDArray[np.bool_]:
    """Return which segments have a score, shape (segments,)."""
    return np.concatenate([~np.isnan(block.sum(axis=1)) for _, block in blocks_of(counts, key)])


def cluster_sums(counts: Mapping[Key, Counts], key: Key, rows: NDArray[np.bool_], starts: NDArray[np.intp]) -> Counts:
    """Return the sums of a key's counts by cluster, shape (clusters, k).

    Args:
        counts: of all systems and metrics.
        key: the system and the metric.
        rows: the segments that count; all others are 0.
        starts: index of every cluster's first segment.
    """
    sums: list[Counts] = []
    rest: Counts | None = None
    first = 0
    for start, block in blocks_of(counts, key):
        stop = start + len(block)
        inside = np.where(rows[start:stop, None], block, 0.0)
        inside = inside if rest is None else np.concatenate([rest, inside])
        begin = stop - len(inside)
        # A cluster is summed at once, when its end is there: sums in another order differ in the last digits.
        last = int(np.searchsorted(starts, stop)) - (stop < len(rows))
        if last > first:
            edges = starts[first:last] - begin
            end = int(starts[last]) - begin if last < len(starts) else len(inside)
            sums.append(np.add.reduceat(inside[:end], edges, axis=0))
            inside, first = inside[end:], last
        rest = inside
    return np.concatenate(sums)


def renamed(counts: Mapping[Key, Counts], keys: Mapping[Key, Key]) -> Mapping[Key, Counts]:
    """Return the counts of some keys, each under a new key (new to old); what isn't in memory isn't read."""
    return joined([(new, counts, old) for new, old in keys.items()])


def joined(parts: Iterable[tuple[Key, Mapping[Key, Counts], Key]]) -> Mapping[Key, Counts]:
    """Return counts of several runs in one mapping: each under a new key; what isn't in memory isn't read."""
    rows = {new: counts.rows(old) if isinstance(counts, CountRows) else counts[old] for new, counts, old in parts}
    in_memory = {key: of_key for key, of_key in rows.items() if isinstance(of_key, np.ndarray)}
    return in_memory if len(in_memory) == len(rows) else CountRows(rows)


class Compact(NamedTuple):
    """Rows in the smallest type that holds them exactly: a chrF row takes 18 bytes of 144 where a segment is short.

    Attributes:
        counts: shape (segments, k), 0 in the rows of skipped segments.
        skipped: indices of these.
    """

    counts: NDArray[Any]
    skipped: NDArray[np.intp]

    @classmethod
    def of(cls, rows: Counts) -> Compact:
        """Return the compact form of rows."""
        is_skipped = np.asarray(np.isnan(rows).any(axis=1))
        counts = np.where(is_skipped[:, None], 0.0, rows) if is_skipped.any() else rows
        if counts.size and counts.min() >= 0:
            for kind in WHOLE:
                if counts.max() <= np.iinfo(kind).max and np.array_equal(whole := counts.astype(kind), counts):
                    counts = whole
                    break
        return cls(counts, np.flatnonzero(is_skipped))

    def expanded(self, width: int) -> Counts:
        """Return the rows as floats with so many columns; there are none where every segment is skipped."""
        rows = np.full((len(self.counts), width), np.nan) if not self.counts.shape[1] else self.counts.astype(float)
        rows[self.skipped] = np.nan
        return rows


class SpooledRows:
    """Rows that wait on disk until a run is stored."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._places: list[tuple[Place, NDArray[np.intp]]] = []
        self.width = 0

    def append(self, rows: Compact) -> None:
        """Add the rows of the next part of the set; in the first parts all segments may be skipped."""
        self._places.append((self._spool.append(rows.counts), rows.skipped))
        self.width = self.width or rows.counts.shape[1]

    def blocks(self) -> Iterator[Counts]:
        """Yield the rows in order; see `Rows`."""
        for place, skipped in self._places:
            yield Compact(self._spool.read(place), skipped).expanded(self.width)
