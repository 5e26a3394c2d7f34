"""Beads of one original and its translations → rows that all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.types import Bead


class Row(NamedTuple):
    """Sentences that belong together, as indices.

    Attributes:
        sources: of the original; empty where a translation added something.
        targets: of each translation, in order; empty where it left something out.
        confidence: the lowest of the beads in it; nan where none has one.
    """

    sources: tuple[int, ...]
    targets: tuple[tuple[int, ...], ...]
    confidence: float


def merge(size: int, alignments: Sequence[Sequence[Bead]]) -> Iterator[Row]:
    """Yield the finest rows that no bead of any translation crosses, in the original's order.

    What a translation added (0-1) is a row of its own, behind what it follows; within a row of several sentences it
    belongs to that row.

    Args:
        size: sentences of the original.
        alignments: one per translation, each covering all of the original's sentences.
    """
    uncut = {i for beads in alignments for bead in beads for i in bead.sources[:-1]}
    placed = [list(_placed(beads)) for beads in alignments]
    yield from _added(placed, -1)
    start = 0
    for i in range(size):
        if i in uncut:
            continue
        inside = [[bead for after, bead in beads if _within(after, bead, start, i)] for beads in placed]
        targets = tuple(tuple(j for bead in beads for j in bead.targets) for beads in inside)
        yield Row(tuple(range(start, i + 1)), targets, _lowest([bead for beads in inside for bead in beads]))
        yield from _added(placed, i)
        start = i + 1


def _placed(beads: Sequence[Bead]) -> Iterator[tuple[int, Bead]]:
    """Yield each bead with the index of the last source sentence that it holds or follows; -1 at the top."""
    after = -1
    for bead in beads:
        after = bead.sources[-1] if bead.sources else after
        yield after, bead


def _within(after: int, bead: Bead, start: int, end: int) -> bool:
    """Whether a bead belongs to the row of source sentences start to end."""
    return start <= after <= end if bead.sources else start <= after < end


def _added(placed: Sequence[Sequence[tuple[int, Bead]]], place: int) -> Iterator[Row]:
    """Yield a row for each sentence that a translation added right behind this source sentence."""
    for k, beads in enumerate(placed):
        for after, bead in beads:
            if after == place and not bead.sources:
                targets = tuple(bead.targets if other == k else () for other in range(len(placed)))
                yield Row((), targets, bead.confidence)


def _lowest(beads: Sequence[Bead]) -> float:
    known = [bead.confidence for bead in beads if bead.confidence == bead.confidence]
    return min(known, default=float("nan"))
