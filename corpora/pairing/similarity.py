"""Measures how similar two articles are in meaning, by sentence vectors around their language's mean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.alignment.align import Settings, align, align_vectors, pair_sentences
from tertium.corpora.alignment.beads import Gap
from tertium.corpora.text.numbers import NUMBER, digits
from tertium.corpora.types import Bead

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.encoders.base import Encode, Encoder, Vectors

PRIOR_WEIGHT: Final = 100
"""Sentences that the prior mean counts for: the mean of a folder of few articles would be the articles themselves."""

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
"""Sentences on no common subject: their mean is what all vectors of the encoder have in common."""

SAME_MEANING: Final = 0.4
"""Cosine, around the means, from which the two sides of a bead count as the same in meaning."""

MOVED: Final = 0.5
"""Cosine from which sentences that the path leaves without one of the same meaning are each other's translation. Wrong
pairs of docpairs gain nothing by it (up to .40 with and without), true ones with a paragraph moved about .1."""

EVIDENCE: Final = Settings(Gap(opens=0.0, extends=-0.07), neighbours=0.5, length=0.03)
"""Settings of the alignment that evidence comes from: every sentence had better find a partner. With the gap that beads
are made with, articles that don't belong together align only where they agree (docpairs: up to .43, not .40)."""


class Evidence(NamedTuple):
    """Evidence that two articles are translations of each other.

    Attributes:
        score: mean cosine of their aligned sentences, weighted by characters; unaligned ones count 0. Up to 1.
        coverage: share of their characters in aligned sentences of the same meaning, 0 to 1.
        numbers: share of the numbers of both that both have, 0 to 1; nan where there are none.
    """

    score: float
    coverage: float
    numbers: float


def prior_mean(encoder: Encoder) -> NDArray[np.float64]:
    """Return the mean vector that is expected of any text."""
    vectors = encoder.encode(PRIOR)
    return np.asarray(vectors.mean(axis=0, dtype=np.float64))


def language_mean(total: NDArray[np.float64], count: int, prior: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return a language's mean vector: the mean of the prior and of `count` sentences that sum up to `total`."""
    mean = (total + PRIOR_WEIGHT * prior) / (count + PRIOR_WEIGHT)
    return np.asarray(mean, dtype=np.float32)


def centre(vectors: Vectors, mean: NDArray[np.float32]) -> Vectors:
    """Return the vectors minus the mean, scaled to length 1: shape (sentences, dimensions)."""
    centred = vectors - mean
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)  # a vector may be the mean itself
    return np.asarray(centred, dtype=np.float32)


def document_vector(vectors: Vectors, sizes: NDArray[np.int32]) -> NDArray[np.float32]:
    """Return an article's unit vector: the sum of its centred sentence vectors, weighted by characters.

    An article without sentences has zeros.
    """
    total = (vectors * sizes[:, None]).sum(axis=0)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float32)


def compare(
    sources: tuple[Sequence[str], Vectors], targets: tuple[Sequence[str], Vectors], *, in_order: bool = False
) -> Evidence:
    """Return the evidence on two articles, each given as its sentences and their centred vectors.

    A translation may have a paragraph in another place, where the path pairs it with anything or nothing: its sentences
    count with their translations, wherever these stand, unless `in_order` asks about the order itself.
    """
    beads = pair_sentences(sources[0], targets[0], sources[1], targets[1], EVIDENCE)
    paired = [(bead, cosine(bead, sources, targets)) for bead in beads if bead.sources and bead.targets]
    sure = [bead for bead, score in paired if score >= SAME_MEANING]
    moved = [] if in_order else _moved(sure, sources[1], targets[1])
    lengths = _lengths(sources[0]), _lengths(targets[0])
    total = max(float(lengths[0].sum() + lengths[1].sum()), 1.0)
    scores = [(cosine(bead, sources, targets), _length(bead, *lengths)) for bead in moved]
    for bead in moved:  # their bead of the path has no more of them
        lengths[0][list(bead.sources)] = lengths[1][list(bead.targets)] = 0
    scores += [(score, _length(bead, *lengths)) for bead, score in paired]
    return Evidence(
        round(sum(score * length for score, length in scores) / total, 4),
        round(sum(length for score, length in scores if score >= SAME_MEANING) / total, 4),
        round(shared_numbers(" ".join(sources[0]), " ".join(targets[0])), 4),
    )


def align_articles(
    sources: tuple[Sequence[str], Vectors],
    targets: tuple[Sequence[str], Vectors],
    *,
    lexical: bool = False,
    encode: Encode | None = None,
) -> tuple[Bead, ...]:
    """Return the beads of two articles, each given as its sentences and their vectors.

    Args:
        sources: one article.
        targets: the other.
        lexical: whether the vectors are not used: where they are those of words, words and lengths align better.
        encode: the encoder that gave the vectors, asked for those of several sentences; None takes sums of the vectors.
    """
    if lexical:
        return align(sources[0], targets[0], None)
    return align_vectors(sources[0], targets[0], sources[1], targets[1], encode=encode)


def cosine(bead: Bead, sources: tuple[Sequence[str], Vectors], targets: tuple[Sequence[str], Vectors]) -> float:
    """Return the cosine of a bead's two sides, each the sum of its sentence vectors, weighted by characters."""
    source, target = _sum(sources, bead.sources), _sum(targets, bead.targets)
    return float(source @ target / max(float(np.linalg.norm(source) * np.linalg.norm(target)), 1e-9))


def best_cosines(vectors: Vectors, partners: Iterable[Vectors]) -> NDArray[np.float32]:
    """Return for each sentence the highest cosine with any sentence of any partner; -1 without partners."""
    best = np.full(len(vectors), -1.0, dtype=np.float32)
    for partner in partners:
        if len(partner) and len(vectors):
            best = np.maximum(best, (vectors @ partner.T).max(axis=1))
    return best


def shared_numbers(source: str, target: str) -> float:
    """Return the share of the numbers of both texts that both have, 0 to 1; nan without numbers.

    Only digits count, so that 1,000.5 and 1.000,5 are the same.
    """
    source_numbers, target_numbers = count_numbers(source), count_numbers(target)
    total = source_numbers.total() + target_numbers.total()
    return 2 * (source_numbers & target_numbers).total() / total if total else float("nan")


def count_numbers(text: str) -> Counter[str]:
    """Return how often each number occurs in a text, by its digits."""
    return Counter(map(digits, NUMBER.findall(text)))


def _moved(beads: Sequence[Bead], sources: Vectors, targets: Vectors) -> list[Bead]:
    """Return the pairs of sentences outside these beads with the same meaning, best first; a sentence is in one."""
    rows = _others(len(sources), [bead.sources for bead in beads])
    columns = _others(len(targets), [bead.targets for bead in beads])
    cosines = sources[rows] @ targets[columns].T
    near = np.argwhere(cosines >= MOVED)
    order = np.argsort(-cosines[tuple(near.T)], kind="stable")
    partners: dict[int, int] = {}
    for i, j in near[order].tolist():
        if rows[i] not in partners and columns[j] not in partners.values():
            partners[rows[i]] = columns[j]
    return [Bead((i,), (j,)) for i, j in partners.items()]


def _others(count: int, indices: Sequence[tuple[int, ...]]) -> list[int]:
    """Return the indices of so many sentences that are not among these."""
    return sorted(set(range(count)).difference(*indices))


def _sum(article: tuple[Sequence[str], Vectors], indices: tuple[int, ...]) -> NDArray[np.float32]:
    texts, vectors = article
    weights = _lengths([texts[i] for i in indices])[:, None]  # (sentences, 1), for (sentences, dimensions)
    return np.asarray((vectors[list(indices)] * weights).sum(axis=0))


def _length(bead: Bead, sources: NDArray[np.float32], targets: NDArray[np.float32]) -> float:
    return float(sources[list(bead.sources)].sum() + targets[list(bead.targets)].sum())


def _lengths(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.array([len(text) for text in texts], dtype=np.float32)
