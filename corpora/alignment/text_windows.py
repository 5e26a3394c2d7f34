"""Windows of several sentences encoded as text: an encoder says more of a text than of the sum of its sentences."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.corpora.alignment.beads import SIZES
from tertium.corpora.text.scripts import is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from tertium.corpora.alignment.beads import NearBeads, Size
    from tertium.corpora.encoders.base import Encode, Vectors

EXPECTED: Final = 5
"""Encoded windows of a size that the sums of sentence vectors count for where the mean of all windows is estimated."""


class Side(NamedTuple):
    """One of the texts.

    Attributes:
        texts: its sentences.
        vectors: of the sentences, shape (sentences, d).
        lengths: characters of each.
    """

    texts: Sequence[str]
    vectors: Vectors
    lengths: NDArray[np.float64]


class TextWindows:
    """The cosines of beads whose sides are encoded as texts. Only the beads near the best path are known.

    Args:
        sources: the one text.
        targets: the other.
        near: beads near the best path.
        encode: returns unit vectors of texts; called only if a bead has several sentences of a side.
    """

    def __init__(self, sources: Side, targets: Side, near: Iterable[NearBeads], encode: Encode) -> None:
        self._beads: dict[int, list[NearBeads]] = defaultdict(list)
        windows: tuple[set[Size], set[Size]] = (set(), set())
        for beads in near:
            self._beads[beads.source].append(beads)
            a, b = SIZES[beads.size]
            windows[0].add((a, beads.source))
            windows[1].update((b, int(target)) for target in beads.targets)
        self._sources, self._targets = (
            _encode(side, wanted, encode) for side, wanted in zip((sources, targets), windows, strict=True)
        )

    @property
    def encoded(self) -> bool:
        """Whether a window of several sentences is near the best path; without one, all cosines are the sums'."""
        return bool(self._sources.windows or self._targets.windows)

    def cosines(self, start: int, stop: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return cosines as `Windows.cosines` does, nan for beads that are not near the best path."""
        shape = (len(SIZES), stop - start, len(self._targets.single))
        cosines, neighbours = np.full(shape, np.nan), np.full(shape, np.nan)
        for source in range(start, stop):
            for beads in self._beads.get(source, ()):
                for target in beads.targets:
                    bead = self._cosine((source, int(target)), SIZES[beads.size])
                    place = (beads.size, source - start, target)
                    cosines[place], neighbours[place] = bead
        return cosines, neighbours

    def margin(self, ends: Size, size: Size) -> float:
        """Return the cosine of a bead minus the mean cosine with its neighbours, as `Windows.margin` does."""
        cosine, neighbours = self._cosine((ends[0] - 1, ends[1] - 1), size)
        return cosine - neighbours

    def support(self, ends: Size, size: Size) -> float:
        """Return the least cosine of a sentence of a bead with the other side, as `Windows.support` does."""
        (i, j), (a, b) = ends, size
        source, target = self._sources.window(a, i - 1), self._targets.window(b, j - 1)
        cosines = [float(vector @ target) for vector in self._sources.single[i - a : i] if a > 1]
        cosines += [float(vector @ source) for vector in self._targets.single[j - b : j] if b > 1]
        return min(cosines, default=1.0)

    def _cosine(self, last: Size, size: Size) -> tuple[float, float]:
        """Return a bead's cosine and its neighbours' mean, a missing neighbour being 0."""
        (i, j), (a, b) = last, size
        source, target = self._sources.window(a, i), self._targets.window(b, j)
        neighbours = sum(float(source @ vector) for vector in self._targets.beside(b, j))
        neighbours += sum(float(target @ vector) for vector in self._sources.beside(a, i))
        return float(source @ target), neighbours / 4


class _Vectors(NamedTuple):
    """Unit vectors of one text around the means.

    Attributes:
        single: of its sentences.
        windows: of several sentences, by their number and the index of the last.
    """

    single: NDArray[np.float32]
    windows: dict[Size, NDArray[np.float32]]

    def window(self, size: int, last: int) -> NDArray[np.float32]:
        return self.single[last] if size == 1 else self.windows[size, last]

    def beside(self, size: int, last: int) -> list[NDArray[np.float32]]:
        return [self.single[k] for k in (last - size, last + 1) if 0 <= k < len(self.single)]


def _encode(side: Side, wanted: set[Size], encode: Encode) -> _Vectors:
    by_size: dict[int, list[int]] = defaultdict(list)
    for size, last in sorted(wanted):
        if size > 1:
            by_size[size].append(last)
    places = [(size, last) for size, ends in by_size.items() for last in ends]
    glue = "" if is_unspaced("".join(side.texts)) else " "
    texts = [glue.join(side.texts[last - size + 1 : last + 1]) for size, last in places]
    # Half precision hides how a machine rounds, as in the sentences' vectors of a build.
    encoded = encode(texts).astype(np.float16).astype(np.float32) if texts else side.vectors[:0]
    windows, row = {}, 0
    for size, ends in by_size.items():
        vectors = encoded[row : row + len(ends)]
        centred = _unit(vectors - _mean(side, size, ends, vectors))
        windows.update({(size, last): vector for last, vector in zip(ends, centred, strict=True)})
        row += len(ends)
    return _Vectors(_unit(side.vectors - _shrunk(side.vectors.mean(axis=0), len(side.vectors))), windows)


def _mean(side: Side, size: int, ends: Sequence[int], vectors: Vectors) -> NDArray[np.float32]:
    """Estimate the mean vector of all windows of a size from those that are encoded.

    All windows' sums of sentence vectors are known; what the encoded ones differ from their sums is added to the mean
    of the sums (a control variate).
    """
    weighted = np.cumsum(side.vectors * side.lengths[:, None], axis=0, dtype=np.float64)
    totals = weighted[size - 1 :].copy()
    totals[1:] -= weighted[:-size]
    sums = _unit(totals.astype(np.float32))
    difference = (vectors - sums[np.array(ends) - size + 1]).mean(axis=0)
    mean = sums.mean(axis=0) + len(ends) / (len(ends) + EXPECTED) * difference
    return _shrunk(mean, len(side.texts))


def _shrunk(mean: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return what is subtracted of a mean of so many sentences: the mean of few is their own subject."""
    return np.asarray(count / (count + 1) * mean, dtype=np.float32)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32)
