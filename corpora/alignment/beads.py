"""The best monotonic path through two texts: dynamic programming over beads and gaps, exact, in numpy."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

Size: TypeAlias = tuple[int, int]
"""How many source and target sentences a bead holds, at least one of each."""

SIZES: Final[tuple[Size, ...]] = tuple((a, b) for total in range(2, 7) for a in range(1, total) for b in [total - a])
"""All n-m with n + m ≤ 6, smallest first: the smaller bead wins a tie."""
DEEPEST: Final = max(a for a, _ in SIZES)
"""Most sentences that a bead has of one side."""

BeadScores: TypeAlias = "Callable[[int, int], NDArray[np.float64]]"
"""Returns the scores of all beads that end in source rows [start, stop): shape (sizes, stop - start, targets).

[s, i, j] is the bead of size s that ends with source sentence start + i and target sentence j. Beads that would begin
before the text may have any score: they are not read."""

ROWS: Final = 32
"""Source sentences whose scores are in memory at a time."""
IMPOSSIBLE: Final = -1e30
"""Score of what can't be; finite, since the difference of two infinities is nan."""

# A backpointer is one byte: an index into the sizes or a skip, and two bits on the run that a skip belongs to.
_SKIP_SOURCE, _SKIP_TARGET, _CHOICE = 62, 63, 63
_SOURCE_RUN, _TARGET_RUN = 64, 128
"""Set in a cell where the run of sources (targets) without partner that ends there is longer than one sentence."""

_ENDS = np.array(SIZES)
_BACK, _LEFT = _ENDS[:, :1], _ENDS[:, 1:]
"""Source and target sentences of each size: shape (sizes, 1)."""


class Gap(NamedTuple):
    """The score of a run of k sentences of one side without partner, `opens` + k × `extends` (Gotoh 1982).

    Attributes:
        opens: the score of any run.
        extends: the score of each of its sentences.
    """

    opens: float
    extends: float


class NearBeads(NamedTuple):
    """Beads of one size that end with one source sentence, on paths near the best.

    Attributes:
        size: index into the sizes.
        source: index of their last source sentence.
        targets: index of the last target sentence of each.
    """

    size: int
    source: int
    targets: NDArray[np.intp]


class NearPaths(NamedTuple):
    """The best path, as `best_path` returns it, and the beads of all paths that score little less.

    Attributes:
        best: (end indices, size) of its beads, in order.
        beads: each once, those that start last in the source first.
    """

    best: list[tuple[Size, Size]]
    beads: list[NearBeads]


def best_path(lengths: Size, bead_scores: BeadScores, gap: Gap) -> list[tuple[Size, Size]]:
    """Return the path of the highest sum of scores: (end indices, size) of its beads, in order; sizes 1-0, 0-1 too.

    Exact: every path is considered. Time grows with sources × targets × sizes, memory with sources × targets bytes
    for the way back, and a few rows of scores.

    Args:
        lengths: number of source and target sentences.
        bead_scores: the scores of the beads.
        gap: the scores of sentences without partner.
    """
    backpointers = np.zeros((lengths[0] + 1, lengths[1] + 1), dtype=np.uint8)
    for i, (_, row) in enumerate(_forward(lengths, bead_scores, gap)):
        backpointers[i] = row
    return _follow(backpointers)


def near_best(lengths: Size, bead_scores: BeadScores, gap: Gap, slack: float) -> NearPaths:
    """Return the best path and the beads of the paths whose sum is at most `slack` below its sum.

    Memory grows with sources × targets × 5 bytes.
    """
    n, m = lengths
    before = np.zeros((n + 1, m + 1), dtype=np.float32)
    backpointers = np.zeros((n + 1, m + 1), dtype=np.uint8)
    # The way back begins with the block of rows that the way forth ends with; a short text has no other.
    bead_scores = lru_cache(maxsize=1)(bead_scores)
    for i, (best, row) in enumerate(_forward(lengths, bead_scores, gap)):
        before[i], backpointers[i] = best, row
    return NearPaths(_follow(backpointers), list(_near_beads(before, bead_scores, gap, slack)))


def _near_beads(before: NDArray[np.float32], bead_scores: BeadScores, gap: Gap, slack: float) -> Iterator[NearBeads]:
    """Yield the near beads.

    Args:
        before: the best sums that reach each cell: shape (sources + 1, targets + 1).
        bead_scores: the scores of the beads.
        gap: the scores of sentences without partner.
        slack: how far below the best path's sum a path's may be.
    """
    n, m = before.shape[0] - 1, before.shape[1] - 1
    least = before[n, m] - slack
    columns = np.arange(m + 1)
    behind = _with_target_runs(np.where(columns, IMPOSSIBLE, 0.0), gap)[0][::-1]
    run = np.full(m + 1, IMPOSSIBLE)  # the best sums that start with a run of sources without partner
    # The best sums from the rows behind, the nearest first; impossible ones behind the texts, as scores have below.
    later = np.full((DEEPEST, m + 1 + DEEPEST), IMPOSSIBLE)
    places = (_BACK - 1) * later.shape[1] + columns + _LEFT
    scores = np.full((len(SIZES), DEEPEST - 1, m + DEEPEST), IMPOSSIBLE)
    for start in reversed(range(0, n, ROWS)):
        block = bead_scores(start, min(start + ROWS, n))
        # The beads that start in these rows end at most DEEPEST - 1 rows behind them.
        block = np.pad(block, ((0, 0), (0, 0), (0, DEEPEST)), constant_values=IMPOSSIBLE)
        scores = np.concatenate([block, scores[:, : DEEPEST - 1]], axis=1)
        for i in reversed(range(block.shape[1])):
            later[1:] = later[:-1]
            later[0, : m + 1] = behind
            # [s, j]: the bead of size s that starts with this source and target j, and the best path behind it.
            through = later.take(places)
            through[:, :m] += scores[np.arange(len(SIZES))[:, None], i + _BACK - 1, columns[:m] + _LEFT - 1]
            yield from _ending(start + i, before[start + i] + through >= least)
            run = np.maximum(run, behind + gap.opens) + gap.extends
            behind = _with_target_runs(np.maximum(through.max(axis=0), run)[::-1], gap)[0][::-1]


def _ending(source: int, is_near: NDArray[np.bool_]) -> Iterator[NearBeads]:
    """Yield the beads that start with a source by the sentences they end with; shape (sizes, targets + 1)."""
    for size in np.flatnonzero(is_near.any(axis=1)):
        (a, b), starts = SIZES[size], np.flatnonzero(is_near[size])
        yield NearBeads(int(size), source + a - 1, starts + b - 1)


def _forward(
    lengths: Size, bead_scores: BeadScores, gap: Gap
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.uint8]]]:
    """Yield for 0 to all sources the best sums that reach 0 to all targets, and the backpointers."""
    n, m = lengths
    columns = np.arange(m + 1)
    best, target_runs = _with_target_runs(np.where(columns, IMPOSSIBLE, 0.0), gap)
    yield best, target_runs | np.uint8(_SKIP_TARGET)
    run = np.full(m + 1, IMPOSSIBLE)  # the best sums that end with a run of sources without partner
    # The last rows of best sums, newest first, with impossible ones before the texts: a bead of a source and b target
    # sentences that ends at target j comes from earlier[a - 1, j - b + DEEPEST].
    earlier = np.full((DEEPEST, m + 1 + DEEPEST), IMPOSSIBLE)
    places = (_BACK - 1) * earlier.shape[1] + columns - _LEFT + DEEPEST
    for start in range(0, n, ROWS):
        scores = bead_scores(start, min(start + ROWS, n))
        for i in range(scores.shape[1]):
            earlier[1:] = earlier[:-1]
            earlier[0, DEEPEST:] = best
            sums = earlier.take(places)
            sums[:, 1:] += scores[:, i]
            choices = sums.argmax(axis=0).astype(np.uint8)  # the first of equal ones, which is the smallest
            row = sums[choices, columns]
            opened = best + gap.opens
            is_run = run >= opened
            run = np.maximum(run, opened) + gap.extends
            choices[run >= row] = _SKIP_SOURCE
            row = np.maximum(row, run)
            best, target_runs = _with_target_runs(row, gap)
            choices[best > row] = _SKIP_TARGET
            yield best, choices | target_runs | is_run * np.uint8(_SOURCE_RUN)


def _with_target_runs(row: NDArray[np.float64], gap: Gap) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Return a row of best sums with runs of targets without partner, and the bit of those of several targets.

    No loop over the row: with every skip that leads to a cell taken off, the best of all cells to the left is a running
    maximum.
    """
    skips = gap.extends * np.arange(len(row))
    runs = np.full(len(row), IMPOSSIBLE)
    runs[1:] = np.maximum.accumulate(row - skips)[:-1] + gap.opens + skips[1:]
    is_longer = np.zeros(len(row), dtype=np.uint8)
    is_longer[1:][runs[:-1] >= row[:-1] + gap.opens] = _TARGET_RUN
    return np.maximum(row, runs), is_longer


def _follow(backpointers: NDArray[np.uint8]) -> list[tuple[Size, Size]]:
    """Return the path from the last cell back to the first, in the order of the texts."""
    i, j = backpointers.shape[0] - 1, backpointers.shape[1] - 1
    path, run = [], 0  # the skip that must go on, 0 outside a run
    while i or j:
        cell = int(backpointers[i, j])
        choice = run or cell & _CHOICE
        size = {_SKIP_SOURCE: (1, 0), _SKIP_TARGET: (0, 1)}.get(choice) or SIZES[choice]
        path.append(((i, j), size))
        goes_on = cell & {_SKIP_SOURCE: _SOURCE_RUN, _SKIP_TARGET: _TARGET_RUN}.get(choice, 0)
        run = choice if goes_on else 0
        i, j = i - size[0], j - size[1]
    return path[::-1]
