"""Runs made by hand, with scores that a test knows: a score is the mean of its segments' values."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from tertium.corpora.types import Document, EvalSet
from tertium.evals.types import Key, Measure, Run, values_of
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MEAN = "length"
"""The registered metric whose score is a ratio of two sums: of (value, 1) rows it is their mean."""


def run_of(
    values: Mapping[str, Sequence[float]], sizes: Sequence[int] | None = None, *, better: bool | None = True
) -> Run:
    """Return a run whose systems have these values per segment (nan: skipped), in documents of these sizes."""
    length = len(next(iter(values.values())))
    stops = list(accumulate(sizes or [1] * length))
    documents = tuple(
        Document(f"d{i}", start, stop, "odd" if i % 2 else "even")
        for i, (start, stop) in enumerate(zip([0, *stops], stops, strict=False))
    )
    data = EvalSet(
        name="made",
        ids=tuple(f"{document.id}#{i + 1}" for document in documents for i in range(document.stop - document.start)),
        documents=documents,
        sources=tuple("four" for _ in range(length)),
        outputs={system: tuple(f"{system} {i}" for i in range(length)) for system in values},
    )
    metric = load(MEAN)
    counts = {}
    for system, column in values.items():
        rows = np.array([(value, 1.0) for value in column])
        counts[Key(system, MEAN)] = np.where(np.isnan(rows.sum(axis=1, keepdims=True)), np.nan, rows)
    return Run(
        data=data,
        measures={MEAN: Measure(MEAN, metric.signature, "ratio", better, ("source",))},
        counts=counts,
        values={key: values_of(metric, rows, data) for key, rows in counts.items()},
    )
