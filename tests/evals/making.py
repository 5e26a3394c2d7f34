"""Runs made by hand, with scores that a test knows: a score is the mean of its segments' values."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from tertium.corpora.types import Document, EvalSet
from tertium.evals.types import Key, Measure, Run, values_of
from tertium.metrics.neural.judge.noise import row
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


def judged(
    judgements: Mapping[str, Sequence[Sequence[float]]],
    *,
    sizes: Sequence[int] | None = None,
    card: Mapping[str, Any] | None = None,
) -> Run:
    """Return a run of a judge that gave these judgements to each segment of a system."""
    metric = load(JUDGE)
    means = {system: [float(np.mean(scores)) for scores in column] for system, column in judgements.items()}
    run = run_of(means, sizes)
    counts = {Key(system, JUDGE): np.stack([row(scores) for scores in column]) for system, column in judgements.items()}
    measure = Measure(JUDGE, metric.signature, "points", higher_is_better=True, needs=("source",), card=card)
    values = {key: values_of(metric, rows, run.data) for key, rows in counts.items()}
    return replace(run, measures={JUDGE: measure}, counts=counts, values=values)


JUDGE = "judge:protocol=da,model=m,n=3"
"""Label of the judge of `judged`."""


def card(*faults: str) -> dict[str, Any]:
    """Return a card of that judge with these faults, as JSON values."""
    probe = {"name": "padding", "asks": "why", "cases": 12, "judged": 12, "passed": 3, "change": None, "fault": ""}
    judge = {"judge": JUDGE, "signature": load(JUDGE).signature, "pairs": "12 pairs"}
    return {**judge, "probes": [probe], "asked": 12, "unread": {"no JSON": 2}, "faults": list(faults)}
