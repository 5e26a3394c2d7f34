"""Windows encoded as text: only those near the best path, around the mean of their size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.alignment.beads import SIZES, NearBeads
from tertium.corpora.alignment.text_windows import Side, TextWindows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

RNG = np.random.default_rng(4)
ENGLISH = ("One.", "Two.", "Three.")
CHINESE = ("一二三。", "四五六。")


def unit(vectors: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def side(texts: Sequence[str]) -> Side:
    return Side(texts, unit(RNG.normal(size=(len(texts), 4))), np.array([float(len(text)) for text in texts]))


class Encoded(list[str]):
    """What was encoded, in order."""

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a vector for each text."""
        self.extend(texts)
        return unit(np.array([[len(text), 1.0, 2.0, 3.0] for text in texts]))


def near(size: tuple[int, int], source: int, *targets: int) -> NearBeads:
    return NearBeads(SIZES.index(size), source, np.array(targets))


def test_only_windows_of_several_sentences_of_near_beads_are_encoded_each_once_and_joined_as_the_script_asks() -> None:
    encoded = Encoded()
    TextWindows(side(ENGLISH), side(CHINESE), [near((2, 1), 1, 0, 1), near((2, 2), 1, 1), near((1, 1), 0, 0)], encoded)
    assert encoded == ["One. Two.", "一二三。四五六。"]


def test_beads_that_are_not_near_are_not_known() -> None:
    windows = TextWindows(side(ENGLISH), side(CHINESE), [near((2, 1), 1, 0)], Encoded())
    cosines, neighbours = windows.cosines(0, 3)
    assert cosines.shape == neighbours.shape == (len(SIZES), 3, 2)
    known = np.argwhere(~np.isnan(cosines)).tolist()
    assert known == np.argwhere(~np.isnan(neighbours)).tolist() == [[SIZES.index((2, 1)), 1, 0]]
    assert windows.margin((2, 1), (2, 1)) == pytest.approx((cosines - neighbours)[tuple(known[0])])
    assert -1 <= windows.support((2, 1), (2, 1)) <= 1
    assert windows.support((1, 1), (1, 1)) == 1


def test_neighbours_beyond_the_texts_count_as_nothing() -> None:
    windows = TextWindows(side(ENGLISH[:1]), side(CHINESE[:1]), [near((1, 1), 0, 0)], Encoded())
    cosines, neighbours = windows.cosines(0, 1)
    assert neighbours[0, 0, 0] == 0
    assert windows.margin((1, 1), (1, 1)) == pytest.approx(cosines[0, 0, 0])


def test_windows_are_centred_on_what_all_of_their_size_have_in_common() -> None:
    common = np.array([0.0, 0.0, 0.0, 3.0])
    texts = [f"{i}." for i in range(40)]
    vectors = unit(RNG.normal(size=(40, 4)) + common)
    text = Side(texts, vectors, np.full(40, 2.0))
    other = Side(texts, vectors, np.full(40, 2.0))
    sums = {f"{i - 1}. {i}.": unit((vectors[i - 1] + vectors[i])[None])[0] for i in range(1, 40)}
    beads = [near((2, 2), i, i) for i in range(1, 40)]
    windows = TextWindows(text, other, beads, lambda asked: np.array([sums[one] for one in asked]))
    mean = np.mean([windows._sources.windows[2, i] for i in range(1, 40)], axis=0)
    assert np.linalg.norm(mean) < 0.2
