"""How alike two articles are in meaning: vectors around a language's mean, and what alignment says of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.align import align, align_vectors
from tertium.corpora.text.numbers import NUMBER, digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.encoders.base import Encoder, Vectors
    from tertium.corpora.types import Bead

PRIOR_WEIGHT: Final = 100
"""Sentences that the prior mean counts for: a folder of few articles would else be its own mean."""

PRIOR: Final = (
    "The meeting will take place next week.",
    "He said that nothing had changed.",
    "Prices rose by three percent last year.",
    "We do not know why this happened.",
    "The house stands at the end of the street.",
    "She won the match in the second half.",
    "Where did you buy this bread?",
    "The law was passed by a narrow majority.",
    "It rained all day in the mountains.",
    "Scientists have found a new kind of beetle.",
    "The company will open two factories.",
    "Please read the instructions carefully.",
)
"""Sentences about nothing in particular, whose mean an encoder's vectors have in common."""

SAME: Final = 0.4
"""Cosine, around the means, from which two beads count as the same in meaning."""


class Evidence(NamedTuple):
    """What speaks for two articles being translations of each other.

    Attributes:
        score: mean cosine of their aligned sentences, weighted by characters; unaligned ones count 0. Up to 1.
        coverage: share of their characters in aligned sentences of the same meaning, 0 to 1.
        numbers: share of the numbers of both that both have, 0 to 1; nan where there are none.
    """

    score: float
    coverage: float
    numbers: float


def prior(encoder: Encoder) -> NDArray[np.float64]:
    """Return the mean that any text's vectors have."""
    vectors = encoder.encode(PRIOR)
    return np.asarray(vectors.mean(axis=0, dtype=np.float64))


def mean(total: NDArray[np.float64], count: int, prior: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return a language's mean vector: of `count` sentences that sum up to `total`, and of the prior."""
    made = (total + PRIOR_WEIGHT * prior) / (count + PRIOR_WEIGHT)
    return np.asarray(made, dtype=np.float32)


def centred(vectors: Vectors, mean: NDArray[np.float32]) -> Vectors:
    """Return unit vectors around the mean."""
    made = vectors - mean
    made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
    return np.asarray(made, dtype=np.float32)


def document(vectors: Vectors, sizes: NDArray[np.int32]) -> NDArray[np.float32]:
    """Return an article's unit vector: its sentences' centred ones, weighted by characters; zeros for an empty one."""
    total = (vectors * sizes[:, None]).sum(axis=0)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float32)


def compare(sources: tuple[Sequence[str], Vectors], targets: tuple[Sequence[str], Vectors]) -> Evidence:
    """Return the evidence on two articles, each given as its sentences and their centred vectors."""
    beads = aligned(sources, targets)
    ours, theirs = _lengths(sources[0]), _lengths(targets[0])
    whole = max(float(ours.sum() + theirs.sum()), 1.0)
    scored = [
        (cosine(bead, sources, targets), _size(bead, ours, theirs)) for bead in beads if bead.sources and bead.targets
    ]
    return Evidence(
        round(sum(value * size for value, size in scored) / whole, 4),
        round(sum(size for value, size in scored if value >= SAME) / whole, 4),
        round(shared_numbers(" ".join(sources[0]), " ".join(targets[0])), 4),
    )


def aligned(
    sources: tuple[Sequence[str], Vectors], targets: tuple[Sequence[str], Vectors], *, lexical: bool = False
) -> tuple[Bead, ...]:
    """Return the beads of two articles, given as sentences and vectors; by words and lengths where they tell more."""
    if lexical:
        return align(sources[0], targets[0], None)
    return align_vectors(sources[0], targets[0], sources[1], targets[1])


def cosine(bead: Bead, sources: tuple[Sequence[str], Vectors], targets: tuple[Sequence[str], Vectors]) -> float:
    """Return the cosine of a bead's sides."""
    ours, theirs = (_sum(part, indices) for part, indices in ((sources, bead.sources), (targets, bead.targets)))
    return float(ours @ theirs / max(float(np.linalg.norm(ours) * np.linalg.norm(theirs)), 1e-9))


def supported(vectors: Vectors, partners: Iterable[Vectors]) -> NDArray[np.float32]:
    """Return for each sentence the highest cosine with any sentence of any partner; -1 without partners."""
    best = np.full(len(vectors), -1.0, dtype=np.float32)
    for partner in partners:
        if len(partner) and len(vectors):
            best = np.maximum(best, (vectors @ partner.T).max(axis=1))
    return best


def shared_numbers(source: str, target: str) -> float:
    """Return the share of numbers that both texts have; thousands and decimals written either way are the same."""
    ours, theirs = numbers(source), numbers(target)
    total = sum(ours.values()) + sum(theirs.values())
    return 2 * sum((ours & theirs).values()) / total if total else float("nan")


def numbers(text: str) -> Counter[str]:
    """Return how often each number stands in a text, by its digits alone."""
    return Counter(map(digits, NUMBER.findall(text)))


def _sum(part: tuple[Sequence[str], Vectors], indices: tuple[int, ...]) -> NDArray[np.float32]:
    chosen = list(indices)
    return np.asarray((part[1][chosen] * _lengths([part[0][i] for i in chosen])[:, None]).sum(axis=0))


def _size(bead: Bead, ours: NDArray[np.float32], theirs: NDArray[np.float32]) -> float:
    return float(ours[list(bead.sources)].sum() + theirs[list(bead.targets)].sum())


def _lengths(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.array([len(text) for text in texts], dtype=np.float32)
