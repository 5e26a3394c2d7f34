"""Re-posts and near-duplicates: articles of one language that share nearly all of their sentences."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST: Final = 30
"""Characters of a sentence that tells articles apart."""
SAMPLE: Final = 12
"""Sentences of an article by which its copies are looked up: those with the lowest hashes."""
SHARED: Final = 0.9
"""Share of the characters of the longer article from which the other is a copy."""


def prints(texts: Sequence[str]) -> list[int]:
    """Return the hashes of an article's sentences by which its copies are found: signed 64-bit, lowest first."""
    return sorted({_hash(text) for text in texts if len(text) >= SHORTEST})[:SAMPLE]


def shared(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of the characters of the longer text that are in sentences of both, 0 to 1."""
    ours, theirs = {_plain(text) for text in one}, {_plain(text) for text in other}
    both = sum(map(len, ours & theirs))
    return both / max(sum(map(len, ours)), sum(map(len, theirs)), 1)


def _hash(text: str) -> int:
    digest = blake2b(_plain(text).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
