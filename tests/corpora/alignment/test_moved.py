"""Sentences that moved are found among omissions and additions, and nothing else is."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertium.corpora.alignment.align import OK, align
from tertium.corpora.alignment.moved import SHORTEST, find_moved, rejoin
from tertium.corpora.encoders.choice import load
from tertium.corpora.types import Bead

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


def moved(sources: list[str], targets: list[str]) -> tuple[tuple[Bead, ...], list[Bead]]:
    """Return the beads of two texts, and those of them that moved."""
    encoder = load("use")
    beads = align(sources, targets, encoder)
    found = find_moved(beads, sources, targets, encoder.encode(sources), encoder.encode(targets))
    return rejoin(beads, found), found


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
    assert alone == []
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
    assert not find_moved(beads, texts, texts, vectors, vectors)


@pytest.mark.parametrize(("size", "count"), [(SHORTEST - 1, 0), (SHORTEST, 1)])
def test_short_sentences_may_be_said_twice(size: int, count: int) -> None:
    vectors = np.eye(4, dtype=np.float32)
    texts = ["x" * size] * 4
    beads = [Bead((0,), ()), *(Bead((i,), (i - 1,)) for i in (1, 2, 3)), Bead((), (3,))]
    found = find_moved(beads, texts, texts, vectors, vectors[[1, 2, 3, 0]])
    assert [(bead.sources, bead.targets) for bead in found] == [((0,), (3,))] * count


@given(st.permutations(range(6)), st.integers(0, 2**32 - 1))
def test_every_sentence_stays_in_one_bead(order: list[int], seed: int) -> None:
    draw = np.random.default_rng(seed)
    paired = draw.random(6) < 0.5
    beads = [bead for i in range(6) for bead in ([Bead((i,), (i,))] if paired[i] else [Bead((i,), ()), Bead((), (i,))])]
    vectors = draw.normal(size=(6, 4)).astype(np.float32)
    texts = ["x" * 30] * 6
    joined = rejoin(beads, find_moved(beads, texts, texts, vectors, vectors[order]))
    assert [i for bead in joined for i in bead.sources] == list(range(6))
    assert sorted(j for bead in joined for j in bead.targets) == list(range(6))


def test_a_moved_bead_stands_where_its_first_source_does() -> None:
    beads = [Bead((0,), ()), Bead((1,), ()), Bead((2,), (0,)), Bead((), (1,)), Bead((), (2,))]
    joined = [Bead((0, 1), (2,), 0.5), Bead((2,), (0,)), Bead((), (1,))]
    assert [(b.sources, b.targets) for b in rejoin(beads, joined[:1])] == [(b.sources, b.targets) for b in joined]


def test_a_part_is_found_in_any_order_in_which_two_of_three_follow_each_other() -> None:
    parts = [range(3), range(3, 6), range(6, 9)]
    for order in permutations(range(3)):
        shuffled = [i for part in order for i in parts[part]]
        beads, _ = moved(ENGLISH, [GERMAN[i] for i in shuffled])
        pairs = {(bead.sources, tuple(shuffled[j] for j in bead.targets)) for bead in beads}
        if order == (2, 1, 0):  # the path pairs the first with the last, and doubts each of these
            assert all(bead.confidence < OK or {3, 4, 5} & set(bead.sources) for bead in beads)
        else:
            assert pairs == {((i,), (i,)) for i in range(9)}
