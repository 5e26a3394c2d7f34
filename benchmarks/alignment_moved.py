"""Sentences that moved, found or not: `python benchmarks/alignment_moved.py [DATA] [--json]`.

Of every document of the sets of `alignment_forms.py`, three target sentences in a row are moved at least four places
away, twice, seeded by the set's name: alone; with a sentence beside them left out; and not at all, where every
bead that is said to have moved is false unless gold has it.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.alignment_forms import sets_of
from benchmarks.result import Result, main
from benchmarks.sets import DATA
from tertium.corpora.alignment.align import align_vectors
from tertium.corpora.alignment.moved import place_moved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.alignment_forms import Set
    from benchmarks.corpora_align import Text
    from tertium.corpora.encoders.base import Encoder

TOGETHER: Final = 3
"""Sentences that move as one."""
AWAY: Final = 4
"""Least number of sentences that they move past."""
DRAWS: Final = 2
"""Moves of each document and kind."""


class Counts(NamedTuple):
    """What became of moved sentences.

    Attributes:
        moved: sentences that moved and have a partner in gold.
        found: those of them that stand beside a sentence that gold links them with.
        right: beads said to have moved that have a link of gold.
        wrong: beads said to have moved that have none.
    """

    moved: int
    found: int
    right: int
    wrong: int


def measure(data: Path) -> Iterator[Result]:
    """Yield for each set and kind of move the share of the moved sentences found, and how many beads are wrong."""
    for one in sets_of(data):
        for kind in ("alone", "omission", "none"):
            draw = random.Random(one.name)  # noqa: S311 - no secrets
            counts = Counts(*np.sum(list(_counted(one, kind, draw)), axis=0).tolist())
            label = f"{counts.right} beads right, {counts.wrong} wrong; {counts.moved} sentences moved"
            if counts.moved:
                yield Result(f"moved/{one.name}/{kind}/found", counts.found / counts.moved, "share", label, "")
            yield Result(f"moved/{one.name}/{kind}/wrong", counts.wrong, "beads", label, "")


def _counted(one: Set, kind: str, draw: random.Random) -> Iterator[Counts]:
    for text in one.texts:
        if kind == "none":
            yield count(text, range(len(text.targets)), (), one.encoder)
        elif len(text.targets) >= TOGETHER + 2 * AWAY + 2:
            for _ in range(DRAWS):
                yield count(text, *order(len(text.targets), draw, omits=kind == "omission"), one.encoder)


def order(count: int, draw: random.Random, *, omits: bool) -> tuple[list[int], tuple[int, ...]]:
    """Return sentences in another order, and which of them moved.

    Args:
        count: of the sentences.
        draw: decides what moves where.
        omits: whether the sentence before or behind the original place is left out.
    """
    starts = range(1, count - TOGETHER)
    start = draw.choice(starts)
    block = range(start, start + TOGETHER)
    places = [k for k in range(count - TOGETHER + 1) if abs(k - start) >= AWAY]
    place = draw.choice(places)
    rest = [i for i in range(count) if i not in block]
    changed = [*rest[:place], *block, *rest[place:]]
    if omits:
        changed.remove(draw.choice((start - 1, start + TOGETHER)))
    return changed, tuple(block)


def count(text: Text, order: Sequence[int], moved: Sequence[int], encoder: Encoder) -> Counts:
    """Return what becomes of a document's sentences where its targets stand in this order."""
    links = {(i, j) for sources, targets in text.gold for i in sources for j in targets}
    targets = [text.targets[j] for j in order]
    vectors = encoder.encode(text.sources), encoder.encode(targets)
    beads = align_vectors(text.sources, targets, *vectors, encode=encoder.encode)
    placed = place_moved(beads, text.sources, targets, *vectors)
    found = {
        order[j] for bead in placed.beads for i in bead.sources for j in bead.targets if (i, order[j]) in links
    } & set(moved)
    right = sum(any((i, order[j]) in links for i in bead.sources for j in bead.targets) for bead in placed.moved)
    linked = {j for _, j in links} & set(moved)
    return Counts(len(linked), len(found), right, len(placed.moved) - right)


if __name__ == "__main__":
    main(measure, DATA, about=__doc__)
