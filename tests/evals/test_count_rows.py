"""Counts that aren't in memory give what arrays give, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.evals.count_rows import (
    Compact,
    CountRows,
    SpooledRows,
    blocks_of,
    cluster_sums,
    joined,
    renamed,
    scored_rows,
)
from tertium.evals.spool import Spool
from tertium.evals.types import Key

if TYPE_CHECKING:
    from tertium.metrics.base import Counts

KEY, OTHER = Key("x", "chrf"), Key("y", "chrf")


def rows_of(segments: int, width: int = 3, *, seed: int = 1) -> Counts:
    rows = np.random.default_rng(seed).integers(0, 300, (segments, width)).astype(np.float64)
    rows[::5] = np.nan
    return rows


def spooled(rows: Counts, size: int) -> CountRows:
    parts = SpooledRows(Spool())
    for start in range(0, len(rows), size):
        parts.append(Compact.of(rows[start : start + size]))
    return CountRows({KEY: parts})


@pytest.mark.parametrize(
    ("number", "kind"), [(255, np.uint8), (256, np.uint16), (65_536, np.uint32), (0.5, np.float64), (-1, np.float64)]
)
def test_rows_take_the_smallest_type_that_holds_them(number: float, kind: type[np.generic]) -> None:
    rows = np.array([[1.0, number], [np.nan, np.nan]])
    compact = Compact.of(rows)
    assert compact.counts.dtype == kind
    assert np.array_equal(compact.expanded(2), rows, equal_nan=True)


def test_a_part_without_any_score_has_rows_of_nan_as_wide_as_the_others() -> None:
    parts = SpooledRows(Spool())
    parts.append(Compact.of(np.full((2, 0), np.nan)))
    parts.append(Compact.of(np.ones((1, 3))))
    rows = CountRows({KEY: parts})[KEY]
    assert np.array_equal(rows, np.array([[np.nan] * 3, [np.nan] * 3, [1.0] * 3]), equal_nan=True)


def test_a_mapping_makes_the_arrays_that_are_asked_for() -> None:
    rows = rows_of(23)
    counts = spooled(rows, 5)
    assert np.array_equal(counts[KEY], rows, equal_nan=True)
    assert list(counts) == [KEY]
    assert len(counts) == 1
    assert OTHER not in counts
    assert counts.get(OTHER) is None


def test_parts_come_with_the_index_of_their_first_segment() -> None:
    rows = rows_of(12)
    parts = list(blocks_of(spooled(rows, 5), KEY))
    assert [(start, len(part)) for start, part in parts] == [(0, 5), (5, 5), (10, 2)]
    assert [(start, len(part)) for start, part in blocks_of({KEY: rows}, KEY)] == [(0, 12)]


@pytest.mark.parametrize("size", [1, 2, 5, 7, 40])
@pytest.mark.parametrize("starts", [[0], [0, 1, 2], [0, 5, 10, 15], [0, 3, 29], list(range(30))])
def test_sums_of_clusters_are_those_of_the_whole_array_to_the_last_bit(size: int, starts: list[int]) -> None:
    rows = rows_of(30) / 7
    scored = ~np.isnan(rows).any(axis=1) & (np.arange(30) % 4 > 0)
    expected = np.add.reduceat(np.where(scored[:, None], rows, 0.0), starts, axis=0)
    assert np.array_equal(cluster_sums(spooled(rows, size), KEY, scored, np.array(starts)), expected)
    assert np.array_equal(cluster_sums({KEY: rows}, KEY, scored, np.array(starts)), expected)


def test_scored_segments_are_those_without_nan() -> None:
    rows = rows_of(11)
    assert scored_rows(spooled(rows, 4), KEY).tolist() == scored_rows({KEY: rows}, KEY).tolist()
    assert scored_rows({KEY: rows}, KEY).tolist() == [row % 5 > 0 for row in range(11)]


def test_counts_change_their_names_without_being_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = rows_of(9)
    counts = spooled(rows, 4)
    with monkeypatch.context() as patched:
        patched.setattr(Spool, "read", None)
        other = renamed(counts, {OTHER: KEY})
        both = joined([(KEY, counts, KEY), (OTHER, {KEY: rows}, KEY)])
    assert np.array_equal(other[OTHER], rows, equal_nan=True)
    assert np.array_equal(both[OTHER], both[KEY], equal_nan=True)
    assert renamed({KEY: rows}, {OTHER: KEY})[OTHER] is rows
