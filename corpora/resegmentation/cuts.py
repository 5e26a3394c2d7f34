"""Where a running text is cut into given segments: the best cuts of all, between any two words."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.encoders.lexical import is_letter_pair
from tertium.corpora.resegmentation.anchors import Landmarks
from tertium.corpora.resegmentation.running_text import NEVER, joined, places, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.corpora.resegmentation.running_text import Text

Scores = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

SHARED: Final = 1.3
"""Gain for a piece of a word that a part shares with its segment; less, the more segments have the piece."""
UNSHARED: Final = 0.15
"""Share of that gain which every piece of a part costs: what is like nothing is better left out."""
OMITTED: Final = -5.0
"""Score of a segment without a part."""
ADDED: Final = -2.5
"""Score of a sentence, or the rest of one, in no part."""
FREEDOM, SPREAD = 3.0, 2.0
"""Degrees of freedom, and variance for each character, of Student's t for the difference of lengths: translations of
one text into one language mostly have variance 1 to 2, those of lists and tables 8 to 13."""
BEAM: Final = 30.0
"""How far the score of a way may lie below the best way up to the same segment."""
LONGEST: Final = 3, 60
"""A part's characters: so many times its segment's, and so many more."""


class Cuts(NamedTuple):
    """The parts of a text.

    Attributes:
        parts: words [start, stop) of each segment; start = stop where there is none.
        added: index of the segment before (-1: none), and words [start, stop), of sentences in no part; in order.
    """

    parts: list[tuple[int, int]]
    added: list[tuple[int, int, int]]


class _Ways(NamedTuple):
    """The best ways up to one segment, by the gap where they end.

    Attributes:
        first: the first gap.
        scores: of the best way to each gap from there on.
        starts: the gap where the segment's part starts; the gap itself where the segment has none.
        added: gap behind a sentence in no part, to the gap where it starts.
    """

    first: int
    scores: Scores
    starts: NDArray[np.int64]
    added: dict[int, int]

    def alive(self, ahead: Scores) -> tuple[NDArray[np.int64], Scores]:
        """Return gaps and scores of the ways that are not far below the best, with what is ahead of them."""
        hopes = self.scores + ahead
        kept = np.flatnonzero(hopes >= hopes.max() - BEAM)
        return self.first + kept, self.scores[kept]


def best_cuts(anchors: Sequence[str], text: Text) -> Cuts:
    """Return the parts that say what the anchors say, in order; every word is in one part or in an added sentence.

    A semi-Markov model: the score of a part is what it shares with its anchor, the log probability that their lengths
    differ by chance as much, and how good a place its end is. Ways far below the best are given up.

    Args:
        anchors: what the segments say, in the language of the text.
        text: in the same order of contents.
    """
    known = [text_of([anchor], glued=text.glued) for anchor in anchors]
    sharing = _Sharing(known, text)
    ways = [_with_additions(0, np.zeros(1), np.zeros(1, dtype=np.int64), sharing, 0)]
    for i in range(len(anchors)):
        first, scores, starts = _with_part(ways[-1], sharing, i)
        ways.append(_with_additions(first, scores, starts, sharing, i + 1))
    return _way_back(ways, len(text.words))


def _with_part(before: _Ways, sharing: _Sharing, anchor: int) -> tuple[int, Scores, NDArray[np.int64]]:
    """Return first gap, scores and starts with one more segment, which has a part or none."""
    starts, reached = before.alive(sharing.ahead(anchor, before.first, len(before.scores)))
    gaps = np.arange(starts[0], sharing.furthest(anchor, int(starts[-1])) + 1)
    scores = reached[:, None] + sharing.scores(anchor, starts, gaps)
    best = scores.argmax(axis=0)
    with_part, where = scores[best, np.arange(len(gaps))], starts[best]
    without = np.full(len(gaps), -np.inf)
    without[starts - starts[0]] = reached + OMITTED
    return int(gaps[0]), np.maximum(with_part, without), np.where(without > with_part, gaps, where)


def _with_additions(first: int, scores: Scores, starts: NDArray[np.int64], sharing: _Sharing, anchor: int) -> _Ways:
    """Return the ways with sentences in no part behind; behind the last anchor they reach the end of the text."""
    added: dict[int, int] = {}
    last, begin = anchor == len(sharing.sizes), first
    floor = (scores + sharing.ahead(anchor, first, len(scores))).max() - BEAM
    for end in sharing.ends[bisect_right(sharing.ends, first) :]:
        inside = scores[begin - first : end - first]
        if not len(inside):
            break
        score, more = inside.max() + ADDED, end - first + 1 - len(scores)
        if more > 0 and (last or score + sharing.ahead(anchor, end, 1)[0] >= floor):
            scores, starts = np.pad(scores, (0, more), constant_values=-np.inf), np.pad(starts, (0, more))
        if end - first < len(scores) and score > scores[end - first]:
            scores[end - first] = score
            added[end] = begin + int(inside.argmax())
        begin = end
    return _Ways(first, scores, starts, added)


def _way_back(ways: Sequence[_Ways], gap: int) -> Cuts:
    parts, added = [], []
    for i in range(len(ways) - 1, -1, -1):
        step = ways[i]
        while gap in step.added:
            added.append((i - 1, step.added[gap], gap))
            gap = step.added[gap]
        if i:
            parts.append((int(step.starts[gap - step.first]), gap))
            gap = parts[-1][0]
    return Cuts(parts[::-1], added[::-1])


def _length_score(lengths: Scores, wanted: float) -> Scores:
    """Return the log of Student's t density, 0 at best, of how much lengths differ from the wanted one."""
    deviation = (lengths - wanted) ** 2 / np.maximum((lengths + wanted) / 2, 1)
    score: Scores = -(FREEDOM + 1) / 2 * np.log1p(deviation / (FREEDOM * SPREAD))
    return score


class _Sharing:
    """What the parts of a text share with anchors."""

    def __init__(self, anchors: Sequence[Text], text: Text) -> None:
        self.anchors = [Counter(piece for _, piece in places(anchor)) for anchor in anchors]
        self.sizes = [anchor.lengths[-1] for anchor in anchors]
        self.before = np.cumsum([0.0, *self.sizes])
        spread = Counter(piece for counted in self.anchors for piece in counted)
        most = log(1 + len(anchors))
        self.weights = {piece: SHARED * log(1 + len(anchors) / n) / most for piece, n in spread.items()}
        self.places: dict[str, list[int]] = {}
        costs = np.zeros(len(text.words) + 1)
        for place, piece in places(text):
            costs[place + 1] += UNSHARED * self.weights.get(piece, SHARED)
            if piece in spread:
                self.places.setdefault(piece, []).append(place)
        self.costs = np.cumsum(costs)
        self.lengths, self.glued = text.lengths, text.glued
        self.ends = np.flatnonzero(text.gaps == 0)[1:].tolist()
        usual = min(1, len(self.ends) / len(anchors))
        self.gaps = np.where(text.gaps > NEVER, text.gaps * usual, NEVER)
        self.landmarks = Landmarks(joined(anchors), text)

    def ahead(self, anchor: int, first: int, size: int) -> Scores:
        """Return the scores of what is ahead of so many gaps, before this anchor."""
        return self.landmarks.ahead(self.before[anchor], self.lengths[first : first + size])

    def furthest(self, anchor: int, start: int) -> int:
        """Return the last gap where a part of the anchor's that starts there may end."""
        longest = LONGEST[0] * self.sizes[anchor] + LONGEST[1]
        return max(start, int(np.searchsorted(self.lengths, self.lengths[start] + longest, side="right")) - 1)

    def scores(self, anchor: int, starts: NDArray[np.int64], gaps: NDArray[np.int64]) -> Scores:
        """Return the scores of parts from each start to each gap, shape (starts, gaps); -inf where that is nothing."""
        lengths = self.lengths[gaps] - self.lengths[starts][:, None]
        made = self._shared(anchor, starts, gaps) + _length_score(lengths, self.sizes[anchor]) + self.gaps[gaps]
        made -= self.costs[gaps] - self.costs[starts][:, None]
        return np.where(gaps > starts[:, None], made, -np.inf)

    def _shared(self, anchor: int, starts: NDArray[np.int64], gaps: NDArray[np.int64]) -> Scores:
        """Return the weight of what is shared; a piece counts as often as the anchor has it at most."""
        first, size = int(gaps[0]), len(gaps)
        once = np.zeros((2, size))
        often = []
        for piece, most in self.anchors[anchor].items():
            found = [place + 1 - first for place in self.places.get(piece, ()) if first <= place < first + size - 1]
            if 0 < len(found) <= most:
                once[self._pair(piece), found] += self.weights[piece]
            elif found:
                often.append((piece, most, np.cumsum(np.bincount(found, minlength=size))))
        rows = [np.minimum(starts - first + pair, size - 1) for pair in (0, 1)]
        sums = np.cumsum(once, axis=1)
        made: Scores = sums.sum(axis=0) - (sums[0][rows[0]] + sums[1][rows[1]])[:, None]
        for piece, most, counts in often:
            made += self.weights[piece] * np.clip(counts - counts[rows[self._pair(piece)]][:, None], 0, most)
        return made

    def _pair(self, piece: str) -> int:
        """Return 1 for a piece of two words: a part that starts between them has it not."""
        return int(self.glued and is_letter_pair(piece))
