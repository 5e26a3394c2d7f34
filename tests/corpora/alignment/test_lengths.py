"""Lengths of translations: which are probable, and what the beads of a document say of them."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats

from tertium.corpora.alignment.beads import SIZES
from tertium.corpora.alignment.lengths import EXPECTED_VARIANCE, LEAST_VARIANCE, VARIANCE, Lengths, _two_tailed
from tertium.corpora.types import Bead


def test_the_tails_are_those_of_the_normal_distribution_to_seven_digits() -> None:
    x = np.linspace(0, 6, 200)
    assert _two_tailed(x) == pytest.approx(2 * scipy.stats.norm.sf(x), abs=2e-7)


def test_lengths_in_proportion_are_certain_and_others_the_less_likely_the_further_they_are_apart() -> None:
    lengths = Lengths(np.array([100.0]), np.array([110.0, 121.0, 132.0, 165.0, 1e6]), ratio=1.1)
    ratios, scores = lengths.compare(0, 1)
    assert ratios[0, 0, :3].tolist() == pytest.approx([1, 100 / 110, 100 / 120])
    assert scores[0, 0, 1] < scores[0, 0, 0] == pytest.approx(0, abs=1e-6)
    assert (np.diff(scores[0, 0]) < 0).all()
    assert np.isfinite(scores).all()
    spread = np.sqrt(VARIANCE * (100 + 110) / 2)
    assert scores[0, 0, 1] == pytest.approx(np.log(2 * scipy.stats.norm.sf(10 / spread)), abs=1e-5)


def test_the_sentences_of_a_bead_are_added_up() -> None:
    lengths = Lengths.of(["a" * 10, " " + "b" * 20], ["c" * 15, "d" * 15])
    assert lengths.ratio == 1
    ratios, _ = lengths.compare(1, 2)
    assert ratios.shape == (len(SIZES), 1, 2)
    assert ratios[SIZES.index((2, 2)), 0, 1] == 1
    assert ratios[SIZES.index((2, 1)), 0, 0] == 0.5


def test_empty_texts_have_lengths() -> None:
    ratios, scores = Lengths.of([""], [""]).compare(0, 1)
    assert (ratios[0, 0, 0], scores[0, 0, 0]) == (0, pytest.approx(0, abs=1e-6))


def test_the_beads_of_a_document_tell_the_ratio_where_half_of_it_is_missing() -> None:
    whole = Lengths.of(["a" * 50] * 8, ["b" * 60] * 4)
    assert whole.ratio == 0.6
    beads = [Bead((i + 4,), (i,), 0.5) for i in range(4)]
    estimated = whole.estimated(beads)
    assert estimated.ratio == 1.2
    assert estimated.variance == LEAST_VARIANCE < EXPECTED_VARIANCE
    assert whole.estimated(beads[:2]) is whole, "two beads may be anything"


def test_beads_of_uneven_lengths_raise_the_variance_and_one_outlier_does_not() -> None:
    even = Lengths(np.full(9, 50.0), np.array([50.0] * 8 + [500.0]), 1.0)
    uneven = Lengths(np.full(9, 50.0), np.array([30.0, 70.0] * 4 + [50.0]), 1.0)
    beads = [Bead((i,), (i,), 0.5) for i in range(9)]
    assert uneven.estimated(beads).variance > VARIANCE
    assert even.estimated(beads[:8]).variance == LEAST_VARIANCE
