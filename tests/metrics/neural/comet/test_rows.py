"""What is read with a segment: the sentences before it, and no more than the model's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.types import Texts
from tertium.errors import MetricError
from tertium.metrics.neural.comet.batches import batches
from tertium.metrics.neural.comet.metric import Comet
from tertium.metrics.neural.comet.rows import Rows, combined, own
from tertium.metrics.neural.comet.types import Error, Outcome, Sample
from tertium.metrics.neural.comet.windows import Piece, joined, windows

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    samples = Rows(TEXTS, "mean", 0, last=False).samples(HYPOTHESES)
    assert samples[0] == [Sample("I.", "Eins.", "One."), Sample("I.", "Eins.", "1.")]
    assert samples[1] == [Sample("II.", "Zwei.", "Two.")]


def test_a_model_that_reads_no_reference_has_one_sample_a_segment() -> None:
    assert Rows(TEXTS, "none", 0, last=False).samples(HYPOTHESES)[2] == [Sample("III.", "Drei.")]


def test_context_is_what_stands_before_in_the_same_document() -> None:
    rows = Rows(TEXTS, "mean", 2, last=False)
    samples = rows.samples(HYPOTHESES)
    assert samples[2][0] == Sample("I. II. III.", "Eins. Zwei. Drei.", "One. Two. Three.")
    assert samples[2][1] == Sample("I. II. III.", "Eins. Zwei. Drei.", "1. Two. 3.")
    assert samples[3][0] == Sample("IV.", "Vier.", "Four.")
    assert [rows.start(HYPOTHESES, row) for row in range(4)] == [0, 3, 7, 0]


def test_with_the_last_sentence_only_hypotheses_stand_behind_the_first_reference() -> None:
    rows = Rows(TEXTS, "mean", 1, last=True)
    sample = rows.samples(HYPOTHESES)[2][0]
    assert sample == Sample("Two. </s> III.", "Zwei. </s> Drei.", "Two. </s> Three.")
    assert sample.hypothesis[rows.start(HYPOTHESES, 2) :] == "III."
    assert Rows(TEXTS, "none", 1, last=True).samples(HYPOTHESES)[1] == [Sample("I. </s> II.", "Eins. </s> Zwei.")]


def test_errors_in_the_context_are_not_the_segments() -> None:
    errors = [Error(0, 3, "minor", 0.5), Error(2, 9, "major", 0.6), Error(8, 10, "critical", 0.7)]
    assert own(errors, 7) == [Error(0, 2, "major", 0.6), Error(1, 3, "critical", 0.7)]
    assert own(errors, 0) == errors


def test_several_references_take_the_errors_of_the_best() -> None:
    one, two = Outcome(0.2, (Error(0, 1, "major", 1.0),)), Outcome(0.6)
    assert combined([one, two], "max") == two
    assert combined([one, two], "mean") == Outcome(0.4)
    assert combined([one], "mean") == one


def test_batches_are_full_and_what_is_left_of_them_makes_the_same_batches() -> None:
    sizes = [int(one) for one in np.random.default_rng(1).integers(1, 60, 500)]
    whole = list(batches(sizes, 256))
    assert sorted(i for batch in whole for i in batch) == list(range(500))
    assert all(len(batch) * max(sizes[i] for i in batch) <= 256 for batch in whole)
    for done in (1, 7, len(whole) - 1):
        left = sorted(i for batch in whole[done:] for i in batch)
        again = [[left[i] for i in batch] for batch in batches([sizes[i] for i in left], 256)]
        assert again == whole[done:]


def test_a_text_longer_than_a_batch_is_a_batch_of_its_own() -> None:
    assert list(batches([3, 500, 4], 10)) == [[1], [2, 0]]
    assert list(batches([], 10)) == []


def longer_than(most: int) -> object:
    def too_long(samples: Sequence[Sample]) -> set[Sample]:
        return {sample for sample in samples if max(map(len, sample.texts)) > most}

    return too_long


def test_windows_are_whole_sentences_at_the_same_places() -> None:
    sample = Sample(
        "This is one. This is two. This is three. This is four.",
        "Das ist eins. Das ist zwei. Das ist drei. Das ist vier.",
        "It is one. It is two. It is three. It is four.",
    )
    pieces = windows(sample, ("de", "en"), longer_than(30))  # type: ignore[arg-type]
    assert [piece.sample for piece in pieces] == [
        Sample("This is one. This is two.", "Das ist eins. Das ist zwei.", "It is one. It is two."),
        Sample("This is three. This is four.", "Das ist drei. Das ist vier.", "It is three. It is four."),
    ]
    assert [piece.start for piece in pieces] == [0, 26]
    for piece in pieces:
        assert sample.hypothesis[piece.start :].startswith(piece.sample.hypothesis)


@pytest.mark.parametrize("text", ["word " * 40, "長" * 160, "x" * 161])
def test_a_text_without_enough_sentences_is_cut_between_words_or_characters(text: str) -> None:
    sample = Sample(text, "Eins. Zwei. Drei.")
    pieces = windows(sample, ("de", None), longer_than(50))  # type: ignore[arg-type]
    assert all(max(map(len, piece.sample.texts)) <= 50 for piece in pieces)
    assert "".join(piece.sample.hypothesis for piece in pieces).replace(" ", "") == text.replace(" ", "")
    assert "".join(piece.sample.source for piece in pieces).replace(" ", "") == "Eins.Zwei.Drei."


def test_an_empty_side_stays_empty_in_every_window() -> None:
    pieces = windows(Sample("", "a b c d e f " * 10), (None, None), longer_than(50))  # type: ignore[arg-type]
    assert len(pieces) > 1
    assert {piece.sample.hypothesis for piece in pieces} == {""}


def test_windows_are_weighted_by_the_characters_of_the_hypothesis() -> None:
    pieces = [Piece(Sample("12345678", "a"), 0), Piece(Sample("12", "b"), 9)]
    outcomes = [Outcome(0.5, (Error(1, 2, "minor", 0.9),)), Outcome(1.0, (Error(0, 2, "major", 0.8),))]
    assert joined(pieces, outcomes) == Outcome(0.6, (Error(1, 2, "minor", 0.9), Error(9, 11, "major", 0.8)))
    empty = [Piece(Sample("", "a"), 0), Piece(Sample("", "b"), 0)]
    assert joined(empty, [Outcome(0.5), Outcome(1.0)]).score == 0.75


LONG = Texts(
    ids=("a",),
    sources=("Der Hund ist faul. " * 80,),
    references=(("The dog is lazy. " * 80,),),
    documents=("a",),
    languages=("de", "en"),
)


@pytest.mark.parametrize("kind", ["regression", "xcomet"])
def test_long_texts_are_scored_whole_where_asked_for(models: dict[str, Path], kind: str) -> None:
    hypothesis = "The brown dog is lazy. " * 80
    metric = Comet(model=str(models[kind]), windows=True)
    counted = metric.bind(LONG)([hypothesis])
    assert counted.warnings == ()
    assert "windows:True" in metric.signature
    cut = Comet(model=str(models[kind])).bind(LONG)([hypothesis])
    assert len(cut.warnings) == 1
    assert counted.counts[0, 0] != cut.counts[0, 0]
    if kind == "xcomet":
        assert max(span.end for span in counted.spans) > max(span.end for span in cut.spans)
        assert max(span.end for span in counted.spans) <= len(hypothesis)


def test_short_texts_score_the_same_with_windows(models: dict[str, Path]) -> None:
    plain = Comet(model=str(models["regression"]))
    in_windows = Comet(model=str(models["regression"]), windows=True)
    assert np.array_equal(plain.bind(TEXTS)(HYPOTHESES).counts, in_windows.bind(TEXTS)(HYPOTHESES).counts)


def test_slide_scores_what_is_written_together(models: dict[str, Path]) -> None:
    counted = Comet(model=str(models["referenceless"]), context=1).bind(TEXTS)(HYPOTHESES)
    together = Texts(("x",), ("Zwei. Drei.",), ((),), ("x",))
    alone = Comet(model=str(models["referenceless"])).bind(together)(["II. III."])
    assert np.isclose(counted.counts[2, 0], alone.counts[0, 0], rtol=0, atol=1e-6)


def test_the_last_sentences_vectors_are_the_packages(models: dict[str, Path]) -> None:
    from comet import load_from_checkpoint

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
