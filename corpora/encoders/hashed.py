"""An encoder without a model, for languages that no model knows: shared numbers, names and cognates as vectors."""

from __future__ import annotations

import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import regex

from tertium.corpora.text.graphemes import clusters
from tertium.corpora.text.letters import without_accents
from tertium.corpora.text.numbers import NUMBER, digits
from tertium.corpora.text.scripts import split_by_spacing, starts_dense, starts_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.encoders.base import Vectors

DIMENSIONS: Final = 1024
"""Length of a vector."""
WORD: Final = regex.compile(r"\p{L}[\p{L}\p{M}\u200c\u200d]*")
"""Letters with their marks, joiners between them included."""
PREFIX: Final = 4
"""First characters of a word that count; endings differ between languages, and shorter words are alike by chance."""
DENSE_PREFIX: Final = 2
"""First syllables of a word that count, in Hangul."""
STRONG_WEIGHT: Final = 3.0
"""Weight of a number, and of a word that begins with a capital, which may be a name; other words weigh 1."""
PAIR_WEIGHT: Final = 0.5
"""Weight of two letters in a script without spaces: all pairs of a sentence weigh as much as its words elsewhere."""


class Hashed:
    """Numbers, and the first letters of names and cognates, hashed with signs: equal words are near in any language."""

    @property
    def name(self) -> str:
        """The name that `Plan.encoder` takes."""
        return "lexical"

    @property
    def languages(self) -> frozenset[str]:
        """Empty: it was trained for no language."""
        return frozenset()

    @property
    def signature(self) -> str:
        """The name and the settings; there is no package or model."""
        return f"lexical|dimensions:{DIMENSIONS}|gram:{PREFIX}|rules:2"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (texts, 1024); zeros for a text without words."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for feature, weight in _features(text):
                hashed = zlib.crc32(feature.encode("utf-8", "surrogatepass"))
                # A sign from the highest bit: features that share a dimension cancel out on average.
                vector[hashed % DIMENSIONS] += weight if hashed >> 31 else -weight
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)  # a text without words stays zero
        return vectors


def _features(text: str) -> Iterator[tuple[str, float]]:
    """Yield each number's digits, the first letters of long words, and pairs of letters in scripts without spaces."""
    for number in NUMBER.findall(text):
        yield digits(number), STRONG_WEIGHT
    for word in WORD.findall(text):
        for part in split_by_spacing(word):
            yield from _letter_pairs(part) if starts_unspaced(part) else _prefix(part)


def _prefix(word: str) -> Iterator[tuple[str, float]]:
    size = DENSE_PREFIX if starts_dense(word) else PREFIX
    if len(word) >= size:
        yield without_accents(word.casefold())[:size], STRONG_WEIGHT if word[0].isupper() else 1.0


def _letter_pairs(run: str) -> Iterator[tuple[str, float]]:
    yield from (("".join(pair), PAIR_WEIGHT) for pair in pairwise(clusters(without_accents(run))))
