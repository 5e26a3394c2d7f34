"""Finds duplicates: articles of one language that share nearly all of their sentences."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_CHARACTERS: Final = 30
"""Length from which a sentence is hashed: shorter ones ("He left.") occur in many articles."""
MAX_HASHES: Final = 12
"""Sentences of an article by which its duplicates are looked up: those with the lowest hashes. Two articles with the
same sentences have the same lowest hashes, whatever the order."""
MIN_SHARED: Final = 0.9
"""Share of the characters of the longer article from which the other is a duplicate."""


def sentence_hashes(texts: Sequence[str]) -> list[int]:
    """Return the hashes of an article's sentences by which its duplicates are found: signed 64-bit, lowest first."""
    return sorted({_hash(text) for text in texts if len(text) >= MIN_CHARACTERS})[:MAX_HASHES]


def shared_text(first: Sequence[str], second: Sequence[str]) -> float:
    """Return the share of the characters of the longer article that are in sentences of both, 0 to 1."""
    first_sentences, second_sentences = {_plain(text) for text in first}, {_plain(text) for text in second}
    both = sum(map(len, first_sentences & second_sentences))
    return both / max(sum(map(len, first_sentences)), sum(map(len, second_sentences)), 1)


def _hash(text: str) -> int:
    digest = blake2b(_plain(text).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
