"""Beads of one original and its translations → rows."""

from __future__ import annotations

import random

import pytest

from tertium.corpora.building.rows import merge
from tertium.corpora.types import Bead


def beads(*pairs: tuple[tuple[int, ...], tuple[int, ...]]) -> list[Bead]:
    return [Bead(*pair, confidence=0.5) for pair in pairs]


def rows(size: int, *alignments: list[Bead]) -> list[tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]]:
    return [(row.sources, row.targets) for row in merge(size, alignments)]


def test_beads_of_one_translation_are_its_rows() -> None:
    made = rows(3, beads(((0,), (0,)), ((1, 2), (1,))))
    assert made == [((0,), ((0,),)), ((1, 2), ((1,),))]


def test_an_omission_is_a_row_without_targets_and_an_addition_one_without_sources() -> None:
    made = rows(2, beads(((0,), (0,)), ((1,), ()), ((), (1,))))
    assert made == [((0,), ((0,),)), ((1,), ((),)), ((), ((1,),))]


def test_an_addition_may_come_first() -> None:
    assert rows(1, beads(((), (0,)), ((0,), (1,)))) == [((), ((0,),)), ((0,), ((1,),))]


def test_rows_are_the_finest_that_no_bead_crosses() -> None:
    one = beads(((0, 1), (0,)), ((2,), (1,)))
    other = beads(((0,), (0,)), ((1,), (1,)), ((2,), (2, 3)))
    assert rows(3, one, other) == [((0, 1), ((0,), (0, 1))), ((2,), ((1,), (2, 3)))]


def test_an_addition_inside_a_row_belongs_to_it() -> None:
    one = beads(((0, 1), (0,)))
    other = beads(((0,), (0,)), ((), (1,)), ((1,), (2,)))
    assert rows(2, one, other) == [((0, 1), ((0,), (0, 1, 2)))]


def test_a_row_is_as_sure_as_its_least_sure_bead() -> None:
    low = [Bead((0,), (0,), 0.1)]
    high = [Bead((0,), (0,), 0.9)]
    assert [row.confidence for row in merge(1, [low, high])] == [0.1]


def alignment(draw: random.Random, size: int) -> list[Bead]:
    made, i, j = [], 0, 0
    while i < size:
        a, b = draw.randint(0, min(3, size - i)), draw.randint(0, 2)
        if a or b:
            made.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b))))
            i, j = i + a, j + b
    return made


@pytest.mark.parametrize("seed", range(50))
def test_every_sentence_is_in_exactly_one_row_in_order(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - no secrets
    size = draw.randint(1, 8)
    alignments = [alignment(draw, size) for _ in range(draw.randint(1, 3))]
    made = list(merge(size, alignments))
    assert [i for row in made for i in row.sources] == list(range(size))
    for k, one in enumerate(alignments):
        assert [j for row in made for j in row.targets[k]] == [j for bead in one for j in bead.targets]
