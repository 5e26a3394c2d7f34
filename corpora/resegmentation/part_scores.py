"""How well each stretch of a running text translates a segment: shared n-grams, length, and the place of its end."""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.corpora.encoders.lexical import is_letter_pair
from tertium.corpora.resegmentation.anchors import Anchors
from tertium.corpora.resegmentation.running_text import NEVER, concatenate, ngram_positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.corpora.resegmentation.running_text import RunningText

Scores = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

SHARED: Final = 1.3
"""Gain for an n-gram that a part shares with its segment; less, the more segments have the n-gram."""
UNSHARED: Final = 0.15
"""Share of that gain which every n-gram of a part costs: a part unlike any segment is better left out."""
FREEDOM, SPREAD = 3.0, 2.0
"""Degrees of freedom, and variance per character, of Student's t for the difference of lengths: translations of
one text into one language mostly have variance 1 to 2, those of lists and tables 8 to 13."""
LONGEST: Final = 3, 60
"""Most characters of a part: so many times its segment's, and so many more."""


class PartScores:
    """Scores of a running text's parts as translations of segments.

    Args:
        segments: the segments' references.
        text: the text that is cut, in the same language and order.
    """

    def __init__(self, segments: Sequence[RunningText], text: RunningText) -> None:
        self.counts = [Counter(ngram for _, ngram in ngram_positions(segment)) for segment in segments]
        self.sizes = [segment.offsets[-1] for segment in segments]
        self.offsets_before = np.cumsum([0.0, *self.sizes])
        self.text_offsets, self.unspaced = text.offsets, text.unspaced
        self._weigh(text)
        self.sentence_ends = np.flatnonzero(text.gap_scores == 0)[1:].tolist()
        # A text with fewer sentences than segments must be cut within sentences, so that costs less in proportion.
        usual = min(1, len(self.sentence_ends) / len(segments))
        self.gap_scores = np.where(text.gap_scores > NEVER, text.gap_scores * usual, NEVER)
        self.anchors = Anchors(concatenate(segments), text)

    def _weigh(self, text: RunningText) -> None:
        """Set the weights of n-grams by rarity, where the text has them, and the cost of the words before each gap."""
        frequency = Counter(ngram for counts in self.counts for ngram in counts)
        largest = log(1 + len(self.counts))  # an n-gram of one segment alone weighs SHARED
        self.weights = {ngram: SHARED * log(1 + len(self.counts) / n) / largest for ngram, n in frequency.items()}
        self.positions: dict[str, list[int]] = {}
        costs = np.zeros(len(text.words) + 1)
        for word, ngram in ngram_positions(text):
            costs[word + 1] += UNSHARED * self.weights.get(ngram, SHARED)
            if ngram in frequency:
                self.positions.setdefault(ngram, []).append(word)
        self.costs = np.cumsum(costs)

    def ahead(self, segment: int, first: int, size: int) -> Scores:
        """Return the estimated scores of all that is ahead of gaps [first, first + size), before this segment."""
        return self.anchors.ahead(self.offsets_before[segment], self.text_offsets[first : first + size])

    def furthest(self, segment: int, start: int) -> int:
        """Return the last gap where the segment's part may end if it starts in this gap."""
        longest = LONGEST[0] * self.sizes[segment] + LONGEST[1]
        return max(start, int(np.searchsorted(self.text_offsets, self.text_offsets[start] + longest, side="right")) - 1)

    def scores(self, segment: int, starts: NDArray[np.int64], gaps: NDArray[np.int64]) -> Scores:
        """Return the scores of parts from each start to each gap, shape (starts, gaps); -inf for parts without words.

        Args:
            segment: index of the segment that the parts translate.
            starts: the gaps where parts start.
            gaps: the gaps where they end: consecutive numbers, the first no later than the first start.
        """
        lengths = self.text_offsets[gaps] - self.text_offsets[starts][:, None]
        scores = self._shared(segment, starts, gaps)
        scores = scores + _length_scores(lengths, self.sizes[segment]) + self.gap_scores[gaps]
        scores -= self.costs[gaps] - self.costs[starts][:, None]
        return np.where(gaps > starts[:, None], scores, -np.inf)

    def _shared(self, segment: int, starts: NDArray[np.int64], gaps: NDArray[np.int64]) -> Scores:
        """Return the weight of the n-grams that parts share with the segment, shape (starts, gaps).

        An n-gram counts as often as the segment has it at most. Those that the stretch has no more often are summed up
        in one cumulative sum for all; only the others need one each. Where a gap isn't behind the start, the number
        means nothing.
        """
        first, size = int(gaps[0]), len(gaps)
        # Column k: weights of n-grams in the word before gap first + k; row 1 those of two words, see `_is_pair`.
        weights = np.zeros((2, size))
        frequent = []
        for ngram, most in self.counts[segment].items():
            columns = [word + 1 - first for word in self.positions.get(ngram, ()) if first <= word < first + size - 1]
            if 0 < len(columns) <= most:
                weights[self._is_pair(ngram), columns] += self.weights[ngram]
            elif columns:
                frequent.append((ngram, most, np.cumsum(np.bincount(columns, minlength=size))))
        # Where each part's first n-gram may stand: at its start, or one word later for those of two words.
        begins = [np.minimum(starts - first + shift, size - 1) for shift in (0, 1)]
        sums = np.cumsum(weights, axis=1)
        shared: Scores = sums.sum(axis=0) - (sums[0][begins[0]] + sums[1][begins[1]])[:, None]
        for ngram, most, counts in frequent:
            inside = counts - counts[begins[self._is_pair(ngram)]][:, None]
            shared += self.weights[ngram] * np.clip(inside, 0, most)
        return shared

    def _is_pair(self, ngram: str) -> int:
        """Return 1 for an n-gram of two words, which stands with the second: a part that starts between lacks it."""
        return int(self.unspaced and is_letter_pair(ngram))


def _length_scores(lengths: Scores, expected: float) -> Scores:
    """Return the log of Student's t density, 0 at best, of the differences of lengths from the expected one."""
    deviation = (lengths - expected) ** 2 / np.maximum((lengths + expected) / 2, 1)
    scores: Scores = -(FREEDOM + 1) / 2 * np.log1p(deviation / (FREEDOM * SPREAD))
    return scores
