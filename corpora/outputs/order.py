"""Lines that stand in another place than their segment: shifted or shuffled outputs are named, never repaired."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.alignment.ngram_overlap import dice, grams

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

OWN: Final = 0.2
"""Likeness with its own reference below which a line is looked for elsewhere."""
AHEAD: Final = 0.25
"""By how much another reference must be liker than the line's own."""
SHORTEST: Final = 8
"""Pieces of words that a line needs: short ones are alike by chance."""
CANDIDATES: Final = 8
"""References that share most rare pieces with a line and are compared in full."""
NAMED: Final = 3
"""Places that are named to people."""
COMMON: Final = 50
"""References that hold a piece beyond which it tells nothing."""
APART: Final = 10
"""Lines between two that show one shift within a run: not every line shows it."""
RUN: Final = 3
"""Lines of one shift that make a run; fewer are chance."""
SCATTERED: Final = 0.05
"""Share of lines that fit other segments, here and there, from which an output is shuffled."""


class Move(NamedTuple):
    """A run of lines that stand too late or too early.

    Attributes:
        start: index of the first line that shows it.
        stop: index behind the last one.
        shift: by how many segments the lines stand too late; negative: too early.
    """

    start: int
    stop: int
    shift: int


@dataclass(frozen=True, slots=True)
class Disorder:
    """What stands in another place than its segment.

    Attributes:
        moves: shifted runs, in order.
        swaps: pairs of lines that fit each other's segment.
        scattered: other lines that fit another segment far better, with that segment's index.
        lines: how many lines there are.
    """

    moves: tuple[Move, ...]
    swaps: tuple[tuple[int, int], ...]
    scattered: tuple[tuple[int, int], ...]
    lines: int

    @property
    def serious(self) -> bool:
        """Whether the output can't be scored line by line; one exchanged pair may be a system's own liberty."""
        others = len(self.scattered) + 2 * len(self.swaps)
        return bool(self.moves) or others > max(RUN, SCATTERED * self.lines)

    def describe(self, ids: Sequence[str]) -> str:
        """Return in words, for people, which lines stand where they don't belong; empty without evidence."""
        said = [
            f"lines {one.start + 1} to {one.stop} stand {abs(one.shift)} too {'late' if one.shift > 0 else 'early'}"
            f" (line {one.start + 1} fits segment {ids[one.start - one.shift]!r})"
            for one in self.moves
        ]
        said += [f"lines {one + 1} and {other + 1} are exchanged" for one, other in self.swaps]
        if self.serious and len(self.scattered) > RUN:
            row, place = self.scattered[0]
            said.append(f"{len(self.scattered)} lines are shuffled (line {row + 1} fits segment {ids[place]!r})")
        return "; ".join([*said[:NAMED], *([f"{len(said) - NAMED} more places"] if len(said) > NAMED else [])])


def disorder(hypotheses: Sequence[str | None], references: Sequence[str | None]) -> Disorder:
    """Return which lines are far liker the reference of another segment than their own.

    Needs texts of one language. That segment's own line must not fit it either, so a bad translation that is by chance
    like some other reference is no evidence, and neither are sentences that occur twice.
    """
    ours, known = ([grams(text or "") for text in column] for column in (hypotheses, references))
    fits = [dice(one, other) for one, other in zip(ours, known, strict=True)]
    suspects = [row for row, one in enumerate(ours) if fits[row] < OWN and one.total() >= SHORTEST]
    holders = _holders(known, (row for row, fit in enumerate(fits) if fit < OWN)) if suspects else {}
    found = {row: place for row in suspects if (place := _best(ours[row], fits[row], known, holders)) is not None}
    moves = tuple(sorted(_moves(found)))
    left = {
        row: place
        for row, place in found.items()
        if not any(one.start <= row < one.stop and row - place == one.shift for one in moves)
    }
    swaps = tuple((row, place) for row, place in left.items() if row < place and left.get(place) == row)
    swapped = {row for pair in swaps for row in pair}
    scattered = tuple((row, place) for row, place in left.items() if row not in swapped)
    return Disorder(moves, swaps, scattered, len(ours))


def _holders(known: Sequence[Counter[str]], free: Iterable[int]) -> dict[str, list[int]]:
    """Return the free rows that hold each piece; of common pieces so many only that they are known as common."""
    holders: dict[str, list[int]] = defaultdict(list)
    for row in sorted(free):
        for piece in known[row]:
            if len(holders[piece]) <= COMMON:
                holders[piece].append(row)
    return holders


def _best(
    line: Counter[str], fit: float, known: Sequence[Counter[str]], holders: Mapping[str, Sequence[int]]
) -> int | None:
    """Return the row whose reference the line fits far better than its own, or None."""
    rows = (holders.get(piece, ()) for piece in line)
    votes = Counter(row for held in rows if len(held) <= COMMON for row in held)
    likeness = max(((dice(line, known[row]), -row) for row, _ in votes.most_common(CANDIDATES)), default=(0.0, 0))
    return -likeness[1] if likeness[0] >= fit + AHEAD else None


def _moves(found: Mapping[int, int]) -> Iterator[Move]:
    """Yield the runs of at least three lines that are shifted alike."""
    by_shift: dict[int, list[int]] = defaultdict(list)
    for row, place in found.items():
        by_shift[row - place].append(row)
    for shift, rows in by_shift.items():
        starts = [i for i, row in enumerate(rows) if i == 0 or row - rows[i - 1] > APART]
        for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True):
            if stop - start >= RUN:
                yield Move(rows[start], rows[stop - 1] + 1, shift)
