"""The fitted metric: what it predicts, what it refuses, what it ships."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.corpora.types import EvalSet, Texts, blocks
from tertium.errors import UsageError
from tertium.evals.evaluate import evaluate
from tertium.metrics.base import NamesEngine
from tertium.metrics.lexical.chrf import Chrf
from tertium.metrics.neural.ridge import FEATURES, features, fitted_weights
from tertium.metrics.registry import load
from tests.metrics.neural.test_similarity import BAD, GOOD, REFERENCE, TEXTS


@pytest.mark.parametrize("against", ["references", "source"])
def test_a_translation_beats_another_sentence(against: str) -> None:
    metric = load(f"ridge:against={against}")
    count = metric.bind(TEXTS)
    good, bad = (metric.score(count(texts).counts) for texts in (GOOD, BAD))
    assert (good > bad).all()


def test_a_copy_of_the_only_reference_is_100() -> None:
    metric = load("ridge")
    single = Texts(("a",), ("",), (REFERENCE[0],), ("a",), ("en", "de"))
    assert metric.score(metric.bind(single)([REFERENCE[0][0]]).counts.sum(axis=0)) == pytest.approx(100, abs=1e-3)


def test_the_score_is_the_mean_of_additive_counts() -> None:
    metric = load("ridge")
    rows = metric.bind(TEXTS)(GOOD).counts
    assert rows[:, 1].tolist() == [1, 1]
    assert metric.score(rows.sum(axis=0)) == pytest.approx(rows[:, 0].mean())


def test_the_order_of_references_does_not_matter() -> None:
    swapped = Texts(TEXTS.ids, TEXTS.sources, tuple(one[::-1] for one in REFERENCE), TEXTS.documents, TEXTS.languages)
    metric = load("ridge")
    assert np.allclose(metric.bind(TEXTS)(GOOD).counts, metric.bind(swapped)(GOOD).counts, rtol=0, atol=1e-4)


def test_longer_segments_weigh_more() -> None:
    short = Texts(("a",), ("",), (("Er kam.",),), ("a",), ("en", "de"))
    long = Texts(("a",), ("",), (("Er kam. " * 9,),), ("a",), ("en", "de"))
    metric = load("ridge")
    assert metric.bind(long)(["Sie geht. " * 9]).counts[0, 0] < metric.bind(short)(["Sie geht."]).counts[0, 0]


def test_a_language_outside_the_encoder_is_refused_and_the_other_metric_named() -> None:
    texts = Texts(("a",), ("Ahoj.",), (("Вітаю.",),), ("a",), ("cs", "uk"))
    with pytest.raises(UsageError, match=r"ridge doesn't know uk; .*\n  try: similarity:encoder=e5"):
        load("ridge").bind(texts)
    with pytest.raises(UsageError, match="ridge doesn't know cs, uk"):
        load("ridge:against=source").bind(texts)
    with pytest.raises(UsageError, match="isn't named"):
        load("ridge").bind(Texts(("a",), ("",), (("Hi.",),), ("a",)))


def test_weights_without_a_set_are_there_for_every_set_of_the_fit_and_no_other() -> None:
    for name in fitted_weights()["sets"]:
        load(f"ridge:without={name}").bind(TEXTS)
    with pytest.raises(UsageError, match="fitted on no set 'wmt99-en-de'"):
        load("ridge:without=wmt99-en-de").bind(TEXTS)


@pytest.mark.parametrize("against", ["references", "source"])
def test_there_is_a_weight_per_feature_and_the_file_says_what_it_was_fitted_on(against: str) -> None:
    names = FEATURES[against]
    assert fitted_weights()["features"][against] == list(names)
    assert all(len(weights) == len(names) for weights in fitted_weights()["weights"][against].values())
    assert features(TEXTS, against)(GOOD).shape == (2, len(names))
    assert set(fitted_weights()["weights"][against]) == {"none", *fitted_weights()["sets"]}


def test_the_version_of_the_weights_is_in_the_signature() -> None:
    assert f"|weights:{fitted_weights()['version']}|sacrebleu:" in load("ridge").signature


def test_a_run_records_the_engine_that_counts_chrf_and_none_against_the_source() -> None:
    data = EvalSet(
        name="ferry",
        ids=("d#1", "d#2"),
        documents=blocks(["d", "d"]),
        sources=TEXTS.sources,
        references={"A": tuple(texts[0] for texts in REFERENCE)},
        outputs={"good": tuple(GOOD)},
        languages=TEXTS.languages,
    )
    metric = load("ridge")
    assert isinstance(metric, NamesEngine)
    assert metric.counted_by == Chrf().counted_by
    assert evaluate(data, ["ridge"]).versions["counted by"] == Chrf().counted_by
    assert "counted by" not in evaluate(data, ["ridge:against=source"]).versions
