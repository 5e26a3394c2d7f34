"""Which words' segments add most to a difference: of sources and of references, each word by itself."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.text.scripts import split_by_spacing, starts_unspaced
from tertium.corpora.text.words import runs
from tertium.evals.results.triage import WordShare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tertium.metrics.base import Scores

LEAST: Final = 5
"""Segments that must have a word: what fewer add is theirs, and not the word's."""
FEW: Final = 10
"""With fewer documents their segments count as the observations: of one document every word has the same z."""


def distinct_words(text: str) -> frozenset[str]:
    """Return the words and numbers of a text in lower case; of a script without spaces neighbouring characters."""
    return frozenset(word for run in runs(text.casefold()) for part in split_by_spacing(run) for word in _terms(part))


def _terms(part: str) -> list[str]:
    pairs = [part[i : i + 2] for i in range(len(part) - 1)]  # one character is seldom a word, and means too much
    return pairs or [part] if starts_unspaced(part) else [part]


class Looked(NamedTuple):
    """The words with the lowest and the highest z, and how many words there were."""

    words: list[WordShare]
    number: int


def word_shares(  # noqa: PLR0913, PLR0917 - each is data of another kind
    system: str,
    text: str,
    column: Sequence[str | None],
    shares: Scores,
    documents: NDArray[np.intp],
    shown: int,
) -> Looked:
    """Return the words whose segments' shares differ most from what segments of their length have.

    Long segments have most words and most of the difference: so a segment is expected to have a part of the difference
    that is in proportion to the characters of its text. Where most segments have no share, those of a word often have
    none at all, and hardly any scatter: so the error of a word's sum is the larger of two, that of its own documents
    and that of as many characters anywhere in the set.

    Args:
        system: its name.
        text: "source" or "reference", what the column is.
        column: the text of every segment.
        shares: see `tertium.evals.shares`, shape (segments,); nan doesn't count.
        documents: index of each segment's document.
        shown: how many of the lowest, and of the highest, z.
    """
    segments: dict[str, list[int]] = {}
    for i in np.flatnonzero(~np.isnan(shares)).tolist():
        for word in distinct_words(column[i] or ""):
            segments.setdefault(word, []).append(i)
    clusters = documents if len(np.unique(documents)) >= FEW else np.arange(len(documents))
    lengths = np.where(np.isnan(shares), 0.0, [len(text or "") for text in column])
    size = max(lengths.sum(), 1)
    unexpected = shares - lengths * (np.nansum(shares) / size)
    least_errors = np.sqrt(lengths * (np.nansum(np.square(unexpected)) / size))
    rows = [
        _row(system, text, word, np.array(places), shares, unexpected, least_errors, clusters)
        for word, places in sorted(segments.items())
        if len(places) >= LEAST
    ]
    ordered = sorted(rows, key=lambda row: row.z)
    lowest = [row for row in ordered[:shown] if row.z < 0]
    highest = [row for row in ordered[::-1][:shown] if row.z > 0]
    return Looked([*lowest, *highest], len(rows))


def _row(  # noqa: PLR0913, PLR0917 - the parts of one row
    system: str,
    text: str,
    word: str,
    places: NDArray[np.intp],
    shares: Scores,
    unexpected: Scores,
    least_errors: Scores,
    clusters: NDArray[np.intp],
) -> WordShare:
    _, cluster = np.unique(clusters[places], return_inverse=True)
    sums = np.bincount(cluster, weights=unexpected[places])
    excess = float(sums.sum())
    error = float(max(np.linalg.norm(sums), np.linalg.norm(least_errors[places])))
    return WordShare(
        system, text, word, len(places), float(shares[places].sum()), excess, excess / error if error else 0.0
    )


def chance(words: int) -> float:
    """Return the |z| that the largest of so many independent words exceeds in one set of twenty by chance."""
    return NormalDist().inv_cdf(1 - 0.025 / words) if words else float("nan")
