"""Merges the alignments of an original with its translations into rows that all of them share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import Bead


class Row(NamedTuple):
    """Sentences that belong together.

    Attributes:
        sources: indices in the original; empty where a translation added something.
        targets: indices in each translation, in order; empty where it left something out.
        confidence: the lowest of the beads in the row; nan where none has one.
    """

    sources: tuple[int, ...]
    targets: tuple[tuple[int, ...], ...]
    confidence: float


def merge(size: int, alignments: Sequence[Sequence[Bead]]) -> Iterator[Row]:
    """Yield the finest rows that no bead of any translation crosses, in the original's order.

    An addition (0-1) is a row of its own after the sentence that it follows; inside a row of several sentences it
    belongs to that row.

    Args:
        size: number of sentences of the original.
        alignments: one per translation, each covering all of the original's sentences.
    """
    # Sentences after which a bead goes on: no row ends there.
    inner = {i for beads in alignments for bead in beads for i in bead.sources[:-1]}
    positions = [list(_positions(beads)) for beads in alignments]
    yield from _additions(positions, -1)
    start = 0
    for i in range(size):
        if i in inner:
            continue
        inside = [[bead for after, bead in beads if _within(after, bead, start, i)] for beads in positions]
        targets = tuple(tuple(j for bead in beads for j in bead.targets) for beads in inside)
        yield Row(tuple(range(start, i + 1)), targets, _lowest([bead for beads in inside for bead in beads]))
        yield from _additions(positions, i)
        start = i + 1


def _positions(beads: Sequence[Bead]) -> Iterator[tuple[int, Bead]]:
    """Yield each bead with the index of the last source sentence in it or before it; -1 at the top."""
    after = -1
    for bead in beads:
        after = bead.sources[-1] if bead.sources else after
        yield after, bead


def _within(after: int, bead: Bead, start: int, end: int) -> bool:
    """Whether a bead belongs to the row of the source sentences from start to end; an addition after it does not."""
    return start <= after <= end if bead.sources else start <= after < end


def _additions(positions: Sequence[Sequence[tuple[int, Bead]]], sentence: int) -> Iterator[Row]:
    """Yield a row for each addition of a translation right after this source sentence."""
    for k, beads in enumerate(positions):
        for after, bead in beads:
            if after == sentence and not bead.sources:
                targets = tuple(bead.targets if i == k else () for i in range(len(positions)))
                yield Row((), targets, bead.confidence)


def _lowest(beads: Sequence[Bead]) -> float:
    confidences = [bead.confidence for bead in beads if not math.isnan(bead.confidence)]
    return min(confidences, default=math.nan)
