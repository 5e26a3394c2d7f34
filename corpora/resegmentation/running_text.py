"""A running text as words with the gaps between them: how good a place each gap is for a cut, and where n-grams lie."""

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
"""Scores of a cut behind a comma, before a capital, anywhere else within a sentence, and where no text is cut.

Between sentences it is 0. They are on the scale of log probabilities, as OMITTED and ADDED in cuts.py are."""
AFTER_CLAUSE: Final = regex.compile(rf"(?V1)(?:[,;:、，；：،؛၊–—)）\]]\s*|(?<={SOUTH_EAST_ASIAN})\s+)$")
"""End of a clause: a mark, or the space that Thai and its neighbours write between clauses and sentences."""
LIST_MARKER: Final = regex.compile(r"\(?(\d{1,2}|\p{L}\p{M}*)[.)]\s*$")
"""Number or letter before an item of a list: it belongs to what follows."""
CLOSING: Final = regex.compile(r"[\p{Terminal_Punctuation})\]}”’»›）」』】%…]")
"""Mark that belongs to what stands before it."""
WORD: Final = re.compile(r"\S+\s*")
"""Word with the space behind it."""
UNSPACED_WORD: Final = regex.compile(rf"(?V1)(?:[[\w\p{{N}}]--{UNSPACED}]+\p{{M}}*|{CLUSTER})\s*")
"""Word where a script puts no spaces: a run of another script, or one letter with its vowels and marks."""


class RunningText(NamedTuple):
    """A running text as words. A gap is the place before a word, or behind the last one: n words have n + 1 gaps.

    Attributes:
        words: the words with the space behind them; joined, they are the text.
        gap_scores: the score of a cut in each gap, 0 between sentences; shape (words + 1,).
        offsets: how many characters stand before each gap; shape (words + 1,).
        unspaced: whether the script puts no spaces between words.
    """

    words: list[str]
    gap_scores: NDArray[np.float64]
    offsets: NDArray[np.float64]
    unspaced: bool

    def between(self, start: int, stop: int) -> str:
        """Return the text of words [start, stop) without space around it."""
        return "".join(self.words[start:stop]).strip()


def split_words(sentences: Sequence[str], *, unspaced: bool) -> RunningText:
    """Return the sentences as one running text."""
    words: list[str] = []
    gap_scores = [0.0]
    for sentence in sentences:
        sentence_words = (UNSPACED_WORD if unspaced else WORD).findall(sentence.strip())
        if sentence_words:
            sentence_words[-1] += "" if unspaced else " "
            gap_scores += (_gap_score(before, after, unspaced=unspaced) for before, after in pairwise(sentence_words))
            gap_scores.append(0.0)
            words += sentence_words
    return RunningText(words, np.array(gap_scores), _offsets(words), unspaced)


def concatenate(texts: Sequence[RunningText]) -> RunningText:
    """Return the texts as one."""
    words = [word for text in texts for word in text.words]
    gap_scores = np.concatenate([[0.0], *(text.gap_scores[1:] for text in texts)])
    return RunningText(words, gap_scores, _offsets(words), any(text.unspaced for text in texts))


def ngram_positions(text: RunningText) -> Iterator[tuple[int, str]]:
    """Yield (index of the word, n-gram) for every n-gram; one of two words is yielded with the second.

    A letter of a script without spaces is a word here, and makes an n-gram with the letter before it. A letter that
    stands alone, without such a neighbour on either side, is an n-gram of its own.
    """
    is_letter = [text.unspaced and starts_unspaced(word) for word in text.words]
    for i, word in enumerate(text.words):
        if not is_letter[i]:
            yield from ((i, ngram) for ngram in ngrams(word))
        elif i and is_letter[i - 1] and not text.words[i - 1][-1].isspace():
            yield from ((i, ngram) for ngram in ngrams(text.words[i - 1] + word))
        elif not any(is_letter[i + 1 : i + 2]) or word[-1].isspace():
            yield from ((i, ngram) for ngram in ngrams(word))


def _offsets(words: Sequence[str]) -> NDArray[np.float64]:
    return np.cumsum([0.0, *map(len, words)])


def _gap_score(before: str, after: str, *, unspaced: bool) -> float:
    """Return the score of a cut between two words of a sentence."""
    if _closes(after) or _is_list_marker(before):
        return NEVER
    if _ends_clause(before):
        return CLAUSE
    return CAPITAL if unspaced or after[0].isupper() or _is_list_marker(after) else WITHIN


# The same words come again and again, and these patterns are slow.
@lru_cache(maxsize=100_000)
def _closes(word: str) -> bool:
    return bool(CLOSING.match(word))


@lru_cache(maxsize=100_000)
def _is_list_marker(word: str) -> bool:
    return bool(LIST_MARKER.match(word))


@lru_cache(maxsize=100_000)
def _ends_clause(word: str) -> bool:
    return bool(AFTER_CLAUSE.search(word))
