"""The stand-in for an encoder where no model knows the languages: what two texts share on the page, as vectors."""

from __future__ import annotations

import re
import unicodedata
import zlib
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tertium.corpora.encoders.base import Vectors

DIMENSIONS: Final = 1024
WORD: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
GRAM: Final = 4
NUMBER_WEIGHT: Final = 3.0


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
        return f"lexical|dimensions:{DIMENSIONS}|gram:{GRAM}"

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
    for word in WORD.findall(text):
        if word[0].isdigit():
            yield re.sub(r"\D", "", word), NUMBER_WEIGHT
        elif len(word) >= GRAM:
            bare = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
            yield bare[:GRAM], NUMBER_WEIGHT if word[0].isupper() else 1.0
