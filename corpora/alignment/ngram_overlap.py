"""How much two texts of one language share: n-grams within words, cheap enough for every pair of lines."""

from __future__ import annotations

from collections import Counter

from tertium.corpora.encoders.lexical import ngrams


def count_ngrams(text: str) -> Counter[str]:
    """Return the counts of a text's n-grams within words."""
    return Counter(ngrams(text))


def dice(first: Counter[str], second: Counter[str]) -> float:
    """Return Dice's coefficient, 2 × shared / all n-grams, 0 to 1; 1 for two texts without any."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0
