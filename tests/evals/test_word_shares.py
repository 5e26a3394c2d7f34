"""Words whose segments have more or less of a difference than their length lets expect."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.evals.word_shares import FEW, LEAST, Looked, chance, distinct_words, word_shares

DOCUMENTS = np.repeat(np.arange(2 * FEW), 2)
"""Forty segments in twenty documents."""


def looked(texts: list[str], shares: list[float], documents: np.ndarray = DOCUMENTS, shown: int = 3) -> Looked:
    return word_shares("new", "source", texts, np.array(shares), documents, shown)


def test_the_word_that_costs_most_stands_first_and_words_without_effect_have_no_z() -> None:
    texts = [f"cat {'rain' if i % 4 == 0 else 'dust'}" for i in range(40)]
    result = looked(texts, [-1.0 if i % 4 == 0 else 0.0 for i in range(40)])
    assert [(row.word, row.segments) for row in result.words] == [("rain", 10), ("dust", 30)]
    assert result.number == 3
    first = result.words[0]
    assert (first.share, first.excess) == pytest.approx((-10, -10 + 10 * 10 / 40))
    assert first.z < -3


def test_long_segments_are_expected_to_have_more_of_the_difference() -> None:
    texts = ["long " * 9 if i % 2 else "short" for i in range(40)]
    shares = [float(len(text)) for text in texts]
    assert all(row.excess == pytest.approx(0, abs=1e-9) for row in looked(texts, shares).words)


def test_a_document_is_one_observation_however_often_it_has_the_word() -> None:
    texts = ["storm" if i < 10 else "calm" for i in range(40)]
    shares = [-1.0 if i < 10 else 0.0 for i in range(40)]
    spread, one = looked(texts, shares), looked(texts, shares, np.repeat(np.arange(30), [10, 2, *[1] * 28]))
    assert [result.words[0].word for result in (spread, one)] == ["storm", "storm"]
    assert abs(one.words[0].z) <= 1 < abs(spread.words[0].z)


def test_with_few_documents_segments_are_the_observations() -> None:
    texts = ["storm" if i < 10 else "calm" for i in range(40)]
    result = looked(texts, [-1.0 if i < 10 else 0.0 for i in range(40)], np.zeros(40, dtype=np.intp))
    assert result.words[0].z < -3


def test_rare_words_and_segments_without_a_share_do_not_count() -> None:
    texts = ["rare" if i < LEAST - 1 else "word" for i in range(40)]
    shares = [float("nan") if i >= 38 else float(i) for i in range(40)]
    result = looked(texts, shares)
    assert result.number == 1
    assert [row.segments for row in result.words] == [38 - LEAST + 1]


def test_a_word_whose_segments_have_no_share_is_no_find_where_few_segments_have_one() -> None:
    texts = [f"calm{i % 4} day" for i in range(400)]
    shares = [-1.0 if i in {0, 5, 10} else 0.0 for i in range(400)]
    rows = looked(texts, shares, np.arange(400)).words
    assert {row.word: round(row.share) for row in rows} == {"calm0": -1, "calm1": -1, "calm2": -1, "calm3": 0}
    assert all(abs(row.z) < 1.5 for row in rows)


@pytest.mark.parametrize("share_of_segments", [0.01, 0.1, 1.0])
def test_by_chance_no_z_lies_beyond_the_bound_however_few_segments_differ(share_of_segments: float) -> None:
    rng = np.random.default_rng(3)
    texts = [" ".join(f"w{k}" for k in rng.integers(0, 60, rng.integers(3, 12))) for _ in range(600)]
    lengths = np.array([len(text) for text in texts])
    beyond = 0
    for _ in range(20):
        differs = rng.random(600) < share_of_segments
        result = looked(texts, (differs * rng.normal(-0.5, 1, 600) * np.sqrt(lengths)).tolist(), np.arange(600) // 3, 1)
        beyond += any(abs(row.z) > chance(result.number) for row in result.words)
    assert beyond <= 2


def test_words_are_folded_and_scripts_without_spaces_have_pairs_of_characters() -> None:
    assert distinct_words("The cat, the 20th") == {"the", "cat", "20th"}
    assert distinct_words("生产2022") == {"生产", "2022"}
    assert distinct_words("月") == {"月"}


def test_the_more_words_the_further_the_largest_z_lies_by_chance() -> None:
    assert chance(1) == pytest.approx(1.96, abs=0.001)
    assert 4 < chance(3000) < 4.5
    rng = np.random.default_rng(1)
    beyond = np.abs(rng.standard_normal((2000, 50))).max(axis=1) > chance(50)
    assert beyond.mean() == pytest.approx(0.05, abs=0.015)
    assert np.isnan(chance(0))
