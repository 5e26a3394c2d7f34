"""Sentences find their translations, in both engines, and every sentence is in exactly one bead."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.alignment.align import OK, REVIEW, align, align_vectors, grade
from tertium.corpora.encoders.choice import load
from tertium.corpora.types import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

SENTENCES = st.lists(st.text("abcd 12.", max_size=12) | st.text(max_size=8), max_size=7)
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


@pytest.mark.parametrize("encoder", ["use", None])
@pytest.mark.parametrize(("sources", "targets"), [([], []), (["A."], []), ([], ["A.", "B."])])
def test_an_empty_side_gives_only_skips(encoder: str | None, sources: list[str], targets: list[str]) -> None:
    beads = align(sources, targets, load(encoder) if encoder else None)
    assert len(beads) == len(sources) + len(targets)


def test_empty_sentences_do_not_hinder() -> None:
    assert len(align(["", *ENGLISH, " "], ["", *GERMAN], None)) > 0
    vectors = np.zeros((2, 3), dtype=np.float32)
    assert len(align_vectors(["", ""], ["", ""], vectors, vectors)) > 0


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
    source, target = (rng.normal(size=(len(side), 4)).astype(np.float32) for side in (sources, targets))
    covers(align_vectors(sources, targets, source, target), len(sources), len(targets))


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [(1.0, "ok"), (OK, "ok"), (OK - 1e-9, "review"), (REVIEW, "review"), (REVIEW - 1e-9, "reject")],
)
def test_a_bead_is_graded_by_its_confidence(confidence: float, expected: str) -> None:
    assert grade(Bead((0,), (0,), confidence)) == expected
    assert grade(Bead((0,), (), confidence)) == "reject"


@pytest.mark.parametrize(("cosine", "beads"), [(0.3, 1), (0.06, 1), (-0.13, 1), (-0.15, 2), (-0.5, 2)])
def test_a_sentence_is_left_alone_only_where_a_bead_is_worse_than_two_skips(cosine: float, beads: int) -> None:
    source, target = np.array([[1.0, 0.0]], np.float32), np.array([[cosine, math.sqrt(1 - cosine**2)]], np.float32)
    assert len(align_vectors(["same length"], ["same length"], source, target)) == beads
