"""Sentences that moved are found among omissions and additions, and nothing else is."""

from __future__ import annotations

from functools import cache
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.alignment_forms import Remembering
from tertium.corpora.alignment.align import OK, align
from tertium.corpora.alignment.moved import SHORTEST, Placed, place_moved
from tertium.corpora.encoders.choice import load
from tertium.corpora.types import Bead
from tests.conftest import ROOT

ENGLISH = [
    "The village library will stay closed until the end of April.",
    "A burst pipe flooded the reading room on Sunday night.",
    "About two thousand books were damaged, most of them for children.",
    "Volunteers carried the shelves into the gym of the school next door.",
    "The insurance company has not said yet what it will pay.",
    "Last summer the roof of the building was repaired for 90,000 euros.",
    "The mayor wants to ask the region for help.",
    "A concert in the church on Friday will raise money for new books.",
    "The choir sings songs by Brahms, and the entrance is free.",
]
GERMAN = [
    "Die Dorfbücherei bleibt bis Ende April geschlossen.",
    "Ein Rohrbruch hat in der Nacht zum Montag den Lesesaal überschwemmt.",
    "Etwa zweitausend Bücher wurden beschädigt, die meisten davon Kinderbücher.",
    "Freiwillige trugen die Regale in die Turnhalle der Schule nebenan.",
    "Die Versicherung hat noch nicht gesagt, was sie zahlen wird.",
    "Im vergangenen Sommer wurde das Dach des Gebäudes für 90.000 Euro repariert.",
    "Der Bürgermeister will die Region um Hilfe bitten.",
    "Ein Konzert in der Kirche soll am Freitag Geld für neue Bücher einbringen.",
    "Der Chor singt Lieder von Brahms, und der Eintritt ist frei.",
]
ORDERS = {
    "last paragraph first": [7, 8, 0, 1, 2, 3, 4, 5, 6],
    "first paragraph last": [2, 3, 4, 5, 6, 7, 8, 0, 1],
    "middle to the end": [0, 1, 2, 5, 6, 7, 8, 3, 4],
    "one sentence": [5, 0, 1, 2, 3, 4, 6, 7, 8],
}


FERRY = ROOT / "tests" / "data" / "alignment" / "ferry"
"""A text of twelve sentences, one a line, in several languages."""
OMISSIONS = {
    "a paragraph to the front": [8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 10, 11],
    "a paragraph to the end": [0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 2, 3],
    "a sentence whose predecessor is left out": [0, 1, 2, 3, 6, 7, 8, 9, 10, 11, 5],
    "a sentence whose successor is left out": [8, 0, 1, 2, 3, 4, 5, 6, 7, 10, 11],
    "a sentence to the front": [10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 11],
    "a paragraph whose predecessor is left out": [0, 4, 5, 6, 7, 8, 9, 10, 11, 2, 3],
    "a paragraph where the first sentence is left out": [8, 9, 1, 2, 3, 4, 5, 6, 7, 10, 11],
    "a paragraph where two sentences are left out": [0, 1, 2, 3, 7, 8, 9, 4, 5, 6],
    "a sentence past its omitted successor": [0, 1, 2, 5, 3, 6, 7, 8, 9, 10, 11],
}
"""Which sentences a translation has, in its order; the others are left out."""


@cache
def remembering(encoder: str) -> Remembering:
    """Return an encoder that encodes no sentence twice."""
    return Remembering(load(encoder))


def moved(sources: list[str], targets: list[str], *, encoder: str = "use") -> Placed:
    """Return the beads of two texts, and those of them that moved."""
    engine = remembering(encoder)
    vectors = engine.encode(sources), engine.encode(targets)
    return place_moved(align(sources, targets, engine), sources, targets, *vectors)


@pytest.mark.parametrize("order", OMISSIONS.values(), ids=OMISSIONS)
@pytest.mark.parametrize(
    ("language", "encoder"),
    [("de", "use"), ("ja", "use"), ("cs", "e5"), ("fi", "e5"), ("hi", "e5"), ("hu", "e5")],
)
def test_what_moved_is_found_beside_omissions(language: str, encoder: str, order: list[int]) -> None:
    sources, targets = ((FERRY / f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in ("en", language))
    beads, found = moved(sources, [targets[i] for i in order], encoder=encoder)
    pairs = {(bead.sources, tuple(order[j] for j in bead.targets)) for bead in beads}
    assert pairs == {((i,), (i,) if i in order else ()) for i in range(len(sources))}
    assert found


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_a_moved_paragraph_stands_beside_its_original(order: list[int]) -> None:
    beads, found = moved(ENGLISH, [GERMAN[i] for i in order])
    assert [(bead.sources, tuple(order[j] for j in bead.targets)) for bead in beads] == [((i,), (i,)) for i in range(9)]
    assert 1 <= len(found) <= 2
    assert all(bead.confidence > 0.3 for bead in found)


def test_moved_sentences_that_were_merged_are_one_bead() -> None:
    merged = f"{GERMAN[7].removesuffix('.')}; {GERMAN[8][0].lower()}{GERMAN[8][1:]}"
    beads, found = moved(ENGLISH, [merged, *GERMAN[:7]])
    assert [(bead.sources, bead.targets) for bead in found] == [((7, 8), (0,))]
    assert [(bead.sources, bead.targets) for bead in beads] == [*(((i,), (i + 1,)) for i in range(7)), ((7, 8), (0,))]


def test_a_short_sentence_moves_with_the_sure_one_beside_it_but_not_alone() -> None:
    sources, targets = [*ENGLISH[:7], "He sang."], [*GERMAN[:7], "Er sang."]
    _, alone = moved(sources, [targets[7], *targets[:7]])
    assert not alone
    sources, targets = [*ENGLISH[:8], "He sang."], [*GERMAN[:8], "Er sang."]
    _, together = moved(sources, [*targets[7:], *targets[:7]])
    assert {(bead.sources, bead.targets) for bead in together} == {((7,), (0,)), ((8,), (1,))}


def test_nothing_moved_where_texts_agree_or_lack_a_part() -> None:
    for targets in (GERMAN, GERMAN[2:], GERMAN[:5], [*GERMAN[:3], "Abonnieren Sie unseren Newsletter.", *GERMAN[5:]]):
        assert not moved(ENGLISH, targets)[1]


def test_an_omission_and_an_addition_on_other_subjects_are_no_move() -> None:
    added = ["Im Hafen liegt seit gestern ein Segelschiff aus Portugal.", "Die Äpfel sind in diesem Jahr klein."]
    beads, found = moved(ENGLISH, [*added, *GERMAN[:7]])
    assert not found
    assert sum(not bead.sources for bead in beads) == 2
    assert sum(not bead.targets for bead in beads) == 2


def test_what_stands_at_its_place_is_not_said_to_have_moved() -> None:
    vectors = np.eye(3, dtype=np.float32)
    texts = ["x" * SHORTEST] * 3
    beads = [Bead((0,), (0,)), Bead((1,), ()), Bead((), (1,)), Bead((2,), (2,))]
    assert not place_moved(beads, texts, texts, vectors, vectors).moved


@pytest.mark.parametrize(("size", "count"), [(SHORTEST - 1, 0), (SHORTEST, 1)])
def test_short_sentences_may_be_said_twice(size: int, count: int) -> None:
    vectors = np.eye(4, dtype=np.float32)
    texts = ["x" * size] * 4
    beads = [Bead((0,), ()), *(Bead((i,), (i - 1,)) for i in (1, 2, 3)), Bead((), (3,))]
    _, found = place_moved(beads, texts, texts, vectors, vectors[[1, 2, 3, 0]])
    assert [(bead.sources, bead.targets) for bead in found] == [((0,), (3,))] * count


@given(st.permutations(range(6)), st.integers(0, 2**32 - 1))
def test_every_sentence_stays_in_one_bead(order: list[int], seed: int) -> None:
    draw = np.random.default_rng(seed)
    paired = draw.random(6) < 0.5
    beads = [bead for i in range(6) for bead in ([Bead((i,), (i,))] if paired[i] else [Bead((i,), ()), Bead((), (i,))])]
    vectors = draw.normal(size=(6, 4)).astype(np.float32)
    texts = ["x" * 30] * 6
    joined, _ = place_moved(beads, texts, texts, vectors, vectors[order])
    assert [i for bead in joined for i in bead.sources] == list(range(6))
    assert sorted(j for bead in joined for j in bead.targets) == list(range(6))


def test_a_moved_bead_stands_where_its_first_source_does() -> None:
    # Sources 0 and 1 are one target at the end, target 1 is no sentence's translation.
    sources = np.eye(6, dtype=np.float32)[:5]
    targets = np.stack([*np.eye(6, dtype=np.float32)[2:5], np.eye(6, dtype=np.float32)[5], sources[0] + sources[1]])
    targets /= np.linalg.norm(targets, axis=1, keepdims=True)
    beads = [Bead((0,), ()), Bead((1,), ()), *(Bead((i,), (i - 2,)) for i in (2, 3, 4)), Bead((), (3,)), Bead((), (4,))]
    texts = ["x" * 30] * 5
    joined, _ = place_moved(beads, texts, [*texts[:4], "x" * 60], sources, targets)
    assert [(bead.sources, bead.targets) for bead in joined] == [
        ((0, 1), (4,)), ((2,), (0,)), ((3,), (1,)), ((4,), (2,)), ((), (3,)),
    ]  # fmt: skip


def test_what_a_doubtful_bead_keeps_is_a_bead_only_if_it_is_a_good_one() -> None:
    sources = np.eye(6, dtype=np.float32)
    targets = sources[[4, 0, 1, 2, 3, 5]]
    beads = [Bead((0,), (0, 1), -0.1), *(Bead((i,), (i + 1,)) for i in (1, 2, 3)), Bead((4,), ()), Bead((5,), (5,))]
    texts = ["x" * 30] * 6
    joined, found = place_moved(beads, texts, texts, sources, targets)
    assert [(bead.sources, bead.targets) for bead in found] == [((4,), (0,))]
    assert [(b.sources, b.targets) for b in joined] == [
        ((i,), (int(np.argmax(targets @ sources[i])),)) for i in range(6)
    ]
    targets[1] = np.eye(6, dtype=np.float32)[4] - np.eye(6, dtype=np.float32)[0]  # what is left fits nothing
    targets[1] /= np.linalg.norm(targets[1])
    joined, _ = place_moved(beads, texts, texts, sources, targets)
    assert [(b.sources, b.targets) for b in joined][:2] == [((0,), ()), ((), (1,))]


def test_a_good_bead_gives_nothing_away() -> None:
    sources = np.eye(6, dtype=np.float32)
    beads = [Bead((0,), (0,), OK), *(Bead((i,), (i,)) for i in (1, 2, 3)), Bead((4,), ()), Bead((5,), (4,))]
    texts = ["x" * 30] * 6
    assert not place_moved(beads, texts, texts[:5], sources, sources[[4, 1, 2, 3, 5]]).moved


def test_a_part_is_found_in_any_order() -> None:
    # Where first and last change places the path pairs them with each other, and doubts each of these beads.
    parts = [range(3), range(3, 6), range(6, 9)]
    for order in permutations(range(3)):
        shuffled = [i for part in order for i in parts[part]]
        beads, _ = moved(ENGLISH, [GERMAN[i] for i in shuffled])
        pairs = {(bead.sources, tuple(shuffled[j] for j in bead.targets)) for bead in beads}
        assert pairs == {((i,), (i,)) for i in range(9)}
