"""Sentences to sentences: n-m beads up to five sentences, 1-0 and 0-1 kept, none filtered by similarity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from tertium.corpora.alignment.beads import SIZES, best_path
from tertium.corpora.alignment.windows import Windows
from tertium.corpora.encoders import lexical
from tertium.corpora.types import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.corpora.alignment.beads import Block
    from tertium.corpora.encoders.base import Encoder, Vectors

Verdict = Literal["ok", "review", "reject"]
"""What to do with a bead: take it, look at it, or leave it out (only beads without a partner, and absurd ones)."""

OK, REVIEW = 0.05, -0.1
"""Confidence from which a bead is ok, and from which it is worth a look."""

BESIDE: Final = 0.5
"""How much of the neighbours' cosine is taken off a bead's: 1 favours 2-2 where sentences resemble their neighbours."""
LEAST: Final = -10.0
"""Of the log probability of lengths: beyond it, they say no more."""
LEXICAL_SKIP: Final = -6.0
LEXICAL_WEIGHT: Final = 8.0
LEXICAL_BESIDE: Final = 0.75
SPLIT: Final = -3.0
"""Log odds of one more sentence in a bead; Gale and Church 1993, table 5, have -2.3 for 2-1 against 1-1."""


class Settings(NamedTuple):
    """What tells beads of sentence vectors apart, beside the vectors.

    Attributes:
        skip: the score of a sentence without partner.
        length: weight of the log probability that lengths differ by chance as much (Gale and Church 1993).
        more: the score of one more sentence in a bead.
    """

    skip: float = -0.07
    length: float = 0.03
    more: float = -0.01


DEFAULT: Final = Settings()
"""Of articles, chosen on Text+Berg, ParIce and documents of four WMT sets, long and short, with segments merged, split
and dropped at random; there is a plateau around it."""


def align(sources: Sequence[str], targets: Sequence[str], encoder: Encoder | None) -> tuple[Bead, ...]:
    """Return beads that cover every sentence once, in order: the path of the highest score, exactly.

    Args:
        sources: sentences of one text.
        targets: sentences of its translation.
        encoder: knows both languages; None is the lexical engine, which needs no model.
    """
    if encoder is None:
        windows = Windows(*lexical.shared_vectors(sources, targets))
        return _beads(sources, targets, windows, _lexical_block(sources, targets, windows), LEXICAL_SKIP)
    made = encoder.encode([*sources, *targets])
    return align_vectors(sources, targets, made[: len(sources)], made[len(sources) :])


def align_vectors(
    sources: Sequence[str],
    targets: Sequence[str],
    of_sources: Vectors,
    of_targets: Vectors,
    *,
    settings: Settings = DEFAULT,
) -> tuple[Bead, ...]:
    """Return `align`'s beads where an encoder's vectors of the single sentences are at hand."""
    windows = Windows(_centred(of_sources, sources), _centred(of_targets, targets))
    return _beads(sources, targets, windows, _semantic_block(sources, targets, windows, settings), settings.skip)


def verdict(bead: Bead) -> Verdict:
    """Return what to do with a bead; one without a partner is rejected, a bad translation is not."""
    if not (bead.sources and bead.targets) or bead.confidence < REVIEW:
        return "reject"
    return "ok" if bead.confidence >= OK else "review"


def _beads(
    sources: Sequence[str], targets: Sequence[str], windows: Windows, block: Block, skip: float
) -> tuple[Bead, ...]:
    path = best_path((len(sources), len(targets)), block, skip=skip)
    return tuple(
        Bead(tuple(range(i - a, i)), tuple(range(j - b, j)), windows.margin((i, j), (a, b))) for (i, j), (a, b) in path
    )


def _centred(vectors: Vectors, texts: Sequence[str]) -> Vectors:
    """Return unit vectors around the side's mean, weighted by length, so that a sum is the vector of a longer text.

    The mean of n is taken off by n / (n + 1): that of few sentences is their own subject.
    """
    if not len(texts):
        return vectors
    made = vectors - len(texts) / (len(texts) + 1) * vectors.mean(axis=0)
    made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
    return np.asarray(made * _lengths(texts)[:, None], dtype=np.float32)


def _semantic_block(sources: Sequence[str], targets: Sequence[str], windows: Windows, settings: Settings) -> Block:
    """Cosine above half of what the neighbours reach, by how alike the lengths are, and how probable that is."""
    characters, counterparts = _lengths(sources), _lengths(targets)
    ratio = max(counterparts.sum(), 1) / max(characters.sum(), 1)

    def block(start: int, stop: int) -> NDArray[np.float64]:
        cosines, beside = windows.cosines(start, stop, SIZES)
        scores = cosines - BESIDE * beside
        for s, (a, b) in enumerate(SIZES):
            ours, theirs = _sums(characters, a)[start:stop, None], _sums(counterparts, b)[None, :]
            scaled = theirs / ratio
            scores[s] *= np.sqrt(np.log2(1 + np.minimum(ours, scaled) / np.maximum(np.maximum(ours, scaled), 1)))
            scores[s] += settings.length * np.maximum(lexical.length_score(ours, theirs, ratio), LEAST)
            scores[s] += settings.more * (a + b - 2)
        return scores

    return block


def _lexical_block(sources: Sequence[str], targets: Sequence[str], windows: Windows) -> Block:
    """What is shared above what the neighbours share, and the log probabilities of length and size."""
    characters, counterparts = _lengths(sources), _lengths(targets)
    ratio = max(counterparts.sum(), 1) / max(characters.sum(), 1)

    def block(start: int, stop: int) -> NDArray[np.float64]:
        cosines, beside = windows.cosines(start, stop, SIZES)
        scores = LEXICAL_WEIGHT * (cosines - LEXICAL_BESIDE * beside)
        for s, (a, b) in enumerate(SIZES):
            ours, theirs = _sums(characters, a)[start:stop, None], _sums(counterparts, b)[None, :]
            scores[s] += lexical.length_score(ours, theirs, ratio) + SPLIT * (a + b - 2)
        return scores

    return block


def _lengths(texts: Sequence[str]) -> NDArray[np.float64]:
    return np.array([len(text.strip()) for text in texts], dtype=np.float64)


def _sums(values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Return the sum of each value and the size - 1 before it."""
    sums = np.cumsum(values)
    of_windows: NDArray[np.float64] = sums - np.concatenate([np.zeros(size), sums])[: len(values)]
    return of_windows
