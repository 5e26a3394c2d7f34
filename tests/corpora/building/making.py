"""Articles whose vectors a test knows, in a journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tertium.corpora.building.match import Means
from tertium.corpora.building.prepare import Prepared, Sentence
from tertium.corpora.building.records import PreparedArticle, pack
from tertium.corpora.cleaning.page import Line
from tertium.corpora.pairing.duplicates import sentence_hashes
from tertium.corpora.text.identification import Guess

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.building.records import EncodedArticle
    from tertium.corpora.cleaning.page import Label

ZERO = np.zeros(8, dtype=np.float32)
MEANS = Means({"de": ZERO, "en": ZERO})


def article(
    number: int, language: str | None, sentences: Sequence[tuple[str, int]], labels: dict[int, Label] | None = None
) -> PreparedArticle:
    """Return an article of (text, axis): the vector of a sentence points along its axis. One line per sentence."""
    texts = [text for text, _ in sentences]
    lines = tuple(Line(i + 1, text, i, (labels or {}).get(i, "text"), "rule") for i, text in enumerate(texts))
    prepared = Prepared(f"a{number}", Guess(language, 1.0), lines, tuple(Sentence(t, i) for i, t in enumerate(texts)))
    vectors = np.zeros((len(texts), len(ZERO)), dtype=np.float32)
    for i, (_, axis) in enumerate(sentences):
        vectors[i, axis] = 1
    return PreparedArticle(pack(number, prepared, vectors), tuple(sentence_hashes(texts)))


def encoded(
    number: int, language: str, sentences: Sequence[tuple[str, int]], labels: dict[int, Label] | None = None
) -> EncodedArticle:
    """Return such an article, unpacked."""
    return article(number, language, sentences, labels).packed.unpack()


def silent(step: str, done: int, total: int) -> None:
    """Ignore the progress."""
