"""Sentences to sentences: n-m beads up to five sentences, 1-0 and 0-1 kept, none filtered by similarity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

import numpy as np

from tertium.corpora.alignment.beads import SIZES, best_path
from tertium.corpora.alignment.windows import REACH, Windows
from tertium.corpora.encoders import lexical
from tertium.corpora.types import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.corpora.alignment.beads import BeadScores
    from tertium.corpora.encoders.base import Encoder, Vectors

Grade = Literal["ok", "review", "reject"]
"""Grade of a bead: good, doubtful, or wrong (only beads without a partner, and absurd ones)."""

OK, REVIEW = 0.05, -0.1
"""Least confidence of a good and of a doubtful bead; docs/alignment.md has the figures."""

NEIGHBOURS: Final = 0.5
"""Share of the neighbours' cosine taken off a bead's: 1 would favour 2-2 where sentences resemble their neighbours."""
LENGTH_FLOOR: Final = -10.0
"""Floor of the log probability of lengths: beyond it, they say no more."""

# Without an encoder, scores are log odds: the log probability of the lengths, plus shared words by these weights.
LEXICAL_SKIP: Final = -6.0
"""Score of a sentence without partner."""
LEXICAL_WEIGHT: Final = 8.0
"""Weight of the cosine of shared words."""
LEXICAL_NEIGHBOURS: Final = 0.75
"""Share of the neighbours' cosine that is taken off a bead's."""
EXTRA_SENTENCE: Final = -3.0
"""Log odds of one more sentence in a bead; Gale and Church 1993, table 5, have -2.3 for 2-1 against 1-1."""


Sums: TypeAlias = "dict[int, NDArray[np.float64]]"
"""By number of sentences: the characters of so many sentences that end with each sentence; shape (sentences,)."""


class Settings(NamedTuple):
    """Weights of the score of a bead, beside the cosine of its sentence vectors.

    Attributes:
        skip: the score of a sentence without partner.
        length: weight of the log probability that lengths differ by chance as much (Gale and Church 1993).
        more: the score of one more sentence in a bead.
    """

    skip: float = -0.07
    length: float = 0.03
    more: float = -0.01


DEFAULT: Final = Settings()
"""Settings for articles, chosen on Text+Berg, ParIce and documents of four WMT sets, long and short, with segments
merged, split and dropped at random; there is a plateau around it."""


def align(sources: Sequence[str], targets: Sequence[str], encoder: Encoder | None) -> tuple[Bead, ...]:
    """Return beads that cover every sentence once, in order: the path of the highest score, exactly.

    Args:
        sources: sentences of one text.
        targets: sentences of its translation.
        encoder: knows both languages; None is the lexical engine, which needs no model.
    """
    if encoder is None:
        windows = Windows(*lexical.shared_vectors(sources, targets))
        return _beads(windows, _lexical_scores(sources, targets, windows), LEXICAL_SKIP)
    vectors = encoder.encode([*sources, *targets])
    return align_vectors(sources, targets, vectors[: len(sources)], vectors[len(sources) :])


def align_vectors(
    sources: Sequence[str],
    targets: Sequence[str],
    source_vectors: Vectors,
    target_vectors: Vectors,
    *,
    settings: Settings = DEFAULT,
) -> tuple[Bead, ...]:
    """Return `align`'s beads where an encoder's vectors of the single sentences are at hand."""
    windows = Windows(_centred(source_vectors, sources), _centred(target_vectors, targets))
    return _beads(windows, _semantic_scores(sources, targets, windows, settings), settings.skip)


def grade(bead: Bead) -> Grade:
    """Return a bead's grade by its confidence; one without a partner is wrong, a bad translation is not."""
    if not (bead.sources and bead.targets) or bead.confidence < REVIEW:
        return "reject"
    return "ok" if bead.confidence >= OK else "review"


def _beads(windows: Windows, bead_scores: BeadScores, skip: float) -> tuple[Bead, ...]:
    path = best_path((len(windows.sources), len(windows.targets)), bead_scores, skip=skip)
    return tuple(
        Bead(tuple(range(i - a, i)), tuple(range(j - b, j)), windows.margin((i, j), (a, b))) for (i, j), (a, b) in path
    )


def _centred(vectors: Vectors, texts: Sequence[str]) -> Vectors:
    """Return unit vectors around the side's mean, weighted by length, so that a sum is the vector of a longer text.

    Of n vectors n / (n + 1) of the mean is subtracted: the mean of few sentences is their own subject.
    """
    if not len(texts):
        return vectors
    centred = vectors - len(texts) / (len(texts) + 1) * vectors.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)  # a vector may be the mean itself
    return np.asarray(centred * _lengths(texts)[:, None], dtype=np.float32)


def _semantic_scores(
    sources: Sequence[str], targets: Sequence[str], windows: Windows, settings: Settings
) -> BeadScores:
    """Return scores of sentence vectors: the cosine above half of the neighbours', weighted by similar lengths.

    The log probability of the lengths and the number of sentences add a little.
    """
    source_sums, target_sums, ratio = _length_sums(sources, targets)

    def bead_scores(start: int, stop: int) -> NDArray[np.float64]:
        cosines, neighbours = windows.cosines(start, stop, SIZES)
        scores = cosines - NEIGHBOURS * neighbours
        for s, (a, b) in enumerate(SIZES):
            # Shapes (rows, 1) and (1, targets): every source side meets every target side.
            source_lengths, target_lengths = source_sums[a][start:stop, None], target_sums[b][None, :]
            scaled = target_lengths / ratio
            shorter, longer = np.minimum(source_lengths, scaled), np.maximum(source_lengths, scaled)
            scores[s] *= np.sqrt(np.log2(1 + shorter / np.maximum(longer, 1)))  # 1 for equal lengths, 0 for nothing
            length_scores = lexical.length_score(source_lengths, target_lengths, ratio)
            scores[s] += settings.length * np.maximum(length_scores, LENGTH_FLOOR)
            scores[s] += settings.more * (a + b - 2)
        return scores

    return bead_scores


def _lexical_scores(sources: Sequence[str], targets: Sequence[str], windows: Windows) -> BeadScores:
    """Return scores of shared words: their cosine above the neighbours', and log probabilities of length and size."""
    source_sums, target_sums, ratio = _length_sums(sources, targets)

    def bead_scores(start: int, stop: int) -> NDArray[np.float64]:
        cosines, neighbours = windows.cosines(start, stop, SIZES)
        scores = LEXICAL_WEIGHT * (cosines - LEXICAL_NEIGHBOURS * neighbours)
        for s, (a, b) in enumerate(SIZES):
            source_lengths, target_lengths = source_sums[a][start:stop, None], target_sums[b][None, :]
            scores[s] += lexical.length_score(source_lengths, target_lengths, ratio) + EXTRA_SENTENCE * (a + b - 2)
        return scores

    return bead_scores


def _length_sums(sources: Sequence[str], targets: Sequence[str]) -> tuple[Sums, Sums, float]:
    """Return the characters of both sides of beads, and the ratio of target to source characters in the whole text."""
    source_lengths, target_lengths = _lengths(sources), _lengths(targets)
    source_sums, target_sums = (
        {size: _sums(lengths, size) for size in range(1, REACH)} for lengths in (source_lengths, target_lengths)
    )
    return source_sums, target_sums, max(target_lengths.sum(), 1) / max(source_lengths.sum(), 1)


def _lengths(texts: Sequence[str]) -> NDArray[np.float64]:
    return np.array([len(text.strip()) for text in texts], dtype=np.float64)


def _sums(values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Return the sum of each value and the size - 1 before it."""
    running = np.cumsum(values)
    sums: NDArray[np.float64] = running - np.concatenate([np.zeros(size), running])[: len(values)]
    return sums
