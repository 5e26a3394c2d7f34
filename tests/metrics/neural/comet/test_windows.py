"""Texts past the model's window: cut at the same places, scored in parts, put together again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tertium.corpora.types import Texts
from tertium.metrics.neural.comet.metric import Comet
from tertium.metrics.neural.comet.types import ErrorSpan, Prediction, Sample
from tertium.metrics.neural.comet.windows import Window, merge, split
from tests.metrics.neural.comet.test_samples import HYPOTHESES, TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", "off")


def longer_than(most: int) -> Callable[[Sequence[Sample]], set[Sample]]:
    def too_long(samples: Sequence[Sample]) -> set[Sample]:
        return {sample for sample in samples if max(map(len, sample.texts)) > most}

    return too_long


def test_windows_are_whole_sentences_at_the_same_places() -> None:
    sample = Sample(
        "This is one. This is two. This is three. This is four.",
        "Das ist eins. Das ist zwei. Das ist drei. Das ist vier.",
        "It is one. It is two. It is three. It is four.",
    )
    windows = split(sample, ("de", "en"), longer_than(30))
    assert [window.sample for window in windows] == [
        Sample("This is one. This is two.", "Das ist eins. Das ist zwei.", "It is one. It is two."),
        Sample("This is three. This is four.", "Das ist drei. Das ist vier.", "It is three. It is four."),
    ]
    assert [window.start for window in windows] == [0, 26]
    for window in windows:
        assert sample.hypothesis[window.start :].startswith(window.sample.hypothesis)


@pytest.mark.parametrize("text", ["word " * 40, "長" * 160, "x" * 161])
def test_a_text_without_enough_sentences_is_cut_between_words_or_characters(text: str) -> None:
    sample = Sample(text, "Eins. Zwei. Drei.")
    windows = split(sample, ("de", None), longer_than(50))
    assert all(max(map(len, window.sample.texts)) <= 50 for window in windows)
    assert "".join(window.sample.hypothesis for window in windows).replace(" ", "") == text.replace(" ", "")
    assert "".join(window.sample.source for window in windows).replace(" ", "") == "Eins.Zwei.Drei."


def test_an_empty_side_stays_empty_in_every_window() -> None:
    windows = split(Sample("", "a b c d e f " * 10), (None, None), longer_than(50))
    assert len(windows) > 1
    assert {window.sample.hypothesis for window in windows} == {""}


def test_windows_are_weighted_by_the_characters_of_the_hypothesis() -> None:
    windows = [Window(Sample("12345678", "a"), 0), Window(Sample("12", "b"), 9)]
    predictions = [Prediction(0.5, (ErrorSpan(1, 2, "minor", 0.9),)), Prediction(1.0, (ErrorSpan(0, 2, "major", 0.8),))]
    assert merge(windows, predictions) == Prediction(
        0.6, (ErrorSpan(1, 2, "minor", 0.9), ErrorSpan(9, 11, "major", 0.8))
    )
    empty = [Window(Sample("", "a"), 0), Window(Sample("", "b"), 0)]
    assert merge(empty, [Prediction(0.5), Prediction(1.0)]).score == 0.75


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
