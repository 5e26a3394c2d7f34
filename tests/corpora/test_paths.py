"""Whatever the texts and vectors: an alignment covers every sentence once and in order, and nothing gets lost."""

from __future__ import annotations

import math
from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.alignment.align import OK, REVIEW, align, align_vectors, grade
from tertium.corpora.alignment.beads import ROWS, SIZES, best_path
from tertium.corpora.alignment.windows import Windows
from tertium.corpora.resegmentation.resegment import Addition, Resegmentation, resegment
from tertium.corpora.types import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SENTENCE = st.text("abcd 12.", min_size=0, max_size=12) | st.text(max_size=8)
SENTENCES = st.lists(SENTENCE, max_size=7)


def covers(beads: Sequence[Bead], sources: int, targets: int) -> None:
    assert [i for bead in beads for i in bead.sources] == list(range(sources))
    assert [j for bead in beads for j in bead.targets] == list(range(targets))
    for bead in beads:
        assert bead.sources or bead.targets
        assert len(bead.sources) + len(bead.targets) <= 5
        assert math.isnan(bead.confidence) == (not (bead.sources and bead.targets))


@given(SENTENCES, SENTENCES)
def test_the_lexical_engine_covers_every_sentence_once_and_in_order(sources: list[str], targets: list[str]) -> None:
    covers(align(sources, targets, None), len(sources), len(targets))


@given(SENTENCES, SENTENCES, st.integers(0, 2**32 - 1))
def test_any_vectors_cover_every_sentence_once_and_in_order(sources: list[str], targets: list[str], seed: int) -> None:
    rng = np.random.default_rng(seed)
    ours, theirs = (rng.normal(size=(len(side), 4)).astype(np.float32) for side in (sources, targets))
    covers(align_vectors(sources, targets, ours, theirs), len(sources), len(targets))


@given(st.integers(0, 9), st.integers(0, 9), st.floats(-2, 0.5), st.integers(0, 2**32 - 1))
def test_a_path_goes_from_corner_to_corner_and_none_is_better(n: int, m: int, skip: float, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(len(SIZES), n, m))
    path = best_path((n, m), lambda start, stop: scores[:, start:stop], skip=skip)
    ends = [(0, 0), *(end for end, _ in path)]
    assert ends[-1] == (n, m)
    for (before, after), (_, size) in zip(pairwise(ends), path, strict=True):
        assert (after[0] - before[0], after[1] - before[1]) == size
        assert size in {*SIZES, (1, 0), (0, 1)}
    reached = sum(skip if 0 in size else scores[SIZES.index(size), i - 1, j - 1] for (i, j), size in path)
    best = {(0, 0): 0.0}
    for i, j in product(range(n + 1), range(m + 1)):
        ways = [best[i - a, j - b] + skip for a, b in ((1, 0), (0, 1)) if a <= i and b <= j]
        ways += [best[i - a, j - b] + scores[s, i - 1, j - 1] for s, (a, b) in enumerate(SIZES) if a <= i and b <= j]
        best[i, j] = max(ways, default=0.0)
    assert reached == pytest.approx(best[n, m])


@pytest.mark.parametrize("n", [ROWS - 1, ROWS, ROWS + 1, 2 * ROWS + 3])
def test_a_text_longer_than_a_block_of_rows_has_one_path(n: int) -> None:
    scores = np.full((len(SIZES), n, n), -1.0)
    scores[0][np.diag_indices(n)] = 1.0
    path = best_path((n, n), lambda start, stop: scores[:, start:stop], skip=-0.5)
    assert path == [((i + 1, i + 1), (1, 1)) for i in range(n)]


def test_of_beads_of_one_score_the_smallest_is_taken_and_a_bead_must_be_better_than_two_skips() -> None:
    same = np.zeros((len(SIZES), 2, 2))
    assert [size for _, size in best_path((2, 2), lambda a, b: same[:, a:b], skip=-1.0)] == [(1, 1), (1, 1)]
    alone = np.full((len(SIZES), 1, 1), -2.0)
    assert best_path((1, 1), lambda a, b: alone[:, a:b], skip=-1.01) == [((1, 1), (1, 1))]
    assert len(best_path((1, 1), lambda a, b: alone[:, a:b], skip=-1.0)) == 2


def cosine(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


@pytest.mark.parametrize(("start", "stop"), [(0, 9), (0, 4), (3, 7), (8, 9)])
def test_cosines_of_windows_are_those_of_sums_and_neighbours_beside_them(start: int, stop: int) -> None:
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(9, 5)), rng.normal(size=(7, 5))
    windows = Windows(x.astype(np.float32), y.astype(np.float32))
    cosines, beside = windows.cosines(start, stop, SIZES)
    assert cosines.shape == beside.shape == (len(SIZES), stop - start, 7)
    for (s, (a, b)), i, j in product(enumerate(SIZES), range(start, stop), range(7)):
        if i + 1 < a or j + 1 < b:
            continue
        ours, theirs = x[i + 1 - a : i + 1].sum(axis=0), y[j + 1 - b : j + 1].sum(axis=0)
        assert cosines[s, i - start, j] == pytest.approx(cosine(ours, theirs), abs=1e-5)
        around = [cosine(ours, y[k]) for k in (j - b, j + 1) if 0 <= k < 7]
        around += [cosine(x[k], theirs) for k in (i - a, i + 1) if 0 <= k < 9]
        assert beside[s, i - start, j] == pytest.approx(sum(around) / 4, abs=1e-5)
        margin = windows.margin((i + 1, j + 1), (a, b))
        assert margin == pytest.approx(cosine(ours, theirs) - sum(around) / 4, abs=1e-5)


@pytest.mark.parametrize(
    ("confidence", "what"),
    [(1.0, "ok"), (OK, "ok"), (OK - 1e-9, "review"), (REVIEW, "review"), (REVIEW - 1e-9, "reject")],
)
def test_a_bead_is_taken_looked_at_or_left_out_by_its_confidence(confidence: float, what: str) -> None:
    assert grade(Bead((0,), (0,), confidence)) == what
    assert grade(Bead((0,), (), confidence)) == "reject"


@given(st.lists(SENTENCE, min_size=1, max_size=5), st.lists(SENTENCE, max_size=5), st.sampled_from(["de", "zh", None]))
def test_a_realigned_text_is_all_there_and_in_order_but_for_additions(
    anchors: list[str], lines: list[str], language: str | None
) -> None:
    found = resegment(anchors, lines, language)
    assert len(found.texts) == len(anchors)
    assert sorted(squeezed(found.with_additions)) == sorted(squeezed(lines))
    if not found.additions:
        assert squeezed(found.texts) == squeezed(lines)
    assert found.omitted == tuple(i for i, text in enumerate(found.texts) if not text)
    assert all(-1 <= one.after < len(anchors) for one in found.additions)
    assert [one.after for one in found.additions] == sorted(one.after for one in found.additions)


def squeezed(texts: Sequence[str]) -> str:
    return "".join("".join(texts).split())


def test_what_stands_before_the_first_segment_stays_before_it() -> None:
    found = Resegmentation(("one", "", "three"), (Addition(-1, "zero"), Addition(0, "and"), Addition(1, "two")))
    assert found.with_additions == ("zero one and", "two", "three")


@pytest.mark.parametrize(("alike", "beads"), [(0.3, 1), (0.06, 1), (-0.13, 1), (-0.15, 2), (-0.5, 2)])
def test_a_sentence_is_left_alone_only_where_a_bead_is_worse_than_two_without_partner(alike: float, beads: int) -> None:
    ours, theirs = np.array([[1.0, 0.0]], np.float32), np.array([[alike, math.sqrt(1 - alike**2)]], np.float32)
    assert len(align_vectors(["same length"], ["same length"], ours, theirs)) == beads
