"""Finds lines that stand in another place than their segment: shifted or shuffled outputs are named, never repaired."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from tertium.corpora.alignment.ngram_overlap import count_ngrams, dice
from tertium.errors import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

OWN: Final = 0.2
"""N-gram overlap with its own reference below which a line is looked for elsewhere."""
AHEAD: Final = 0.25
"""How much more a line must overlap with another reference than with its own."""
SHORTEST: Final = 8
"""N-grams that a line needs: short ones are alike by chance."""
CANDIDATES: Final = 8
"""References that share most rare n-grams with a line and are compared in full."""
NAMED: Final = 3
"""Places that a message names."""
COMMON: Final = 50
"""References that have an n-gram beyond which it tells nothing."""
GAP: Final = 10
"""Lines between two of one shift within a run: not every line is evidence of it."""
RUN: Final = 3
"""Lines of one shift that make a run; fewer are chance."""
SCATTERED: Final = 0.05
"""Share of lines that fit other segments, here and there, from which an output is shuffled."""


class Move(NamedTuple):
    """A run of lines that stand too late or too early.

    Attributes:
        start: index of the first line that is evidence of it.
        stop: index behind the last such line.
        shift: by how many segments the lines stand too late; negative: too early.
    """

    start: int
    stop: int
    shift: int


@dataclass(frozen=True, slots=True)
class Disorder:
    """Lines that stand in another place than their segment.

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
        """Return in words which lines stand where they don't belong; empty without evidence.

        Args:
            ids: of the set's segments.
        """
        phrases = [
            f"lines {move.start + 1} to {move.stop} stand {abs(move.shift)} too {'late' if move.shift > 0 else 'early'}"
            f" (line {move.start + 1} fits segment {ids[move.start - move.shift]!r})"
            for move in self.moves
        ]
        phrases += [f"lines {first + 1} and {second + 1} are exchanged" for first, second in self.swaps]
        if self.serious and len(self.scattered) > RUN:
            line, segment = self.scattered[0]
            phrases.append(f"{len(self.scattered)} lines are shuffled (line {line + 1} fits segment {ids[segment]!r})")
        rest = [f"{counted(len(phrases) - NAMED, 'more place')}"] if len(phrases) > NAMED else []
        return "; ".join([*phrases[:NAMED], *rest])


def find_disorder(hypotheses: Sequence[str | None], references: Sequence[str | None]) -> Disorder:
    """Return which lines are far more similar to the reference of another segment than to their own.

    Needs texts of one language. That segment's own line must not fit it either, so a bad translation that is by chance
    similar to some other reference is no evidence, and neither are sentences that occur twice.
    """
    lines, reference_counts = ([count_ngrams(text or "") for text in column] for column in (hypotheses, references))
    overlaps = [dice(line, reference) for line, reference in zip(lines, reference_counts, strict=True)]
    suspects = [row for row, line in enumerate(lines) if overlaps[row] < OWN and line.total() >= SHORTEST]
    free = [row for row, overlap in enumerate(overlaps) if overlap < OWN]
    index = _index(reference_counts, free) if suspects else {}
    segment_of = {
        row: segment
        for row in suspects
        if (segment := _best_segment(lines[row], overlaps[row], reference_counts, index)) is not None
    }
    moves = tuple(sorted(_moves(segment_of)))
    unmoved = {
        row: segment
        for row, segment in segment_of.items()
        if not any(move.start <= row < move.stop and row - segment == move.shift for move in moves)
    }
    swaps = tuple((row, segment) for row, segment in unmoved.items() if row < segment and unmoved.get(segment) == row)
    swapped = {row for pair in swaps for row in pair}
    scattered = tuple((row, segment) for row, segment in unmoved.items() if row not in swapped)
    return Disorder(moves, swaps, scattered, len(lines))


def _index(references: Sequence[Counter[str]], rows: Iterable[int]) -> dict[str, list[int]]:
    """Return which of these rows have each n-gram; of a common one just enough rows to know that it is common."""
    index: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for ngram in references[row]:
            if len(index[ngram]) <= COMMON:
                index[ngram].append(row)
    return index


def _best_segment(
    line: Counter[str], own_overlap: float, references: Sequence[Counter[str]], index: Mapping[str, Sequence[int]]
) -> int | None:
    """Return the row whose reference overlaps far more with the line than its own, or None."""
    rows_of_ngrams = (index.get(ngram, ()) for ngram in line)
    votes = Counter(row for rows in rows_of_ngrams if len(rows) <= COMMON for row in rows)
    # Of equal overlaps the first row wins, hence its negative.
    candidates = ((dice(line, references[row]), -row) for row, _ in votes.most_common(CANDIDATES))
    overlap, row = max(candidates, default=(0.0, 0))
    return -row if overlap >= own_overlap + AHEAD else None


def _moves(segment_of: Mapping[int, int]) -> Iterator[Move]:
    """Yield the runs of at least three lines that are shifted alike, given the segment that each line fits."""
    rows_by_shift: dict[int, list[int]] = defaultdict(list)
    for row, segment in segment_of.items():
        rows_by_shift[row - segment].append(row)
    for shift, rows in rows_by_shift.items():
        starts = [i for i, row in enumerate(rows) if i == 0 or row - rows[i - 1] > GAP]
        for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True):
            if stop - start >= RUN:
                yield Move(rows[start], rows[stop - 1] + 1, shift)
