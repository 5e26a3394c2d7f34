"""Samples to scores: from the store what is there, from the model the rest, kept batch by batch."""

from __future__ import annotations

import json
import math
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from tertium.cache.map import CachedMap
from tertium.cache.progress import with_progress
from tertium.cache.store import key
from tertium.errors import MetricError
from tertium.metrics.neural.comet.batches import (
    batches,
    estimates,
    joint_length,
    lengths,
    predictions,
    vectors,
)
from tertium.metrics.neural.comet.types import Error, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from tertium.cache.store import Store
    from tertium.metrics.neural.comet.load import Loaded
    from tertium.metrics.neural.comet.types import Sample

ROWS: Final = 256
"""Samples whose scores are estimated from their vectors, and kept, at a time."""

TOKENS: Final = {"cpu": 1024, "mps": 4096, "cuda": 16384}
"""Padded tokens of a batch where nothing else is asked for."""


class Found(NamedTuple):
    """A sample's outcome, and what of it the model didn't read.

    Attributes:
        outcome: the score and the errors.
        cut: names of texts that are longer than the window, with their tokens.
    """

    outcome: Outcome
    cut: tuple[tuple[str, int], ...] = ()


class Scorer:
    """Scores samples with one model, each different one once.

    Args:
        scope: all that a score depends on beside the texts.
        model: loads the model when the first sample has to be computed.
        store: where scores and vectors are kept.
        tokens: padded tokens of a batch; 0 is what suits the device.
        tell: told how far the work is.
    """

    def __init__(
        self, scope: str, model: Callable[[], Loaded], store: Store, *, tokens: int, tell: Callable[[str], None]
    ) -> None:
        self._scope, self._open, self._store, self._tokens, self._tell = scope, model, store, tokens, tell
        self._loaded: Loaded | None = None

    @property
    def loaded(self) -> Loaded:
        """The model, loaded on first use."""
        if self._loaded is None:
            self._loaded = self._open()
        return self._loaded

    def score(self, samples: Sequence[Sample]) -> dict[Sample, Found]:
        """Return what is said of each sample; what had to be computed is in the store afterwards.

        Raises:
            MetricError: the model can't be loaded, or gives no number.
        """
        scores = CachedMap(
            self._store, lambda sample: key(self._scope, "score", *sample.texts), self._computed, _written, _read
        )
        return scores(samples)

    def _computed(self, samples: list[Sample]) -> Iterator[dict[Sample, Found]]:
        return self._separately(samples) if self.loaded.separate else self._jointly(samples)

    def _separately(self, samples: list[Sample]) -> Iterator[dict[Sample, Found]]:
        """Yield outcomes by way of one vector per text."""
        texts = list(dict.fromkeys(text for sample in samples for text in sample.texts))
        sizes = dict(zip(texts, lengths(self.loaded, texts), strict=True))
        vector = self._vectors(sizes)
        for start in range(0, len(samples), ROWS):
            some = samples[start : start + ROWS]
            outcomes = estimates(self.loaded, [[vector[text] for text in sample.texts] for sample in some])
            cuts = [self._cut(sample, [sizes[text] for text in sample.texts]) for sample in some]
            yield _checked(some, outcomes, cuts)

    def _vectors(self, sizes: Mapping[str, int]) -> dict[str, NDArray[np.float32]]:
        encoded = CachedMap(
            self._store,
            lambda text: key(self._scope, "vector", text),
            partial(self._encoded, sizes),
            lambda vector: vector.tobytes(),
            lambda raw: np.frombuffer(raw, dtype=np.float32),
        )
        return encoded(sizes)

    def _encoded(self, sizes: Mapping[str, int], texts: list[str]) -> Iterator[dict[str, NDArray[np.float32]]]:
        """Yield the vectors of texts batch by batch."""
        window = self.loaded.window
        for batch in self._batches([min(sizes[text], window) for text in texts], "texts encoded"):
            some = [texts[i] for i in batch]
            yield dict(zip(some, vectors(self.loaded, some), strict=True))

    def _jointly(self, samples: list[Sample]) -> Iterator[dict[Sample, Found]]:
        """Yield outcomes of samples whose texts are read as one sequence."""
        texts = list(dict.fromkeys(text for sample in samples for text in sample.texts))
        size = dict(zip(texts, lengths(self.loaded, texts), strict=True))
        parts = [[size[text] for text in sample.texts] for sample in samples]
        sizes = [min(joint_length(self.loaded, part), self.loaded.window) for part in parts]
        for batch in self._batches(sizes, "segments scored"):
            some = [samples[i] for i in batch]
            yield _checked(some, predictions(self.loaded, some), [self._cut(samples[i], parts[i]) for i in batch])

    def _batches(self, sizes: Sequence[int], unit: str) -> Iterator[list[int]]:
        budget = self._tokens or TOKENS[self.loaded.device]
        return with_progress(batches(sizes, budget), sizes, unit, self._tell)

    def _cut(self, sample: Sample, parts: list[int]) -> tuple[tuple[str, int], ...]:
        """Return the names and tokens of what is longer than the window."""
        window = self.loaded.window
        if self.loaded.separate:
            named = zip(sample._fields, parts, strict=False)
            return tuple((name, tokens) for name, tokens in named if tokens > window)
        total = joint_length(self.loaded, parts)
        return (("texts together", total),) if total > window else ()

    def too_long(self, samples: Sequence[Sample]) -> set[Sample]:
        """Return the samples of which the model would not read all."""
        texts = list(dict.fromkeys(text for sample in samples for text in sample.texts))
        size = dict(zip(texts, lengths(self.loaded, texts), strict=True))
        return {sample for sample in samples if self._cut(sample, [size[text] for text in sample.texts])}


def _checked(
    samples: list[Sample], outcomes: list[Outcome], cuts: list[tuple[tuple[str, int], ...]]
) -> dict[Sample, Found]:
    for sample, outcome in zip(samples, outcomes, strict=True):
        if not math.isfinite(outcome.score):
            raise MetricError(f"the model gives no number for {sample.hypothesis[:50]!r}", hint="precision=fp32")
    return {sample: Found(outcome, cut) for sample, outcome, cut in zip(samples, outcomes, cuts, strict=True)}


def _written(found: Found) -> bytes:
    return json.dumps([found.outcome.score, found.outcome.errors, found.cut], allow_nan=False).encode()


def _read(raw: bytes) -> Found:
    score, errors, cut = json.loads(raw)
    return Found(Outcome(score, tuple(Error(*one) for one in errors)), tuple((name, tokens) for name, tokens in cut))
