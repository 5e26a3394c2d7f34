"""Whether two words spell one name: by their letters, or by their consonants across scripts."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from tertium.corpora.text.letters import fold, without_accents
from tertium.corpora.text.skeletons import skeleton

SPELLED_ALIKE: Final = 0.7
"""Share of common letters from which two words are spelled alike."""
SPELLED_ALIKE_SMALL: Final = 0.8
"""The same for a name and a word in lower case (an adjective, chino), which is often like it by chance."""
CONTAINED: Final = 4
"""Letters from which a word within a longer one is its counterpart: compounds, endings."""


@lru_cache(maxsize=100_000)  # the same words come again and again
def plain(text: str) -> str:
    """Return a word without case, accents and possessive."""
    return without_accents(fold(text)).replace("’", "'").removesuffix("'s").rstrip("'")


def same_consonants(word: str, other: str) -> bool:
    """Whether two words of different scripts have nearly the same consonants, two at least."""
    if _is_latin(word) == _is_latin(other):
        return False
    consonants = skeleton(word)
    return len(consonants) > 1 and similarity(consonants, skeleton(other)) >= SPELLED_ALIKE


def spelled_alike(name: str, other: str, least: float = SPELLED_ALIKE) -> bool:
    """Whether two plain words share so many letters, or one is part of the other."""
    if min(len(name), len(other)) >= CONTAINED and (name in other or other in name):
        return True
    return similarity(name, other) >= least


@lru_cache(maxsize=200_000)
def similarity(a: str, b: str) -> float:
    """Return the share of common letters, 0 to 1; 0 where lengths or letters alone rule out that they are alike."""
    if a == b:
        return 1.0
    needed = SPELLED_ALIKE * (len(a) + len(b)) / 2
    if min(len(a), len(b)) < needed:
        return 0.0
    # No alignment has more than these, in whatever order: most words needn't be aligned.
    if sum(min(a.count(letter), b.count(letter)) for letter in set(a).intersection(b)) < needed:
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _is_latin(text: str) -> bool:
    return text[0] < "\u0250"
