"""A set of three systems in two domains, and a run of it with scores and spans, for the tests of campaigns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tertium.corpora.types import Document, EvalSet
from tertium.evals.evaluate import evaluate

if TYPE_CHECKING:
    from tertium.evals.types import Run

SYSTEMS = ("good", "fair", "poor")


def small_set(documents: int = 8, segments: int = 3) -> EvalSet:
    """Return a set whose documents are two thirds news; each system's output of a segment is its own text."""
    number = documents * segments
    blocks = tuple(
        Document(f"d{i}", i * segments, (i + 1) * segments, "talk" if i % 3 == 2 else "news") for i in range(documents)
    )
    return EvalSet(
        name="small",
        ids=tuple(f"s{i}" for i in range(number)),
        documents=blocks,
        sources=tuple(f"Source sentence number {i}." for i in range(number)),
        references={"A": tuple(f"Der Satz mit der Nummer {i} ist {'sehr ' * (i % 5)}lang." for i in range(number))},
        outputs={
            "good": tuple(f"Der Satz mit der Nummer {i} ist {'sehr ' * (i % 5)}lang." for i in range(number)),
            "fair": tuple(f"Der Satz mit Nummer {i} ist {'so ' * (i % 4)}lang." for i in range(number)),
            "poor": tuple(f"😀 Ein Wort {i + 1000} fehlt{' hier' * (i % 3)}." for i in range(number)),
        },
        languages=("en", "de"),
    )


def small_run(data: EvalSet | None = None) -> Run:
    """Return a run of the set by chrF, length ratio and the check of numbers, which marks what `poor` got wrong."""
    return evaluate(data or small_set(), ["chrf", "ter", "numbers"])


def normal_scores(documents: int, gap: float, seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Return scores of two systems in documents of one segment; their differences have a deviation of 1."""
    rng = np.random.default_rng(seed)
    return np.stack([rng.normal(gap, 1.0, documents), np.zeros(documents)])
