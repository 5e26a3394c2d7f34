"""A rough map of two texts in one language: pieces of words that stand once in each, in one order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.corpora.resegmentation.running_text import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.corpora.resegmentation.running_text import Text

COST: Final = 0.03
"""Of a character that one text has more than the other between two landmarks: a sentence of a hundred costs as much
as leaving it out."""


class Landmarks:
    """What a way through two texts must still lose, by the landmarks ahead of it.

    Args:
        one: a text.
        other: a text in the same order of contents.
    """

    def __init__(self, one: Text, other: Text) -> None:
        ours, theirs = _once(one), _once(other)
        pairs = _rising(sorted((ours[piece], theirs[piece]) for piece in ours.keys() & theirs.keys()))
        ends = (one.lengths[-1], other.lengths[-1])
        self.ours, self.theirs = np.array([*((one.lengths[i], other.lengths[j]) for i, j in pairs), ends]).T
        drift = np.abs(np.diff(self.ours) - np.diff(self.theirs))
        self.rest = np.concatenate([np.cumsum(drift[::-1])[::-1], [0.0]])

    def ahead(self, one: float, others: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return scores, 0 at best, of what is ahead of a place in one text and each of these places in the other.

        Args:
            one: characters before the place.
            others: characters before each place.
        """
        following = np.maximum(np.searchsorted(self.ours, one), np.searchsorted(self.theirs, others))
        following = np.minimum(following, len(self.ours) - 1)
        drift = np.abs((self.ours[following] - one) - (self.theirs[following] - others))
        score: NDArray[np.float64] = -COST * (drift + self.rest[following])
        return score


def _once(text: Text) -> dict[str, int]:
    """Return the pieces that stand once in the text, with their word."""
    found = list(places(text))
    counts = Counter(piece for _, piece in found)
    return {piece: place for place, piece in found if counts[piece] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that rise on both sides (patience sorting)."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for k, (_, value) in enumerate(pairs):
        pile = bisect_left(tops, value)
        before.append(at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        at[pile : pile + 1] = [k]
    kept = []
    k = at[-1] if at else -1
    while k >= 0:
        kept.append(pairs[k])
        k = before[k]
    return kept[::-1]
