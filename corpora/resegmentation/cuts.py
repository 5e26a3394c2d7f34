"""Where a running text is cut into given segments: the best cuts of all, between any two words."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.resegmentation.part_scores import PartScores
from tertium.corpora.resegmentation.running_text import split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.corpora.resegmentation.part_scores import Scores
    from tertium.corpora.resegmentation.running_text import RunningText

OMITTED: Final = -5.0
"""Score of a segment without a part."""
ADDED: Final = -2.5
"""Score of a sentence, or the rest of one, in no part."""
BEAM: Final = 30.0
"""How far the score of a path may lie below the best path up to the same segment."""


class Cuts(NamedTuple):
    """The parts of a text.

    Attributes:
        parts: words [start, stop) of each segment; start = stop where there is none.
        added: index of the segment before (-1: none), and words [start, stop), of sentences in no part; in order.
    """

    parts: list[tuple[int, int]]
    added: list[tuple[int, int, int]]


class _Frontier(NamedTuple):
    """The best paths up to one segment, one for each gap where they may end.

    Attributes:
        first: the first of these gaps.
        scores: the score of the best path to each gap from there on; shape (gaps,), as `starts`.
        starts: the gap where the last segment's part starts; the gap itself where the segment has none.
        added: gap behind a sentence in no part, to the gap where that sentence starts.
    """

    first: int
    scores: Scores
    starts: NDArray[np.int64]
    added: dict[int, int]

    def pruned(self, ahead: Scores) -> tuple[NDArray[np.int64], Scores]:
        """Return gaps and scores of the paths that, with the estimate of what is ahead, are not far below the best."""
        estimates = self.scores + ahead
        kept = np.flatnonzero(estimates >= estimates.max() - BEAM)
        return self.first + kept, self.scores[kept]


def best_cuts(references: Sequence[str], text: RunningText) -> Cuts:
    """Return the parts that translate the segments, in order; every word is in one part or in an added sentence.

    A semi-Markov model: the score of a part is what it shares with its segment, the log probability that their lengths
    differ by chance as much, and how good a place its end is. Paths far below the best are given up.

    Args:
        references: the segments, in the language of the text.
        text: in the same order of contents.
    """
    segments = [split_words([reference], unspaced=text.unspaced) for reference in references]
    part_scores = PartScores(segments, text)
    frontiers = [_with_additions(0, np.zeros(1), np.zeros(1, dtype=np.int64), part_scores, 0)]
    for i in range(len(segments)):
        first, scores, starts = _with_part(frontiers[-1], part_scores, i)
        frontiers.append(_with_additions(first, scores, starts, part_scores, i + 1))
    return _follow(frontiers, len(text.words))


def _with_part(frontier: _Frontier, part_scores: PartScores, segment: int) -> tuple[int, Scores, NDArray[np.int64]]:
    """Return first gap, scores and starts with one more segment, which has a part or none."""
    starts, start_scores = frontier.pruned(part_scores.ahead(segment, frontier.first, len(frontier.scores)))
    gaps = np.arange(starts[0], part_scores.furthest(segment, int(starts[-1])) + 1)
    scores = start_scores[:, None] + part_scores.scores(segment, starts, gaps)  # shape (starts, gaps)
    best = scores.argmax(axis=0)  # of each gap: the start of its best part
    with_part, part_starts = scores[best, np.arange(len(gaps))], starts[best]
    # An omitted segment leaves a path in its gap, which may be any of the starts.
    without = np.full(len(gaps), -np.inf)
    without[starts - starts[0]] = start_scores + OMITTED
    return int(gaps[0]), np.maximum(with_part, without), np.where(without > with_part, gaps, part_starts)


def _with_additions(
    first: int, scores: Scores, starts: NDArray[np.int64], part_scores: PartScores, segment: int
) -> _Frontier:
    """Return the frontier before a segment with sentences in no part behind it.

    Behind the last segment the paths reach the end of the text, whatever that costs.
    """
    added: dict[int, int] = {}
    is_last, begin = segment == len(part_scores.sizes), first
    floor = (scores + part_scores.ahead(segment, first, len(scores))).max() - BEAM
    ends = part_scores.sentence_ends
    for end in ends[bisect_right(ends, first) :]:
        # Paths that end in this sentence, its start included: the rest of it is added to the best of them.
        inside = scores[begin - first : end - first]
        if not len(inside):
            break
        score, missing = inside.max() + ADDED, end - first + 1 - len(scores)
        if missing > 0 and (is_last or score + part_scores.ahead(segment, end, 1)[0] >= floor):
            scores, starts = np.pad(scores, (0, missing), constant_values=-np.inf), np.pad(starts, (0, missing))
        if end - first < len(scores) and score > scores[end - first]:
            scores[end - first] = score
            added[end] = begin + int(inside.argmax())
        begin = end
    return _Frontier(first, scores, starts, added)


def _follow(frontiers: Sequence[_Frontier], gap: int) -> Cuts:
    """Return the cuts of the best path to a gap behind the last segment, followed back to the start of the text."""
    parts, added = [], []
    for i in range(len(frontiers) - 1, -1, -1):
        frontier = frontiers[i]
        while gap in frontier.added:
            added.append((i - 1, frontier.added[gap], gap))
            gap = frontier.added[gap]
        if i:
            parts.append((int(frontier.starts[gap - frontier.first]), gap))
            gap = parts[-1][0]
    return Cuts(parts[::-1], added[::-1])
