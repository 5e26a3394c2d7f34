"""The stand-in for an encoder where no model knows the languages: what two texts share on the page, as vectors."""

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
WORD: Final = regex.compile(r"\p{L}[\p{L}\p{M}\u200c\u200d]*")
"""Letters with their marks, joiners between them included."""
GRAM: Final = 4
DENSE_GRAM: Final = 2
"""Letters of a word that count, of Hangul."""
NUMBER_WEIGHT: Final = 3.0
PAIR_WEIGHT: Final = 0.5
"""Of two letters in a script without spaces: all pairs of a sentence weigh as much as its words elsewhere."""


class Hashed:
    """Numbers, and the first letters of names and cognates, hashed with signs: equal words are near in any language."""

    @property
    def name(self) -> str:
        """What `Plan.encoder` calls it."""
        return "lexical"

    @property
    def languages(self) -> frozenset[str]:
        """It was trained for none."""
        return frozenset()

    @property
    def signature(self) -> str:
        """There is no package or model behind it."""
        return f"lexical|dimensions:{DIMENSIONS}|gram:{GRAM}|rules:2"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector per text, shape (texts, 1024); zeros for a text without words."""
        made = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(made, texts, strict=True):
            for piece, weight in _pieces(text):
                place = zlib.crc32(piece.encode("utf-8", "surrogatepass"))
                row[place % DIMENSIONS] += weight if place >> 31 else -weight
        made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
        return made


def _pieces(text: str) -> Iterator[tuple[str, float]]:
    """Yield each number's digits, the first letters of long words, and pairs of letters in scripts without spaces."""
    for number in NUMBER.findall(text):
        yield digits(number), NUMBER_WEIGHT
    for word in WORD.findall(text):
        for part in split_by_spacing(word):
            yield from _unspaced(part) if starts_unspaced(part) else _spaced(part)


def _spaced(word: str) -> Iterator[tuple[str, float]]:
    size = DENSE_GRAM if starts_dense(word) else GRAM
    if len(word) >= size:
        yield without_accents(word.casefold())[:size], NUMBER_WEIGHT if word[0].isupper() else 1.0


def _unspaced(run: str) -> Iterator[tuple[str, float]]:
    yield from (("".join(pair), PAIR_WEIGHT) for pair in pairwise(clusters(without_accents(run))))
