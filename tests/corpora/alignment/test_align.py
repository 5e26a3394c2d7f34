"""Sentences find their translations, in both engines, and every sentence is in exactly one bead."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NoReturn

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.alignment.align import DEFAULT, OK, align, align_vectors, pair_sentences
from tertium.corpora.alignment.text_windows import TextWindows
from tertium.corpora.encoders.choice import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import Bead

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
        assert len(bead.sources) + len(bead.targets) <= 6
        assert math.isnan(bead.confidence) == (not (bead.sources and bead.targets))


@given(SENTENCES, SENTENCES)
def test_the_lexical_engine_covers_every_sentence_once_and_in_order(sources: list[str], targets: list[str]) -> None:
    covers(align(sources, targets, None), len(sources), len(targets))


@given(SENTENCES, SENTENCES, st.integers(0, 2**32 - 1))
def test_any_vectors_cover_every_sentence_once_and_in_order(sources: list[str], targets: list[str], seed: int) -> None:
    rng = np.random.default_rng(seed)
    source, target = (rng.normal(size=(len(side), 4)).astype(np.float32) for side in (sources, targets))
    covers(align_vectors(sources, targets, source, target), len(sources), len(targets))


@given(SENTENCES, SENTENCES, st.integers(0, 2**32 - 1))
def test_pairs_of_sentences_cover_every_sentence_too_and_have_no_confidence(
    sources: list[str], targets: list[str], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    source, target = (rng.normal(size=(len(side), 4)).astype(np.float32) for side in (sources, targets))
    beads = pair_sentences(sources, targets, source, target, DEFAULT)
    assert [i for bead in beads for i in bead.sources] == list(range(len(sources)))
    assert [j for bead in beads for j in bead.targets] == list(range(len(targets)))
    assert all(math.isnan(bead.confidence) for bead in beads)


@pytest.mark.parametrize(("cosine", "beads"), [(0.3, 1), (0.06, 1), (-0.33, 1), (-0.35, 2), (-0.5, 2)])
def test_a_sentence_is_left_alone_only_where_a_bead_is_worse_than_two_skips(cosine: float, beads: int) -> None:
    source, target = np.array([[1.0, 0.0]], np.float32), np.array([[cosine, math.sqrt(1 - cosine**2)]], np.float32)
    assert len(align_vectors(["same length"], ["same length"], source, target)) == beads


MAP = [
    "Museum finds lost map of the harbour",
    "The city museum has found a map of the harbour that was thought to be lost since the flood of 1953.",
    "It lay in a box of letters that a family from Bremen gave to the archive last year.",
    "The map is 1.8 metres wide and shows every pier, warehouse and crane by name.",
    '"We could not believe our eyes," said curator Hanna Wolf.',
    '"It is the only one of its kind."',
    "The museum bought a glass case for 12,000 euros and will show the map from 3 October.",
    "Visitors pay no entrance fee in the first week.",
    "Historians hope to learn where the old customs house stood.",
    "It burned down in 1871, and no picture of it is known.",
    "The map was drawn by an engineer called Jan Peters.",
    "He worked for the port for forty years and died in poverty.",
]
KARTE = [
    "Das Museum kaufte für 12.000 Euro eine Glasvitrine und zeigt den Plan ab dem 3. Oktober.",
    "Besucher zahlen in der ersten Woche keinen Eintritt.",
    "Historiker hoffen zu erfahren, wo das alte Zollhaus stand.",
    "Es brannte 1871 ab, und es ist kein Bild davon bekannt.",
    "Gezeichnet wurde der Plan von einem Ingenieur namens Jan Peters.",
    "Er arbeitete vierzig Jahre lang für den Hafen und starb in Armut.",
]


def test_each_sentence_of_a_missing_half_stands_alone() -> None:
    beads = [(bead.sources, bead.targets) for bead in align(MAP, KARTE, load("use"))]
    assert beads == [*(((i,), ()) for i in range(6)), *(((i + 6,), (i,)) for i in range(6))]


def test_without_a_model_a_bead_that_swallows_sentences_is_not_ok() -> None:
    for bead in align(MAP, KARTE, None):
        if bead.sources and bead.targets and min(bead.sources) < 6:
            assert bead.confidence < OK


def test_a_moved_paragraph_has_no_false_partner() -> None:
    moved = [*KARTE[2:], *KARTE[:2]]
    beads = align(MAP[6:], moved, load("use"))
    partners = {(source, target) for bead in beads for source in bead.sources for target in bead.targets}
    assert partners == {(2, 0), (3, 1), (4, 2), (5, 3)}
    alone = [(bead.sources, bead.targets) for bead in beads if not (bead.sources and bead.targets)]
    assert alone == [((0,), ()), ((1,), ()), ((), (4,)), ((), (5,))]


def test_windows_encoded_as_text_and_sums_of_sentences_agree_where_nothing_is_in_doubt() -> None:
    encoder = load("use")
    sources, targets = encoder.encode(ENGLISH), encoder.encode(GERMAN)
    sums = align_vectors(ENGLISH, GERMAN, sources, targets)
    texts = align_vectors(ENGLISH, GERMAN, sources, targets, encode=encoder.encode)
    assert [(bead.sources, bead.targets) for bead in sums] == [(bead.sources, bead.targets) for bead in texts]
    assert [bead.confidence for bead in sums] != [bead.confidence for bead in texts]


def test_nothing_is_encoded_where_each_sentence_has_one_partner_without_doubt() -> None:
    def encode(texts: Sequence[str]) -> NoReturn:
        pytest.fail(f"asked for {texts}")

    vectors = np.eye(6, dtype=np.float32)
    beads = align_vectors(KARTE, KARTE, vectors, vectors, encode=encode)
    assert [(bead.sources, bead.targets) for bead in beads] == [((i,), (i,)) for i in range(6)]


def test_beads_are_the_same_whether_or_not_a_path_without_windows_is_taken_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vectors = np.random.default_rng(1).normal(size=(6, 32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    beads = align_vectors(KARTE, KARTE, vectors, vectors, encode=lambda texts: vectors[: len(texts)])
    monkeypatch.setattr(TextWindows, "encoded", True)
    assert align_vectors(KARTE, KARTE, vectors, vectors, encode=lambda texts: vectors[: len(texts)]) == beads
