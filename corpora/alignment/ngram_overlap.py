"""How much two texts of one language share: character 4-grams within words, cheap enough for every pair of lines."""

from __future__ import annotations

from collections import Counter

from tertium.corpora.encoders.lexical import ngrams


def grams(text: str) -> Counter[str]:
    """Return the ngrams of words that the text holds, counted."""
    return Counter(ngrams(text))


def dice(one: Counter[str], other: Counter[str]) -> float:
    """Return 2 × shared / all ngrams, 0 to 1; 1 for two texts without any."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
