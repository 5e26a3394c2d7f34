"""Anchors of two texts in one language: n-grams that stand once in each, in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.corpora.resegmentation.running_text import ngram_positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.corpora.resegmentation.running_text import RunningText

DRIFT_COST: Final = 0.03
"""Cost of a character that one text has more than the other between two anchors: a sentence of a hundred costs about as
much as leaving it out."""


class Anchors:
    """Estimates what aligning the rest of two texts will cost, by how far their distances between anchors differ.

    Args:
        first: a text.
        second: a text in the same order of contents.
    """

    def __init__(self, first: RunningText, second: RunningText) -> None:
        first_words, second_words = _unique_ngrams(first), _unique_ngrams(second)
        shared = first_words.keys() & second_words.keys()
        pairs = _longest_rising(sorted((first_words[ngram], second_words[ngram]) for ngram in shared))
        ends = (first.offsets[-1], second.offsets[-1])
        # The offset of each anchor in either text, in order; the ends of the texts are the last anchor.
        anchors = [*((first.offsets[i], second.offsets[j]) for i, j in pairs), ends]
        self.first, self.second = np.array(anchors).T
        drift = np.abs(np.diff(self.first) - np.diff(self.second))
        # drift_ahead[k]: all drift behind anchor k, a sum from the right; 0 behind the last.
        self.drift_ahead = np.concatenate([np.cumsum(drift[::-1])[::-1], [0.0]])

    def ahead(self, first_offset: float, second_offsets: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return scores, 0 at best, of what is ahead of a place in one text and each of these places in the other.

        Args:
            first_offset: characters before the place in the first text.
            second_offsets: characters before each place in the second.
        """
        # The next anchor is ahead of both places.
        following = np.maximum(np.searchsorted(self.first, first_offset), np.searchsorted(self.second, second_offsets))
        following = np.minimum(following, len(self.first) - 1)
        drift = np.abs((self.first[following] - first_offset) - (self.second[following] - second_offsets))
        score: NDArray[np.float64] = -DRIFT_COST * (drift + self.drift_ahead[following])
        return score


def _unique_ngrams(text: RunningText) -> dict[str, int]:
    """Return the n-grams that stand once in the text, with the index of their word."""
    positions = list(ngram_positions(text))
    counts = Counter(ngram for _, ngram in positions)
    return {ngram: word for word, ngram in positions if counts[ngram] == 1}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest subsequence of sorted pairs whose second numbers rise too (patience sorting)."""
    tops: list[int] = []  # second number of the pair on top of each pile; it rises from pile to pile
    top_indices: list[int] = []  # that pair's index
    previous: list[int] = []  # of each pair: the top of the pile to its left when it was laid down, or -1
    for k, (_, value) in enumerate(pairs):
        pile = bisect_left(tops, value)
        previous.append(top_indices[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        top_indices[pile : pile + 1] = [k]
    rising = []
    k = top_indices[-1] if top_indices else -1
    while k >= 0:
        rising.append(pairs[k])
        k = previous[k]
    return rising[::-1]
