"""Accuracy over several sets, mostly language pairs: pairs of systems of all of them together (Kocmi et al. 2021)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.errors import CompareError
from tertium.evals.results.meta_evaluation import Pooled, PooledMeta

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.evals.results import Meta

STATISTIC: Final = "pairwise accuracy"


def pool(metas: Sequence[Meta]) -> PooledMeta:
    """Return the pairwise accuracy of each metric that all sets have; pairs are of systems of one set.

    Raises:
        CompareError: no metric has pairs in all sets.
    """
    by_set = [
        {item.metric: item for item in meta.trusts if item.statistic == STATISTIC and not item.part and item.pairs}
        for meta in metas
    ]
    labels = [label for label in by_set[0] if all(label in items for items in by_set)]
    if not labels:
        raise CompareError("the sets have no metric in common", hint="runs that were scored by the same metrics")
    pooled = []
    for label in labels:
        items = [of_set[label] for of_set in by_set]
        pairs = sum(item.pairs for item in items)
        # a value is a share of pairs: their number is whole
        right = sum(round(item.value * item.pairs) for item in items)
        pooled.append(Pooled(label, right / pairs, pairs, len(items)))
    return PooledMeta(tuple(metas), tuple(sorted(pooled, key=lambda item: -item.accuracy)))
