"""What is read with a segment: each of its references, and the segments before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.types import Texts
from tertium.errors import MetricError
from tertium.metrics.neural.comet.metric import Comet
from tertium.metrics.neural.comet.samples import SampleBuilder, over_references, without_context
from tertium.metrics.neural.comet.types import ErrorSpan, Prediction, Sample

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = Texts(
    ids=("a#1", "a#2", "a#3", "b#1"),
    sources=("Eins.", "Zwei.", "Drei.", "Vier."),
    references=(("One.", "1."), ("Two.",), ("Three.", "3."), ("Four.", "4.")),
    documents=("a", "a", "a", "b"),
    languages=("de", "en"),
)
HYPOTHESES = ["I.", "II.", "III.", "IV."]


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", "off")


def test_without_context_a_sample_is_a_segment_and_a_reference() -> None:
    samples = SampleBuilder(TEXTS, "mean", 0, last=False).samples(HYPOTHESES)
    assert samples[0] == [Sample("I.", "Eins.", "One."), Sample("I.", "Eins.", "1.")]
    assert samples[1] == [Sample("II.", "Zwei.", "Two.")]


def test_a_model_that_reads_no_reference_has_one_sample_a_segment() -> None:
    assert SampleBuilder(TEXTS, "none", 0, last=False).samples(HYPOTHESES)[2] == [Sample("III.", "Drei.")]


def test_context_is_what_stands_before_in_the_same_document() -> None:
    builder = SampleBuilder(TEXTS, "mean", 2, last=False)
    samples = builder.samples(HYPOTHESES)
    assert samples[2][0] == Sample("I. II. III.", "Eins. Zwei. Drei.", "One. Two. Three.")
    assert samples[2][1] == Sample("I. II. III.", "Eins. Zwei. Drei.", "1. Two. 3.")
    assert samples[3][0] == Sample("IV.", "Vier.", "Four.")
    assert [builder.start(HYPOTHESES, row) for row in range(4)] == [0, 3, 7, 0]


def test_with_the_last_sentence_only_hypotheses_stand_behind_the_first_reference() -> None:
    builder = SampleBuilder(TEXTS, "mean", 1, last=True)
    sample = builder.samples(HYPOTHESES)[2][0]
    assert sample == Sample("Two. </s> III.", "Zwei. </s> Drei.", "Two. </s> Three.")
    assert sample.hypothesis[builder.start(HYPOTHESES, 2) :] == "III."
    assert SampleBuilder(TEXTS, "none", 1, last=True).samples(HYPOTHESES)[1] == [
        Sample("I. </s> II.", "Eins. </s> Zwei.")
    ]


def test_errors_in_the_context_are_not_the_segments() -> None:
    errors = [ErrorSpan(0, 3, "minor", 0.5), ErrorSpan(2, 9, "major", 0.6), ErrorSpan(8, 10, "critical", 0.7)]
    assert without_context(errors, 7) == [ErrorSpan(0, 2, "major", 0.6), ErrorSpan(1, 3, "critical", 0.7)]
    assert without_context(errors, 0) == errors


def test_several_references_take_the_errors_of_the_best() -> None:
    one, two = Prediction(0.2, (ErrorSpan(0, 1, "major", 1.0),)), Prediction(0.6)
    assert over_references([one, two], "max") == two
    assert over_references([one, two], "mean") == Prediction(0.4)
    assert over_references([one], "mean") == one


def test_slide_scores_what_is_written_together(models: dict[str, Path]) -> None:
    counted = Comet(model=str(models["referenceless"]), context=1).bind(TEXTS)(HYPOTHESES)
    together = Texts(("x",), ("Zwei. Drei.",), ((),), ("x",))
    alone = Comet(model=str(models["referenceless"])).bind(together)(["II. III."])
    assert np.isclose(counted.counts[2, 0], alone.counts[0, 0], rtol=0, atol=1e-6)


def test_the_last_sentences_vectors_are_the_packages(models: dict[str, Path]) -> None:
    from comet import load_from_checkpoint  # pyright: ignore[reportAttributeAccessIssue] - not this folder

    from tertium.metrics.neural.comet.load import quiet

    counted = Comet(model=str(models["regression"]), context=1, pooling="last").bind(TEXTS)(HYPOTHESES)
    with quiet():
        theirs = load_from_checkpoint(str(models["regression"] / "checkpoints" / "model.ckpt"))
        theirs.enable_context()
        data = [{"src": "Zwei. </s> Drei.", "mt": "Two. </s> III.", "ref": "Two. </s> Three."}]
        data += [{"src": "Zwei. </s> Drei.", "mt": "Two. </s> III.", "ref": "Two. </s> 3."}]
        scores = theirs.predict(data, gpus=0, num_workers=0, progress_bar=False).scores
    assert np.isclose(counted.counts[2, 0], np.mean(scores), rtol=0, atol=1e-5)


def test_a_model_without_averaged_vectors_refuses_the_last_sentence_only(models: dict[str, Path]) -> None:
    with pytest.raises(MetricError, match="pooling=window"):
        Comet(model=str(models["unified"]), context=1, pooling="last").bind(TEXTS)(HYPOTHESES)
