"""The one place that touches sacreBLEU's private counting, pinned by tests of agreement with `corpus_score`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tertium.metrics.base import Counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter


def streams(texts: Texts) -> Any:
    """Return the references as sacreBLEU takes them: one list per reference, None where a segment has fewer."""
    width = max(len(one) for one in texts.references)
    return [[one[i] if i < len(one) else None for one in texts.references] for i in range(width)]


def counter(metric: Any, expected: int) -> Counter:
    """Return a counter of `metric`'s statistics; the metric holds its references, prepared once."""

    def count(hypotheses: Sequence[str]) -> Counted:
        if len(hypotheses) != expected:
            raise ValueError(f"{len(hypotheses)} hypotheses for {expected} segments")  # sacreBLEU would truncate
        rows = metric._extract_corpus_statistics(hypotheses, None)  # noqa: SLF001
        return Counted(np.array(rows, dtype=np.float64).reshape(expected, -1))

    return count
