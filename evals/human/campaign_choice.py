"""Chooses the documents that people rate: at random or by value, from each domain in proportion to its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.errors import UsageError, counted

if TYPE_CHECKING:
    from tertium.corpora.types import EvalSet
    from tertium.metrics.base import Scores

WAYS: Final = ("random", "variance", "disagreement", "diversity")


def choose(data: EvalSet, number: int, values: Scores | None = None, seed: int = 12345) -> tuple[int, ...]:
    """Return the indices of the chosen documents, in the order of the set.

    Every domain gives as many as its share of all documents, rounded so that the sum is right (largest remainders),
    and at least one where there are enough.

    Args:
        data: the set.
        number: how many documents.
        values: of each document, shape (documents,): the highest are chosen, nan last; None chooses at random.
        seed: of the random numbers, which also decide between equal values.

    Raises:
        UsageError: the set has fewer documents.
    """
    if not 1 <= number <= len(data.documents):
        message = f"set {data.name!r} has {counted(len(data.documents), 'document')}, not {number}"
        raise UsageError(message, hint="--size N, or all without it")
    order = np.random.default_rng(seed).permutation(len(data.documents))
    if values is not None:
        worth = np.where(np.isnan(values), -np.inf, values)
        order = order[np.argsort(-worth[order], kind="stable")]
    by_domain: dict[str | None, list[int]] = {}
    for i in range(len(data.documents)):
        by_domain.setdefault(data.documents[i].domain, [])
    for i in order.tolist():
        by_domain[data.documents[i].domain].append(i)
    shares = shares_of([len(documents) for documents in by_domain.values()], number)
    chosen = [i for documents, share in zip(by_domain.values(), shares, strict=True) for i in documents[:share]]
    return tuple(sorted(chosen))


def shares_of(sizes: list[int], number: int) -> list[int]:
    """Return how many of a number each group gets, in proportion to sizes; at least one where there are enough."""
    least = 1 if number >= len(sizes) else 0
    exact = [number * size / sum(sizes) for size in sizes]
    shares = [max(least, int(share)) for share in exact]
    while (missing := number - sum(shares)) != 0:
        # who is furthest below its exact share gets one more, who is furthest above gives one back
        sign = 1 if missing > 0 else -1
        able = [i for i, share in enumerate(shares) if (share < sizes[i] if sign > 0 else share > least)]
        shares[max(able, key=lambda i: sign * (exact[i] - shares[i]))] += sign
    return shares
