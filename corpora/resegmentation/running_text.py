"""A running text as words: what its pieces are, and how good a place each gap is for a cut."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import regex

from tertium.corpora.encoders.lexical import ngrams
from tertium.corpora.text.graphemes import CLUSTER
from tertium.corpora.text.scripts import SOUTH_EAST_ASIAN, UNSPACED, starts_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

CLAUSE, CAPITAL, WITHIN, NEVER = -2.5, -3.5, -5.0, -8.0
"""Scores of a cut behind a comma, before a capital, anywhere else within a sentence, and where no text is cut."""
AFTER_CLAUSE: Final = regex.compile(rf"(?V1)(?:[,;:、，；：،؛၊–—)）\]]\s*|(?<={SOUTH_EAST_ASIAN})\s+)$")
"""A mark, or the space that Thai and its neighbours write between clauses and sentences."""
MARKER: Final = regex.compile(r"\(?(\d{1,2}|\p{L}\p{M}*)[.)]\s*$")
"""Of a list: it stands with what follows."""
CLOSES: Final = regex.compile(r"[\p{Terminal_Punctuation})\]}”’»›）」』】%…]")
WORD: Final = re.compile(r"\S+\s*")
LETTERS: Final = regex.compile(rf"(?V1)(?:[[\w\p{{N}}]--{UNSPACED}]+\p{{M}}*|{CLUSTER})\s*")
"""Words where a script puts no spaces: runs of other scripts, and each letter with its vowels and marks."""


class Text(NamedTuple):
    """A running text.

    Attributes:
        words: with the space behind them; joined, they are the text.
        gaps: the score of a cut before each word, and behind the last: 0 between sentences; shape (words + 1,).
        lengths: characters before each gap; shape (words + 1,).
        glued: whether the script puts no spaces between words.
    """

    words: list[str]
    gaps: NDArray[np.float64]
    lengths: NDArray[np.float64]
    glued: bool

    def between(self, start: int, stop: int) -> str:
        """Return the text of words [start, stop) without space around it."""
        return "".join(self.words[start:stop]).strip()


def text_of(sentences: Sequence[str], *, glued: bool) -> Text:
    """Return the text of these sentences."""
    words: list[str] = []
    gaps = [0.0]
    for sentence in sentences:
        own = (LETTERS if glued else WORD).findall(sentence.strip())
        if own:
            own[-1] += "" if glued else " "
            gaps += [*(_gap(one, other, glued=glued) for one, other in pairwise(own)), 0.0]
            words += own
    return Text(words, np.array(gaps), np.cumsum([0.0, *map(len, words)]), glued)


def joined(texts: Sequence[Text]) -> Text:
    """Return texts as one."""
    words = [word for text in texts for word in text.words]
    gaps = np.concatenate([[0.0], *(text.gaps[1:] for text in texts)])
    return Text(words, gaps, np.cumsum([0.0, *map(len, words)]), any(text.glued for text in texts))


def places(text: Text) -> Iterator[tuple[int, str]]:
    """Yield (word, piece) of every piece; a piece of two words stands with the second."""
    alone = [text.glued and starts_unspaced(word) for word in text.words]
    for place, word in enumerate(text.words):
        if not alone[place]:
            yield from ((place, piece) for piece in ngrams(word))
        elif place and alone[place - 1] and not text.words[place - 1][-1].isspace():
            yield from ((place, piece) for piece in ngrams(text.words[place - 1] + word))
        elif not any(alone[place + 1 : place + 2]) or word[-1].isspace():
            yield from ((place, piece) for piece in ngrams(word))


def _gap(before: str, after: str, *, glued: bool) -> float:
    if _closes(after) or _is_marker(before):
        return NEVER
    if _ends_clause(before):
        return CLAUSE
    return CAPITAL if glued or after[0].isupper() or _is_marker(after) else WITHIN


# Words come again and again: asked once each.
@lru_cache(maxsize=100_000)
def _closes(word: str) -> bool:
    return bool(CLOSES.match(word))


@lru_cache(maxsize=100_000)
def _is_marker(word: str) -> bool:
    return bool(MARKER.match(word))


@lru_cache(maxsize=100_000)
def _ends_clause(word: str) -> bool:
    return bool(AFTER_CLAUSE.search(word))
