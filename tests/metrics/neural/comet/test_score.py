"""Scores from the store, and from a model where the store has none; the model here is a stand-in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tertium.cache.store import MemoryStore, key
from tertium.errors import MetricError
from tertium.metrics.neural.comet import score as comet_score
from tertium.metrics.neural.comet.load import LoadedModel
from tertium.metrics.neural.comet.score import SampleScore, Scorer
from tertium.metrics.neural.comet.types import ErrorSpan, Prediction, Sample

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

WINDOW = 10
SAMPLES = [Sample("aa", "b", "ccc"), Sample("aa", "b", "dd"), Sample("e", "b", "ccc"), Sample("aa", "b", "ccc")]


class Model:
    """Scores a sample with its number of characters, and remembers what it was given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tokenized: list[str] = []
        self.texts: list[str] = []
        self.samples: list[Sample] = []
        self.broken = False
        for name in ("token_ids", "joint_token_count", "vectors", "estimates", "predictions"):
            monkeypatch.setattr(comet_score, name, getattr(self, name))

    def token_ids(self, _: LoadedModel, texts: Sequence[str]) -> list[NDArray[np.int32]]:
        self.tokenized += texts
        return [np.array(list(map(ord, text)), dtype=np.int32) for text in texts]

    def joint_token_count(self, _: LoadedModel, counts: Sequence[int]) -> int:
        return sum(counts)

    def vectors(self, _: LoadedModel, rows: Sequence[NDArray[np.int32]]) -> NDArray[np.float32]:
        texts = ["".join(map(chr, row)) for row in rows]
        self.texts += texts
        return np.array([[len(text)] for text in texts], dtype=np.float32)

    def estimates(self, _: LoadedModel, rows: Sequence[Sequence[NDArray[np.float32]]]) -> list[Prediction]:
        return [Prediction(float("nan") if self.broken else float(np.sum(row))) for row in rows]

    def predictions(self, _: LoadedModel, samples: Sequence[Sample]) -> list[Prediction]:
        self.samples += samples
        return [Prediction(float(sum(map(len, sample.texts))), (ErrorSpan(0, 1, "minor", 0.5),)) for sample in samples]


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Model:
    return Model(monkeypatch)


def scorer(store: MemoryStore, *, separate: bool = True, scope: str = "scope", tokens: int = 4) -> Scorer:
    loaded = LoadedModel(SimpleNamespace(), separate, "cpu", WINDOW)
    return Scorer(scope, lambda: loaded, store, tokens=tokens, tell=lambda _: None)


def not_loaded() -> Any:
    pytest.fail("the model was loaded")


def test_each_text_is_encoded_once_the_longest_first(model: Model) -> None:
    scores = scorer(MemoryStore()).score(SAMPLES)
    assert {sample: score.prediction.score for sample, score in scores.items()} == {
        SAMPLES[0]: 6, SAMPLES[1]: 5, SAMPLES[2]: 5,
    }  # fmt: skip
    assert sorted(model.texts) == ["aa", "b", "ccc", "dd", "e"]
    assert model.texts[0] == "ccc"


@pytest.mark.parametrize("separate", [True, False])
def test_a_text_is_tokenized_once_for_all_systems_and_steps(model: Model, *, separate: bool) -> None:
    once = scorer(MemoryStore(), separate=separate)
    once.too_long(SAMPLES)
    once.score(SAMPLES)
    once.score([Sample("another", "b", "ccc")])
    assert sorted(model.tokenized) == ["aa", "another", "b", "ccc", "dd", "e"]


def test_tokens_are_kept_no_longer_than_they_are_needed(model: Model) -> None:
    once = scorer(MemoryStore())
    once.score(SAMPLES)
    assert not once._tokens_of
    assert model.texts


def test_a_text_whose_tokens_were_used_up_by_an_error_is_tokenized_again(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = scorer(MemoryStore())

    def broken(_: LoadedModel, rows: Sequence[NDArray[np.int32]]) -> NDArray[np.float32]:
        raise MetricError(f"{len(rows)} texts")

    with monkeypatch.context() as patch:
        patch.setattr(comet_score, "vectors", broken)
        with pytest.raises(MetricError):
            once.score(SAMPLES)
    assert once.score(SAMPLES)[SAMPLES[0]].prediction.score == 6
    assert sorted(model.texts) == ["aa", "b", "ccc", "dd", "e"]


def test_each_sample_is_read_once_where_texts_are_read_together(model: Model) -> None:
    scores = scorer(MemoryStore(), separate=False).score(SAMPLES)
    assert sorted(model.samples) == sorted(set(SAMPLES))
    assert scores[SAMPLES[0]] == SampleScore(Prediction(6, (ErrorSpan(0, 1, "minor", 0.5),)))


@pytest.mark.parametrize("separate", [True, False])
@pytest.mark.usefixtures("model")
def test_what_is_in_the_store_needs_no_model(*, separate: bool) -> None:
    store = MemoryStore()
    first = scorer(store, separate=separate).score(SAMPLES)
    again = Scorer("scope", not_loaded, store, tokens=0, tell=lambda _: None).score(SAMPLES)
    assert again == first


def test_another_scope_shares_nothing(model: Model) -> None:
    store = MemoryStore()
    scorer(store).score(SAMPLES)
    scorer(store, scope="fp16").score(SAMPLES)
    assert len(model.texts) == 2 * len(set(model.texts))


def test_results_of_earlier_versions_are_read() -> None:
    store = MemoryStore()
    sample = Sample("The dog", "Der Hund")
    stored = b'[0.25, [[0, 3, "minor", 0.5]], [["source", 700]]]'
    store.put({key("scope", "score", "The dog", "Der Hund"): stored})
    expected = SampleScore(Prediction(0.25, (ErrorSpan(0, 3, "minor", 0.5),)), (("source", 700),))
    assert Scorer("scope", not_loaded, store, tokens=0, tell=lambda _: None).score([sample]) == {sample: expected}
    assert comet_score._encode(expected) == stored


@pytest.mark.usefixtures("model")
def test_texts_past_the_window_are_named_with_their_tokens() -> None:
    sample = Sample("x" * 5, "y" * 11, "z" * 12)
    truncated = scorer(MemoryStore()).score([sample])[sample].truncated
    assert truncated == (("source", 11), ("reference", 12))
    together = scorer(MemoryStore(), separate=False).score([sample])[sample].truncated
    assert together == (("texts together", 28),)


@pytest.mark.usefixtures("model")
def test_what_is_too_long_depends_on_how_texts_are_read() -> None:
    samples = [Sample("x" * 6, "y" * 6), Sample("x", "y" * 11), Sample("x", "y")]
    assert scorer(MemoryStore()).too_long(samples) == {samples[1]}
    assert scorer(MemoryStore(), separate=False).too_long(samples) == {samples[0], samples[1]}


def test_a_score_that_is_no_number_is_refused_and_not_kept(model: Model) -> None:
    model.broken = True
    store = MemoryStore()
    with pytest.raises(MetricError, match=r"no number for 'aa'\n  try: precision=fp32"):
        scorer(store).score(SAMPLES)
    assert store.get([key("scope", "score", *SAMPLES[0].texts)]) == {}
