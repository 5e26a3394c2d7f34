"""How much a document is worth to a human evaluation: higher is better to rate.

Metric variance and diversity are those of subset2evaluate (Zouhar, Cui and Sachan 2025, "How to Select Datapoints for
Efficient Human Evaluation of NLG Models?", TACL 13), there of items; a document has the mean of its segments here.
"""

from __future__ import annotations

import warnings
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np

from tertium.corpora.types import Texts
from tertium.errors import UsageError
from tertium.evals.types import Key
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.evals.types import Run
    from tertium.metrics.base import Scores


def variance(run: Run, label: str) -> Scores:
    """Return the variance of the systems' scores by a metric, shape (documents,); nan without scores.

    Raises:
        UsageError: the run has one system.
    """
    if len(run.systems) < 2:  # noqa: PLR2004 - it takes two to vary
        raise UsageError("one system's scores can't vary", hint="a run with two systems, or --choose random")
    scores = np.stack([run.values[Key(system, label)].segments for system in run.systems])
    return by_document(_nan_to_nan(np.nanvar, scores), run.data)


def disagreement(run: Run, labels: Sequence[str]) -> Scores:
    """Return how far apart metrics place an output: the span of its ranks (0 to 1), mean over outputs; (documents,).

    Raises:
        UsageError: fewer than two of the metrics have a better direction.
    """
    directed = [label for label in labels if run.measures[label].higher_is_better is not None]
    if len(directed) < 2:  # noqa: PLR2004 - it takes two to disagree
        raise UsageError("one metric can't disagree", hint="two metrics of the run, or --choose variance")
    ranks = []
    for label in directed:
        scores = np.stack([run.values[Key(system, label)].segments for system in run.systems])
        ranks.append(_ranks(scores if run.measures[label].higher_is_better else -scores))
    stacked = np.stack(ranks)
    spread = np.where(np.isnan(stacked).any(axis=0), np.nan, stacked.max(axis=0) - stacked.min(axis=0))
    return by_document(_nan_to_nan(np.nanmean, spread), run.data)


def diversity(data: EvalSet) -> Scores:
    """Return how unlike the systems' outputs are: minus the mean chrF of every two, both ways; shape (documents,).

    Raises:
        UsageError: the set has one system.
    """
    if len(data.outputs) < 2:  # noqa: PLR2004 - it takes two to differ
        raise UsageError("one system's outputs can't differ", hint="a set with two systems, or --choose random")
    metric, sums, numbers = load("chrf"), np.zeros(len(data)), np.zeros(len(data))
    for one, other in permutations(data.outputs.values(), 2):
        rows = [i for i in range(len(data)) if one[i] is not None and other[i] is not None]
        texts = Texts(
            ids=tuple(data.ids[i] for i in rows),
            sources=("",) * len(rows),
            references=tuple((str(other[i]),) for i in rows),
            documents=("",) * len(rows),
        )
        if rows:
            sums[rows] += metric.score(metric.bind(texts)([str(one[i]) for i in rows]).counts)
            numbers[rows] += 1
    return by_document(np.where(numbers > 0, -sums / np.maximum(numbers, 1), np.nan), data)


def by_document(values: Scores, data: EvalSet) -> Scores:
    """Return the mean of each document's segments that have a value, (segments,) to (documents,)."""
    return np.array([float(_nan_to_nan(np.nanmean, values[document.rows])) for document in data.documents])


def _nan_to_nan(function: Callable[..., Scores], values: Scores) -> Scores:
    """Return a function over the first axis, nan where all is nan, without numpy's warning of that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return function(values, axis=0)


def _ranks(scores: Scores) -> Scores:
    """Return places from 0 (lowest) to 1 among all outputs, ties in the middle; nan without a score."""
    flat = scores.ravel()
    known = np.sort(flat[~np.isnan(flat)])
    below = np.searchsorted(known, flat, "left") + np.searchsorted(known, flat, "right") - 1
    return np.where(np.isnan(scores), np.nan, (below / 2 / max(len(known) - 1, 1)).reshape(scores.shape))
