"""Sentences find their translations, in both engines, and every sentence is in exactly one bead."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from tertium.corpora.alignment.align import align, align_vectors, grade
from tertium.corpora.alignment.beads import SIZES, best_path
from tertium.corpora.encoders.choice import load
from tertium.corpora.types import Bead

ENGLISH = [
    "The harbour office opened in 1998.",
    "Today 40 people work there, most of them from Rotterdam.",
    "In winter the ice closes the river for weeks.",
    "Nobody knows why the old crane was never sold.",
]
GERMAN = [
    "Das Hafenamt wurde 1998 eröffnet.",
    "Heute arbeiten dort 40 Menschen.",
    "Die meisten kommen aus Rotterdam.",
    "Abonnieren Sie unseren kostenlosen Newsletter!",
    "Im Winter sperrt das Eis den Fluss wochenlang.",
    "Niemand weiß, warum der alte Kran nie verkauft wurde.",
]


@pytest.fixture(params=["use", None])
def beads(request: pytest.FixtureRequest) -> tuple[Bead, ...]:
    return align(ENGLISH, GERMAN, load(request.param) if request.param else None)


def test_a_split_sentence_and_a_foreign_one_are_found() -> None:
    found = [(bead.sources, bead.targets) for bead in align(ENGLISH, GERMAN, load("use"))]
    assert found == [((0,), (0,)), ((1,), (1, 2)), ((), (3,)), ((2,), (4,)), ((3,), (5,))]


def test_every_sentence_is_in_one_bead_in_order(beads: tuple[Bead, ...]) -> None:
    assert [i for bead in beads for i in bead.sources] == list(range(len(ENGLISH)))
    assert [j for bead in beads for j in bead.targets] == list(range(len(GERMAN)))


def test_only_a_bead_with_both_sides_has_a_confidence(beads: tuple[Bead, ...]) -> None:
    for bead in beads:
        assert math.isnan(bead.confidence) == (not bead.sources or not bead.targets)


@pytest.mark.parametrize("encoder", ["use", None])
@pytest.mark.parametrize("sources", [1, 2, 3])
def test_texts_shorter_than_a_bead_are_aligned(encoder: str | None, sources: int) -> None:
    beads = align(ENGLISH[:sources], GERMAN[:1], load(encoder) if encoder else None)
    assert (beads[0].sources[0], beads[0].targets) == (0, (0,))


def test_a_bead_without_partner_is_rejected() -> None:
    assert grade(Bead((0,), ())) == "reject"
    assert grade(Bead((0,), (0,), 0.9)) == "ok"


@pytest.mark.parametrize("encoder", ["use", None])
@pytest.mark.parametrize(("sources", "targets"), [([], []), (["A."], []), ([], ["A.", "B."])])
def test_an_empty_side_gives_only_skips(encoder: str | None, sources: list[str], targets: list[str]) -> None:
    beads = align(sources, targets, load(encoder) if encoder else None)
    assert len(beads) == len(sources) + len(targets)


def test_empty_sentences_do_not_hinder() -> None:
    assert len(align(["", *ENGLISH, " "], ["", *GERMAN], None)) > 0
    vectors = np.zeros((2, 3), dtype=np.float32)
    assert len(align_vectors(["", ""], ["", ""], vectors, vectors)) > 0


@pytest.mark.parametrize(("n", "m"), [(1, 1), (2, 3), (4, 3), (3, 5), (40, 2)])
def test_the_path_is_the_best_of_all(n: int, m: int) -> None:
    scores = np.random.default_rng(n * m).normal(size=(len(SIZES), n, m))
    path = best_path((n, m), lambda start, stop: scores[:, start:stop], skip=-0.3)
    reached = sum(-0.3 if 0 in size else scores[SIZES.index(size), i - 1, j - 1] for (i, j), size in path)
    assert reached == pytest.approx(_best(scores, n, m, -0.3))


def _best(scores: np.ndarray[tuple[int, ...], np.dtype[np.float64]], n: int, m: int, skip: float) -> float:
    best = {(0, 0): 0.0}
    for i, j in itertools.product(range(n + 1), range(m + 1)):
        ways = [best[i - 1, j] + skip] if i else []
        ways += [best[i, j - 1] + skip] if j else []
        ways += [best[i - a, j - b] + scores[s, i - 1, j - 1] for s, (a, b) in enumerate(SIZES) if a <= i and b <= j]
        best[i, j] = max(ways, default=0.0)
    return float(best[n, m])
