"""How similar two articles are: vectors around a mean, cosines of aligned sentences, shared numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tertium.corpora.encoders.hashed import Hashed
from tertium.corpora.pairing import similarity
from tertium.corpora.types import Bead

TEXTS = ("The ferry left at 9.", "It carried 120 people.")
AXES = np.eye(2, 4, dtype=np.float32)


def test_a_mean_of_few_sentences_stays_near_the_prior() -> None:
    prior = np.array([1.0, 0.0])
    assert similarity.language_mean(np.zeros(2), 0, prior).tolist() == [1, 0]
    few = similarity.language_mean(np.array([0.0, 10.0]), 10, prior)
    many = similarity.language_mean(np.array([0.0, 1e6]), 10**6, prior)
    assert few[0] > 0.9
    assert many[1] > 0.99
    assert similarity.prior_mean(Hashed()).ndim == 1


def test_centred_vectors_have_length_one_unless_they_are_the_mean_itself() -> None:
    mean = np.array([1, 0], dtype=np.float32)
    assert similarity.centre(np.array([[1, 2], [1, 0]], dtype=np.float32), mean).tolist() == [[0, 1], [0, 0]]


def test_a_long_sentence_weighs_more_in_an_article() -> None:
    vector = similarity.document_vector(AXES, np.array([30, 40], dtype=np.int32))
    assert vector == pytest.approx([0.6, 0.8, 0, 0])
    assert similarity.document_vector(AXES[:0], np.zeros(0, dtype=np.int32)).tolist() == [0, 0, 0, 0]


def test_an_article_compared_with_itself_is_wholly_covered() -> None:
    evidence = similarity.compare((TEXTS, AXES), (TEXTS, AXES))
    assert evidence == (1, 1, 1)


def test_articles_on_other_subjects_are_not_covered_and_share_no_numbers() -> None:
    other = np.eye(2, 4, k=2, dtype=np.float32)
    evidence = similarity.compare((TEXTS, AXES), (("Bread costs 3 euros.", "Milk costs 1 euro more."), other))
    assert (evidence.score, evidence.coverage, evidence.numbers) == (0, 0, 0)


def test_a_paragraph_that_moved_counts_with_its_translation() -> None:
    texts = tuple(f"Sentence number {i}." for i in range(8))
    vectors = np.eye(8, dtype=np.float32)
    order = [0, 6, 7, 1, 2, 3, 4, 5]
    evidence = similarity.compare((texts, vectors), (tuple(texts[i] for i in order), vectors[order]))
    assert evidence == (1, 1, 1)


def test_sentences_that_are_only_on_one_subject_don_t_count_out_of_their_order() -> None:
    texts = ("The first sentence.", "Another sentence.")
    near = np.array([[0, 0.4, 0.916515], [0.4, 0, 0.916515]], dtype=np.float32)
    evidence = similarity.compare((texts, np.eye(2, 3, dtype=np.float32)), (texts, near))
    assert evidence.coverage < 0.6


def test_articles_without_sentences_or_numbers_have_no_share_of_them() -> None:
    evidence = similarity.compare(((), AXES[:0]), ((), AXES[:0]))
    assert evidence[:2] == (0, 0)
    assert math.isnan(evidence.numbers)


def test_without_vectors_words_and_lengths_align() -> None:
    beads = similarity.align_articles((TEXTS, AXES), (TEXTS, AXES[::-1]), lexical=True)
    assert [(bead.sources, bead.targets) for bead in beads] == [((0,), (0,)), ((1,), (1,))]
    assert similarity.cosine(Bead((0,), (1,), 0.5), (TEXTS, AXES), (TEXTS, AXES[::-1])) == pytest.approx(1)


def test_the_best_cosine_is_over_all_partners_and_without_any_is_the_lowest() -> None:
    assert similarity.best_cosines(AXES, [AXES[:1], AXES[:0], AXES[1:]]).tolist() == [1, 1]
    assert similarity.best_cosines(AXES, []).tolist() == [-1, -1]
    assert similarity.best_cosines(AXES[:0], [AXES]).tolist() == []


@pytest.mark.parametrize(
    ("source", "target", "share"),
    [
        ("1,000.5 and 7", "1.000,5 und 7", 1.0),
        ("7 and 7", "7", 2 / 3),
        ("7", "8", 0.0),
        ("7", "none", 0.0),
        ("none", "keine", math.nan),
    ],
)
def test_numbers_are_shared_however_they_are_written(source: str, target: str, share: float) -> None:
    assert similarity.shared_numbers(source, target) == pytest.approx(share, nan_ok=True)
