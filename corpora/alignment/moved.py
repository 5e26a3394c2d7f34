"""Sentences that a translation has elsewhere: what has no partner or a doubtful one, and is each other's translation.

A path through two texts doesn't cross itself, so what moved is left out on one side and added on the other, or paired
with what else lacks a partner there. The runs of such sentences are aligned with one another; what is surely the same
is a bead again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.alignment.align import DEFAULT, OK, REVIEW, centre, score_path, semantic_scores
from tertium.corpora.alignment.beads import Gap, best_path
from tertium.corpora.alignment.lengths import Lengths
from tertium.corpora.alignment.windows import Windows
from tertium.corpora.text.scripts import weighted_length
from tertium.corpora.types import Bead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.encoders.base import Vectors

MOVED: Final = 0.3
"""Least confidence of a bead of sentences that moved; docs/alignment.md tells how many are right."""
PAIRED: Final = 0.5
"""The same where one of the sentences is in a doubtful bead: long texts have many, and much that resembles itself."""
SHORTEST: Final = 25
"""Weighted characters of the shorter side of such a bead: *He nodded.* may be said twice."""
OPEN: Final = Gap(opens=0.0, extends=DEFAULT.gap.extends)
"""Score of a run's sentences without partner in another run: the run is open already, so no bead swallows one."""
ALIKE: Final = MOVED / 2
"""Least cosine of two sentences of two runs that are aligned."""


class Run(NamedTuple):
    """Consecutive sentences of one side without partner, or with a doubtful one.

    Attributes:
        start: index of the first.
        stop: index behind the last.
        place: how many good beads stand before them.
    """

    start: int
    stop: int
    place: int


class Placed(NamedTuple):
    """The beads of two texts, with those of sentences that moved.

    Attributes:
        beads: all, in the order of the sources; targets need not be in order.
        moved: those whose sentences moved, surest first; a sentence is in one at most.
    """

    beads: tuple[Bead, ...]
    moved: tuple[Bead, ...] = ()


def place_moved(
    beads: Sequence[Bead],
    sources: Sequence[str],
    targets: Sequence[str],
    source_vectors: Vectors,
    target_vectors: Vectors,
) -> Placed:
    """Return the beads, what moved beside its original.

    Args:
        beads: of two texts, in order, as `align_vectors` returns them.
        sources: sentences of one text.
        targets: sentences of its translation.
        source_vectors: unit vectors, shape (sources, d).
        target_vectors: unit vectors, shape (targets, d).
    """
    runs = [list(_runs(beads, side)) for side in (0, 1)]
    if not all(runs):
        return Placed(tuple(beads))
    lengths = Lengths.of(sources, targets)
    windows = Windows(centre(source_vectors, lengths.sources), centre(target_vectors, lengths.targets))
    pairs = [bead for bead in beads if bead.sources and bead.targets]
    paired = {i for bead in pairs for i in bead.sources}, {j for bead in pairs for j in bead.targets}

    def is_sure(bead: Bead) -> bool:
        is_paired = paired[0].intersection(bead.sources) or paired[1].intersection(bead.targets)
        weight = min(_weight(sources, bead.sources), _weight(targets, bead.targets))
        return bead.confidence >= (PAIRED if is_paired else MOVED) and weight >= SHORTEST

    found = [
        bead
        for source, target in _alike(windows, *runs)
        for bead in _moved_together(_aligned(windows, lengths, source, target), is_sure)
    ]
    moved: list[Bead] = []
    for bead in sorted(found, key=lambda bead: -bead.confidence):
        if not any(set(bead.sources) & set(other.sources) or set(bead.targets) & set(other.targets) for other in moved):
            moved.append(bead)
    return Placed(tuple(_joined(beads, moved, windows)), tuple(moved))


def _joined(beads: Sequence[Bead], moved: Sequence[Bead], windows: Windows) -> Iterator[Bead]:
    """Yield the beads in the order of the sources; those of moved sentences replace what had these sentences."""
    starts = {bead.sources[0]: bead for bead in moved}
    sources = {i for bead in moved for i in bead.sources}
    targets = {j for bead in moved for j in bead.targets}
    for bead in beads:
        if sources.isdisjoint(bead.sources) and targets.isdisjoint(bead.targets):
            yield bead
            continue
        kept = Bead(
            tuple(i for i in bead.sources if i not in sources), tuple(j for j in bead.targets if j not in targets)
        )
        rest = list(_remaining(kept, max(bead.confidence, REVIEW), windows))
        in_order = [part for part in rest if part.sources] + [starts[i] for i in bead.sources if i in starts]
        yield from sorted(in_order, key=lambda part: part.sources)
        yield from (part for part in rest if not part.sources)


def _remaining(kept: Bead, least: float, windows: Windows) -> Iterator[Bead]:
    """Yield what is left of a bead: one bead if that has this confidence, else each sentence without partner."""
    sides = (kept.sources, kept.targets)
    if all(side and len(side) == side[-1] - side[0] + 1 for side in sides):
        ends, size = (kept.sources[-1] + 1, kept.targets[-1] + 1), (len(kept.sources), len(kept.targets))
        (bead,) = score_path(windows, [(ends, size)])
        if bead.confidence >= least:
            yield bead
            return
    yield from (Bead((i,), ()) for i in kept.sources)
    yield from (Bead((), (j,)) for j in kept.targets)


def _alike(windows: Windows, sources: Sequence[Run], targets: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Yield the runs that stand at different places and have sentences that resemble each other."""
    rows, row_starts = _gathered(windows.sources, sources)
    columns, column_starts = _gathered(windows.targets, targets)
    best = np.maximum.reduceat(np.maximum.reduceat(rows @ columns.T, row_starts, axis=0), column_starts, axis=1)
    for row, column in np.argwhere(best >= ALIKE):
        if sources[row].place != targets[column].place:  # else the path could have paired them
            yield sources[row], targets[column]


def _gathered(vectors: Vectors, runs: Sequence[Run]) -> tuple[Vectors, NDArray[np.intp]]:
    """Return the unit vectors of the runs' sentences, and at which of them each run starts."""
    rows = np.concatenate([vectors[run.start : run.stop] for run in runs])
    starts = np.cumsum([0] + [run.stop - run.start for run in runs[:-1]])
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), starts


def _moved_together(beads: Sequence[Bead], is_sure: Callable[[Bead], bool]) -> Iterator[Bead]:
    """Yield the sure beads, and the good ones right beside them, short or not: paragraphs move as a whole."""
    sure = [is_sure(bead) for bead in beads]
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
    """Yield the longest runs of one side's sentences without partner or in doubtful beads."""
    run, place = None, 0
    for bead in beads:
        if bead.sources and bead.targets and not bead.confidence < OK:
            place += 1
        elif indices := (bead.sources, bead.targets)[side]:
            if run and run.place != place:
                yield run
            start = run.start if run and run.place == place else indices[0]
            run = Run(start, indices[-1] + 1, place)
    if run:
        yield run


def _aligned(windows: Windows, lengths: Lengths, source: Run, target: Run) -> tuple[Bead, ...]:
    """Return the beads with both sides of two runs, by their indices in the whole texts."""
    rows, columns = slice(source.start, source.stop), slice(target.start, target.stop)
    part = Windows(windows.sources[rows], windows.targets[columns])
    part_lengths = Lengths(lengths.sources[rows], lengths.targets[columns], lengths.ratio, lengths.variance)
    path = best_path(part.counts, partial(semantic_scores, part, part_lengths, DEFAULT), OPEN)
    whole = [((i + source.start, j + target.start), size) for (i, j), size in path if all(size)]
    return score_path(windows, whole)
