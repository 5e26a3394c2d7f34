"""Similarity of sentences in two languages without a model: shared numbers, names and cognates, and lengths."""

from __future__ import annotations

import zlib
from collections import Counter
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, Final

import numpy as np
import regex

from tertium.corpora.text.graphemes import clusters
from tertium.corpora.text.letters import without_accents
from tertium.corpora.text.numbers import digits
from tertium.corpora.text.scripts import SOUTH_EAST_ASIAN, split_by_spacing, starts_dense, starts_unspaced
from tertium.corpora.text.words import runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

DIMENSIONS: Final = 8192
"""Length of the hashed vectors."""

NGRAM: Final = 4
"""Characters of a word's n-gram (Bleualign and Moore 2002 use whole words; n-grams find cognates)."""

DENSE_NGRAM: Final = 2
"""Letters of an n-gram in a script of which a letter says more: Han, kana, Hangul, Thai with its vowels and tones."""

SEVERAL_CHARACTERS: Final = regex.compile(rf"[\p{{M}}{SOUTH_EAST_ASIAN}]")
"""Where a letter may be several characters."""


def shared_vectors(sources: Sequence[str], targets: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return tf-idf vectors of what two languages share: names, cognates, and numbers twice; shape (texts, 8192)."""
    source_counts, target_counts = ([_count_distinctive(text) for text in side] for side in (sources, targets))
    shared = {ngram for counts in source_counts for ngram in counts}
    shared &= {ngram for counts in target_counts for ngram in counts}
    vectors = _tf_idf_vectors(
        [
            Counter({ngram: count for ngram, count in counts.items() if ngram in shared})
            for counts in (*source_counts, *target_counts)
        ]
    )
    return vectors[: len(sources)], vectors[len(sources) :]


def _count_distinctive(text: str) -> Counter[str]:
    """Count the n-grams that are hardly equal by chance: full ones, and numbers, each twice; no short words."""
    counts = Counter(ngram for ngram in ngrams(text) if len(ngram) >= NGRAM or ngram.isdigit() or starts_dense(ngram))
    counts.update([ngram for ngram in counts.elements() if ngram.isdigit()])
    return counts


def _tf_idf_vectors(counts: Sequence[Counter[str]]) -> NDArray[np.float32]:
    """Return one hashed tf-idf vector per text, shape (texts, 8192)."""
    document_frequency = Counter(ngram for text_counts in counts for ngram in text_counts)
    vectors = np.zeros((len(counts), DIMENSIONS), dtype=np.float32)
    for vector, text_counts in zip(vectors, counts, strict=True):
        for ngram, count in text_counts.items():
            hashed = zlib.crc32(ngram.encode("utf-8", "replace"))
            # A sign from the highest bit: n-grams that share a dimension cancel out on average instead of adding up.
            sign = 1 if hashed >> 31 else -1
            vector[hashed % DIMENSIONS] += count * log(len(counts) / document_frequency[ngram]) * sign
    return vectors


def ngrams(text: str) -> Iterable[str]:
    """Yield short words and numbers whole, 4-grams of longer words, 2-grams of letters in scripts without spaces."""
    for run in runs(text.casefold()):
        yield from _ngrams_of_run(run)


def is_letter_pair(ngram: str) -> bool:
    """Whether an n-gram is two letters of a script without spaces."""
    return len(ngram) > 1 and starts_unspaced(ngram) and len(clusters(ngram)) > 1


# The same words come again and again in a text and in the outputs of several systems.
@lru_cache(maxsize=100_000)
def _ngrams_of_run(run: str) -> tuple[str, ...]:
    return tuple(ngram for part in split_by_spacing(run) for ngram in _ngrams_of_part(without_accents(part)))


def _ngrams_of_part(part: str) -> Iterable[str]:
    if part.isdecimal():
        return (digits(part),)
    letters = clusters(part) if starts_unspaced(part) and SEVERAL_CHARACTERS.search(part) else part
    size = DENSE_NGRAM if starts_dense(part) else NGRAM
    return ("".join(letters[i : i + size]) for i in range(max(len(letters) - size, 0) + 1))
