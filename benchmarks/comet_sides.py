"""The two sides of `benchmarks/comet.py`: this package's metric and unbabel-comet's `predict`, on the same texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from tertium.cache.store import MemoryStore
from tertium.metrics.neural.comet.count import CometCounter
from tertium.metrics.neural.comet.metric import Comet
from tertium.metrics.neural.comet.score import Scorer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from tertium.corpora.types import EvalSet, Texts
    from tertium.metrics.base import Counter
    from tertium.metrics.neural.comet.load import Device, Precision


def first(data: EvalSet, segments: int, systems: int) -> tuple[Texts, list[list[str]]]:
    """Return the first segments with their first reference, and the outputs of the first systems."""
    reference = next(iter(data.references))
    texts = data.with_references([reference]).texts(range(min(segments, len(data))))
    outputs = [[text or "" for text in column[: len(texts)]] for column in data.outputs.values()]
    if len(outputs) < systems:
        raise SystemExit(f"{data.name} has {len(outputs)} systems")
    return texts, outputs[:systems]


def bound(folder: Path, texts: Texts, device: Device, precision: Precision = "fp32") -> CometCounter:
    """Return the counter with its model in memory: loading is on neither side of a comparison."""
    count = Comet(model=str(folder), device=device, precision=precision).bind(texts)
    if not isinstance(count, CometCounter):
        raise TypeError(f"{count} is no counter of COMET")
    _ = count.scorer.loaded
    return count


def anew(count: CometCounter) -> CometCounter:
    """Return the counter with the same model and nothing that is kept."""
    loaded = count.scorer.loaded
    scorer = Scorer("", lambda: loaded, MemoryStore(), tokens=0, tell=lambda _: None)
    return replace(count, scorer=scorer)


def scores(count: Counter, outputs: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Return this package's scores, shape (systems, segments)."""
    return np.array([count(hypotheses).counts[:, 0] for hypotheses in outputs])


def predicted(
    model: Any, texts: Texts, outputs: Sequence[Sequence[str]], *, gpus: int = 0, batch: int = 16
) -> NDArray[np.float64]:
    """Return the package's scores, asked for as its command asks for them; shape (systems, segments)."""
    rows = []
    for hypotheses in outputs:
        columns = zip(texts.sources, hypotheses, texts.references, strict=True)
        data = [{"src": source, "mt": hypothesis, "ref": references[0]} for source, hypothesis, references in columns]
        rows.append(model.predict(data, batch_size=batch, gpus=gpus, progress_bar=False).scores)
    return np.array(rows)
