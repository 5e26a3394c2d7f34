"""Sentences that a translation has elsewhere: omissions and additions that are each other's translation.

A path through two texts doesn't cross itself, so what moved is left out on one side and added on the other. The runs of
such sentences are aligned with one another; what is surely the same is a bead again.
"""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.alignment.align import DEFAULT, OK, centre, score_path, semantic_scores
from tertium.corpora.alignment.beads import best_path
from tertium.corpora.alignment.lengths import Lengths
from tertium.corpora.alignment.windows import Windows
from tertium.corpora.text.scripts import weighted_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.encoders.base import Vectors
    from tertium.corpora.types import Bead

MOVED: Final = 0.3
"""Least confidence of a bead of sentences that moved; docs/alignment.md tells how many are right."""
SHORTEST: Final = 25
"""Weighted characters of the shorter side of such a bead: *He nodded.* may be said twice."""


class Run(NamedTuple):
    """Consecutive sentences of one side without partner.

    Attributes:
        start: index of the first.
        stop: index behind the last.
        place: how many beads with both sides stand before them.
    """

    start: int
    stop: int
    place: int


def find_moved(
    beads: Sequence[Bead],
    sources: Sequence[str],
    targets: Sequence[str],
    source_vectors: Vectors,
    target_vectors: Vectors,
) -> list[Bead]:
    """Return the beads of sentences that moved, surest first; a sentence is in one at most.

    Args:
        beads: of two texts, in order, as `align_vectors` returns them.
        sources: sentences of one text.
        targets: sentences of its translation.
        source_vectors: unit vectors, shape (sources, d).
        target_vectors: unit vectors, shape (targets, d).
    """
    runs = [list(_runs(beads, side)) for side in (0, 1)]
    if not all(runs):
        return []
    lengths = Lengths.of(sources, targets)
    windows = Windows(centre(source_vectors, lengths.sources), centre(target_vectors, lengths.targets))
    found = [
        bead
        for source, target in product(*runs)
        if source.place != target.place  # else the path could have paired them
        for bead in _moved_together(_aligned(windows, lengths, source, target), sources, targets)
    ]
    moved: list[Bead] = []
    for bead in sorted(found, key=lambda bead: -bead.confidence):
        if not any(set(bead.sources) & set(other.sources) or set(bead.targets) & set(other.targets) for other in moved):
            moved.append(bead)
    return moved


def rejoin(beads: Sequence[Bead], moved: Sequence[Bead]) -> tuple[Bead, ...]:
    """Return the beads in the order of the sources; those of moved sentences replace their omissions and additions.

    Targets are then no longer in order.
    """
    sources = {i: bead for bead in moved for i in bead.sources}
    targets = {j for bead in moved for j in bead.targets}
    joined: list[Bead] = []
    for bead in beads:
        if not bead.targets and bead.sources[0] in sources:
            if bead.sources[0] == sources[bead.sources[0]].sources[0]:
                joined.append(sources[bead.sources[0]])
        elif bead.sources or bead.targets[0] not in targets:
            joined.append(bead)
    return tuple(joined)


def _moved_together(beads: Sequence[Bead], sources: Sequence[str], targets: Sequence[str]) -> Iterator[Bead]:
    """Yield the sure beads, and the good ones right beside them, short or not: paragraphs move as a whole."""
    sure = [
        bead.confidence >= MOVED and min(_weight(sources, bead.sources), _weight(targets, bead.targets)) >= SHORTEST
        for bead in beads
    ]
    for k, bead in enumerate(beads):
        beside = [i for i in (k - 1, k + 1) if 0 <= i < len(beads) and sure[i] and _adjoin(bead, beads[i])]
        if sure[k] or (bead.confidence >= OK and beside):
            yield bead


def _adjoin(bead: Bead, other: Bead) -> bool:
    """Whether no sentence stands between two beads on either side."""
    first, second = sorted((bead, other), key=lambda one: one.sources)
    return (first.sources[-1] + 1, first.targets[-1] + 1) == (second.sources[0], second.targets[0])


def _weight(texts: Sequence[str], indices: Sequence[int]) -> int:
    return sum(weighted_length(texts[i]) for i in indices)


def _runs(beads: Sequence[Bead], side: int) -> Iterator[Run]:
    """Yield the longest runs of one side's sentences without partner; beads 1-0 and 0-1 hold a sentence each."""
    run, place = None, 0
    for bead in beads:
        indices = (bead.sources, bead.targets)
        if all(indices):
            place += 1
        elif indices[side]:
            start = run.start if run and run.place == place else indices[side][0]
            run = Run(start, indices[side][0] + 1, place)
            continue
        else:
            continue
        if run:
            yield run
        run = None
    if run:
        yield run


def _aligned(windows: Windows, lengths: Lengths, source: Run, target: Run) -> tuple[Bead, ...]:
    """Return the beads with both sides of two runs, by their indices in the whole texts."""
    rows, columns = slice(source.start, source.stop), slice(target.start, target.stop)
    part = Windows(windows.sources[rows], windows.targets[columns])
    part_lengths = Lengths(lengths.sources[rows], lengths.targets[columns], lengths.ratio, lengths.variance)
    path = best_path(part.counts, partial(semantic_scores, part, part_lengths, DEFAULT), DEFAULT.gap)
    whole = [((i + source.start, j + target.start), size) for (i, j), size in path if all(size)]
    return score_path(windows, whole)
