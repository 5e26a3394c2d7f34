"""Samples to scores: from the store what is there, from the model the rest, kept batch by batch."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.cache.ahead import computed_ahead
from tertium.cache.map import CachedMap
from tertium.cache.progress import with_progress
from tertium.cache.store import key
from tertium.errors import MetricError
from tertium.metrics.neural.comet.batches import (
    batches,
    estimates,
    joint_token_count,
    predictions,
    token_ids,
    vectors,
)
from tertium.metrics.neural.comet.types import ErrorSpan, Prediction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from tertium.cache.store import Store
    from tertium.metrics.neural.comet.batches import Tokens
    from tertium.metrics.neural.comet.load import LoadedModel
    from tertium.metrics.neural.comet.types import Sample

ROWS: Final = 256
"""Samples whose scores are estimated from their vectors, and kept, at a time."""

TOKENS: Final = {"cpu": 1024, "mps": 4096, "cuda": 16384}
"""Padded tokens of a batch by device, unless the user gives a number."""


class SampleScore(NamedTuple):
    """A sample's prediction, and the texts of which the model didn't read all.

    Attributes:
        prediction: the score and the errors.
        truncated: names of texts that are longer than the model's window, with their number of tokens.
    """

    prediction: Prediction
    truncated: tuple[tuple[str, int], ...] = ()


class Scorer:
    """Scores samples with one model, each different one once.

    Args:
        scope: all that a score depends on beside the texts.
        load: loads the model; called when the first sample has to be computed.
        store: keeps scores and vectors.
        tokens: padded tokens of a batch; 0 for the device's own number.
        tell: receives lines about the progress.
    """

    def __init__(
        self, scope: str, load: Callable[[], LoadedModel], store: Store, *, tokens: int, tell: Callable[[str], None]
    ) -> None:
        self._scope, self._load, self._store, self._tokens, self._tell = scope, load, store, tokens, tell
        self._loaded: LoadedModel | None = None
        self._counts: dict[str, int] = {}
        self._tokens_of: dict[str, Tokens] = {}
        """Tokens of texts without a vector; a text is tokenized once, however many systems and steps need it."""

    @property
    def loaded(self) -> LoadedModel:
        """The model, loaded on first use."""
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded

    def score(self, samples: Sequence[Sample]) -> dict[Sample, SampleScore]:
        """Return the score of each sample; what had to be computed is in the store afterwards.

        Raises:
            MetricError: the model can't be loaded, or gives no number.
        """
        scores = CachedMap(
            self._store, lambda sample: key(self._scope, "score", *sample.texts), self._compute, _encode, _decode
        )
        return scores(samples)

    def too_long(self, samples: Sequence[Sample]) -> set[Sample]:
        """Return the samples of which the model would not read all."""
        counts = self._token_counts(samples)
        return {sample for sample in samples if self._truncated(sample, [counts[text] for text in sample.texts])}

    def _compute(self, samples: list[Sample]) -> Iterator[dict[Sample, SampleScore]]:
        # Only the model works in the other thread: the store belongs to this one.
        return self._separately(samples) if self.loaded.separate else computed_ahead(self._jointly(samples))

    def _separately(self, samples: list[Sample]) -> Iterator[dict[Sample, SampleScore]]:
        """Yield the scores of samples by way of one vector per text."""
        counts = self._token_counts(samples)
        vector = self._vectors(counts)
        for start in range(0, len(samples), ROWS):
            batch = samples[start : start + ROWS]
            rows = [[vector[text] for text in sample.texts] for sample in batch]
            truncated = [self._truncated(sample, [counts[text] for text in sample.texts]) for sample in batch]
            yield _scores(batch, estimates(self.loaded, rows), truncated)

    def _vectors(self, counts: Mapping[str, int]) -> dict[str, NDArray[np.float32]]:
        """Return the vector of each text, given its number of tokens."""
        vectors_of = CachedMap(
            self._store,
            lambda text: key(self._scope, "vector", text),
            lambda texts: computed_ahead(self._encode_texts(counts, texts)),
            lambda vector: vector.tobytes(),
            lambda raw: np.frombuffer(raw, dtype=np.float32),
        )
        by_text = vectors_of(counts)
        self._tokens_of.clear()
        return by_text

    def _encode_texts(self, counts: Mapping[str, int], texts: list[str]) -> Iterator[dict[str, NDArray[np.float32]]]:
        """Yield the vectors of texts batch by batch."""
        window = self.loaded.window
        self._tokenize([text for text in texts if text not in self._tokens_of])  # after an error, or without counting
        for batch in self._batches([min(counts[text], window) for text in texts], "texts encoded"):
            batch_texts = [texts[i] for i in batch]
            rows = vectors(self.loaded, [self._tokens_of.pop(text) for text in batch_texts])
            yield dict(zip(batch_texts, rows, strict=True))

    def _jointly(self, samples: list[Sample]) -> Iterator[dict[Sample, SampleScore]]:
        """Yield the scores of samples whose texts are read as one sequence."""
        counts = self._token_counts(samples)
        parts = [[counts[text] for text in sample.texts] for sample in samples]
        sizes = [min(joint_token_count(self.loaded, part), self.loaded.window) for part in parts]
        for batch in self._batches(sizes, "segments scored"):
            batch_samples = [samples[i] for i in batch]
            truncated = [self._truncated(samples[i], parts[i]) for i in batch]
            yield _scores(batch_samples, predictions(self.loaded, batch_samples), truncated)

    def _batches(self, sizes: Sequence[int], unit: str) -> Iterator[list[int]]:
        budget = self._tokens or TOKENS[self.loaded.device]
        return with_progress(batches(sizes, budget), sizes, unit, self._tell)

    def _token_counts(self, samples: Sequence[Sample]) -> dict[str, int]:
        """Return the number of tokens of each different text."""
        texts = dict.fromkeys(text for sample in samples for text in sample.texts)
        self._tokenize([text for text in texts if text not in self._counts])
        return {text: self._counts[text] for text in texts}

    def _tokenize(self, texts: Sequence[str]) -> None:
        """Count the tokens of texts, and keep them where each text is encoded by itself."""
        tokens = dict(zip(texts, token_ids(self.loaded, texts), strict=True))
        self._counts |= {text: len(row) for text, row in tokens.items()}
        if self.loaded.separate:
            self._tokens_of |= tokens

    def _truncated(self, sample: Sample, counts: Sequence[int]) -> tuple[tuple[str, int], ...]:
        """Return the names and tokens of what is longer than the window, given the tokens of each text."""
        window = self.loaded.window
        if self.loaded.separate:
            fields = zip(sample._fields, counts, strict=False)  # a sample may have no reference
            return tuple((name, tokens) for name, tokens in fields if tokens > window)
        total = joint_token_count(self.loaded, counts)
        return (("texts together", total),) if total > window else ()


def _scores(
    samples: Sequence[Sample], answers: Sequence[Prediction], truncated: Sequence[tuple[tuple[str, int], ...]]
) -> dict[Sample, SampleScore]:
    """Return the scores of a batch; MetricError where one is no number."""
    for sample, prediction in zip(samples, answers, strict=True):
        if not math.isfinite(prediction.score):
            raise MetricError(f"the model gives no number for {sample.hypothesis[:50]!r}", hint="precision=fp32")
    return {
        sample: SampleScore(prediction, texts)
        for sample, prediction, texts in zip(samples, answers, truncated, strict=True)
    }


def _encode(score: SampleScore) -> bytes:
    """Return a score as JSON: the cache's format, which results of earlier versions have too."""
    return json.dumps([score.prediction.score, score.prediction.errors, score.truncated], allow_nan=False).encode()


def _decode(raw: bytes) -> SampleScore:
    score, errors, truncated = json.loads(raw)
    prediction = Prediction(score, tuple(ErrorSpan(*error) for error in errors))
    return SampleScore(prediction, tuple((name, tokens) for name, tokens in truncated))
