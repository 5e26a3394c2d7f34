"""What two languages share on the page: numbers, names and cognates as vectors, and lengths; no model."""

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
"""Of the hashed vectors."""

GRAM: Final = 4
"""Characters of a piece of a word (Bleualign and Moore use whole words; pieces find cognates)."""

DENSE_GRAM: Final = 2
"""Letters of a piece in a script of which a letter says more: Han, kana, Hangul, Thai with its vowels and tones."""

MARKED: Final = regex.compile(rf"[\p{{M}}{SOUTH_EAST_ASIAN}]")
"""Where a letter may be several characters."""

VARIANCE: Final = 6.8
"""Of a translation's length per character of its source (Gale and Church 1993, table 3)."""


def shared_vectors(sources: Sequence[str], targets: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return tf-idf vectors of what two languages share: names, cognates, and numbers twice; shape (texts, 8192)."""
    ours, theirs = ([_telling(text) for text in side] for side in (sources, targets))
    shared = {piece for counted in ours for piece in counted} & {piece for counted in theirs for piece in counted}
    made = _hashed([Counter({one: n for one, n in c.items() if one in shared}) for c in (*ours, *theirs)])
    return made[: len(ours)], made[len(ours) :]


def _telling(text: str) -> Counter[str]:
    counted = Counter(one for one in pieces(text) if len(one) >= GRAM or one.isdigit() or starts_dense(one))
    counted.update(one for one in list(counted.elements()) if one.isdigit())
    return counted


def _hashed(counts: Sequence[Counter[str]]) -> NDArray[np.float32]:
    """Return one vector per text; the sign of a piece keeps the pieces of one place from adding up."""
    spread = Counter(piece for counted in counts for piece in counted)
    made = np.zeros((len(counts), DIMENSIONS), dtype=np.float32)
    for row, counted in zip(made, counts, strict=True):
        for piece, count in counted.items():
            place = zlib.crc32(piece.encode("utf-8", "replace"))
            row[place % DIMENSIONS] += count * log(len(counts) / spread[piece]) * (1 if place >> 31 else -1)
    return made


def length_score(sources: NDArray[np.float64], targets: NDArray[np.float64], ratio: float) -> NDArray[np.float64]:
    """Return the log probability that lengths differ by chance as much as these (Gale and Church 1993); 0 is best.

    Args:
        sources: characters.
        targets: characters, of a shape that broadcasts.
        ratio: target characters per source character in the whole text.
    """
    scaled = targets / ratio
    spread = np.sqrt(VARIANCE * np.maximum((sources + scaled) / 2, 1))
    score: NDArray[np.float64] = np.log(np.maximum(_two_tails(np.abs(scaled - sources) / spread), 1e-30))
    return score


def _two_tails(deviation: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return P(|x| > deviation) of a standard normal x (Abramowitz and Stegun 26.2.17, to 1e-7)."""
    t = 1 / (1 + 0.2316419 * deviation)
    polynomial = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    tails: NDArray[np.float64] = 2 * polynomial * np.exp(-deviation * deviation / 2) / np.sqrt(2 * np.pi)
    return tails


def pieces(text: str) -> Iterable[str]:
    """Yield short words and numbers whole, 4-grams of longer words, 2-grams of letters in scripts without spaces."""
    for run in runs(text.casefold()):
        yield from _of_run(run)


def is_pair(piece: str) -> bool:
    """Whether a piece is two letters of a script without spaces."""
    return len(piece) > 1 and starts_unspaced(piece) and len(clusters(piece)) > 1


@lru_cache(maxsize=100_000)
def _of_run(run: str) -> tuple[str, ...]:
    return tuple(piece for part in split_by_spacing(run) for piece in _of_part(without_accents(part)))


def _of_part(part: str) -> Iterable[str]:
    if part.isdecimal():
        return (digits(part),)
    letters = clusters(part) if starts_unspaced(part) and MARKED.search(part) else part
    size = DENSE_GRAM if starts_dense(part) else GRAM
    return ("".join(letters[i : i + size]) for i in range(max(len(letters) - size, 0) + 1))
