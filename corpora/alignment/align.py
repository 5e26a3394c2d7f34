"""Sentences to sentences: n-m beads up to six sentences, 1-0 and 0-1 kept, none filtered by similarity.

First the vectors of single sentences are aligned, a window of several sentences being their sum. The sure beads of that
path tell the ratio of lengths. Where there is an encoder, the windows near the best path are then encoded as text, and
the path is taken anew.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import numpy as np

from tertium.corpora.alignment.beads import IMPOSSIBLE, SIZES, Gap, best_path, near_best
from tertium.corpora.alignment.lengths import Lengths
from tertium.corpora.alignment.text_windows import Side, TextWindows
from tertium.corpora.alignment.windows import Windows
from tertium.corpora.encoders import lexical
from tertium.corpora.types import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.corpora.alignment.beads import BeadScores, Size
    from tertium.corpora.encoders.base import Encode, Encoder, Vectors

OK, REVIEW = 0.2, 0.0
"""Least confidence of a good and of a doubtful bead, below which it is absurd; docs/alignment.md has the figures."""

LENGTH_FLOOR: Final = -10.0
"""Floor of the log probability of lengths: beyond it, they say no more."""
SURE: Final = 0.1
"""Confidence from which a bead of the first path tells the ratio of lengths."""
SLACK: Final = 0.2
"""How far below the best path a path may score for the windows of its beads to be encoded."""

# Without an encoder, scores are log odds: the log probability of the lengths, plus shared words by these weights.
LEXICAL_GAP: Final = Gap(opens=-5.0, extends=-2.0)
"""Score of a run of sentences without partner."""
LEXICAL_WEIGHT: Final = 8.0
"""Weight of the cosine of shared words."""
LEXICAL_NEIGHBOURS: Final = 0.75
"""Share of the neighbours' cosine that is taken off a bead's."""
EXTRA_SENTENCE: Final = -3.0
"""Log odds of one more sentence in a bead; Gale and Church 1993, table 5, have -2.3 for 2-1 against 1-1."""

_EXTRA = np.array([a + b - 2 for a, b in SIZES])[:, None, None]
"""Sentences of each size beyond one of each side: shape (sizes, 1, 1)."""


class Settings(NamedTuple):
    """Weights of the score of a bead, beside the cosine of its sentence vectors.

    Attributes:
        gap: the score of sentences without partner. `extends` above 0 lets two texts go on without partner rather than
            pair sentences that hardly resemble each other.
        neighbours: share of the neighbours' cosine that is taken off a bead's: 1 would favour 2-2 where sentences
            resemble their neighbours.
        length: weight of the log probability that lengths differ by chance as much (Gale and Church 1993).
    """

    gap: Gap = Gap(opens=-0.22, extends=0.05)
    neighbours: float = 0.75
    length: float = 0.02


DEFAULT: Final = Settings()
"""Settings for articles; docs/alignment.md tells how they were chosen."""


class _Cosines(Protocol):
    """Cosines of beads, of sums of vectors or of encoded texts."""

    def cosines(self, start: int, stop: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the cosines of beads that end in source rows [start, stop), and their neighbours' means."""
        ...

    def margin(self, ends: Size, size: Size) -> float:
        """Return the cosine of a bead with both sides minus the mean cosine with its neighbours."""
        ...

    def support(self, ends: Size, size: Size) -> float:
        """Return the least cosine of a sentence of a bead with the other side."""
        ...


def align(
    sources: Sequence[str], targets: Sequence[str], encoder: Encoder | None, *, settings: Settings = DEFAULT
) -> tuple[Bead, ...]:
    """Return beads that cover every sentence once, in order: the path of the highest score.

    Args:
        sources: sentences of one text.
        targets: sentences of its translation.
        encoder: knows both languages; None is the lexical engine, which needs no model.
        settings: weights, for an encoder.
    """
    if encoder is None:
        windows = Windows(*lexical.shared_vectors(sources, targets))
        scores = partial(_lexical_scores, windows, Lengths.of(sources, targets))
        return score_path(windows, best_path(windows.counts, scores, LEXICAL_GAP))
    vectors = encoder.encode([*sources, *targets])
    source_vectors, target_vectors = vectors[: len(sources)], vectors[len(sources) :]
    return align_vectors(sources, targets, source_vectors, target_vectors, settings=settings, encode=encoder.encode)


def align_vectors(  # noqa: PLR0913 - texts and vectors of two sides
    sources: Sequence[str],
    targets: Sequence[str],
    source_vectors: Vectors,
    target_vectors: Vectors,
    *,
    settings: Settings = DEFAULT,
    encode: Encode | None = None,
) -> tuple[Bead, ...]:
    """Return `align`'s beads where an encoder's vectors of the single sentences are at hand.

    Args:
        sources: sentences of one text.
        targets: sentences of its translation.
        source_vectors: unit vectors, shape (sources, d).
        target_vectors: unit vectors, shape (targets, d).
        settings: weights.
        encode: the encoder that gave them, called only if windows of several sentences are near the best path; without
            it windows are the sums of the vectors to the end, which is faster.
    """
    lengths = Lengths.of(sources, targets)
    windows = Windows(centre(source_vectors, lengths.sources), centre(target_vectors, lengths.targets))

    def scores() -> BeadScores:
        return partial(semantic_scores, windows, lengths, settings)

    beads = score_path(windows, best_path(windows.counts, scores(), settings.gap))
    lengths = lengths.estimated([bead for bead in beads if bead.confidence > SURE])
    if encode is None or not (sources and targets):
        return score_path(windows, best_path(windows.counts, scores(), settings.gap))
    near = near_best(windows.counts, scores(), settings.gap, SLACK)
    texts = TextWindows(
        Side(sources, source_vectors, lengths.sources),
        Side(targets, target_vectors, lengths.targets),
        near.beads,
        encode,
    )
    if not texts.encoded:
        return score_path(texts, near.best)
    text_scores = partial(semantic_scores, texts, lengths, settings)
    return score_path(texts, best_path(windows.counts, text_scores, settings.gap))


def pair_sentences(
    sources: Sequence[str], targets: Sequence[str], source_vectors: Vectors, target_vectors: Vectors, settings: Settings
) -> tuple[Bead, ...]:
    """Return the beads of the first path alone, without their confidences; arguments as in `align_vectors`."""
    lengths = Lengths.of(sources, targets)
    windows = Windows(centre(source_vectors, lengths.sources), centre(target_vectors, lengths.targets))
    path = best_path(windows.counts, partial(semantic_scores, windows, lengths, settings), settings.gap)
    return tuple(Bead(tuple(range(i - a, i)), tuple(range(j - b, j))) for (i, j), (a, b) in path)


def score_path(windows: _Cosines, path: Sequence[tuple[Size, Size]]) -> tuple[Bead, ...]:
    """Return the beads of a path, each with its margin, or what its least supported sentence reaches if that is less.

    A bead that swallows a sentence without counterpart still has a good margin.
    """
    return tuple(
        Bead(
            tuple(range(i - a, i)),
            tuple(range(j - b, j)),
            min(windows.margin((i, j), (a, b)), windows.support((i, j), (a, b))) if a and b else float("nan"),
        )
        for (i, j), (a, b) in path
    )


def centre(vectors: Vectors, lengths: NDArray[np.float64]) -> Vectors:
    """Return unit vectors around the side's mean, weighted by length, so that a sum is the vector of a longer text.

    Of n vectors n / (n + 1) of the mean is subtracted: the mean of few sentences is their own subject.
    """
    if not len(vectors):
        return vectors
    centred = vectors - len(vectors) / (len(vectors) + 1) * vectors.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)  # a vector may be the mean itself
    return np.asarray(centred * lengths[:, None], dtype=np.float32)


def semantic_scores(
    windows: _Cosines, lengths: Lengths, settings: Settings, start: int, stop: int
) -> NDArray[np.float64]:
    """Return scores by an encoder: the cosine above a share of the neighbours', weighted by similar lengths.

    The log probability of the lengths adds a little. Beads whose cosine is not known are impossible.
    """
    cosines, neighbours = windows.cosines(start, stop)
    length_ratios, log_probabilities = lengths.compare(start, stop)
    scores = cosines - settings.neighbours * neighbours
    scores *= np.sqrt(np.log2(1 + length_ratios))  # 1 for equal lengths, 0 for nothing
    scores += settings.length * np.maximum(log_probabilities, LENGTH_FLOOR)
    return np.nan_to_num(scores, copy=False, nan=IMPOSSIBLE)


def _lexical_scores(windows: Windows, lengths: Lengths, start: int, stop: int) -> NDArray[np.float64]:
    """Return scores of shared words: their cosine above the neighbours', and log probabilities of length and size."""
    cosines, neighbours = windows.cosines(start, stop)
    _, log_probabilities = lengths.compare(start, stop)
    return LEXICAL_WEIGHT * (cosines - LEXICAL_NEIGHBOURS * neighbours) + log_probabilities + EXTRA_SENTENCE * _EXTRA
