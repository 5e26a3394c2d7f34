"""A judge on its bench: scores of texts that probes make, each asked once, and why others are missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tertium.evals.validation import validated
from tertium.metrics.base import Noisy, Reports, options
from tertium.metrics.registry import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counts, Metric, Scores

UNANSWERED: Final = "no answer: "
"""Beginning of the reason that a judge gives where its service gave no answer."""


@dataclass(slots=True)
class Bench:
    """Scores hypotheses by a metric and remembers what it was asked.

    Attributes:
        metric: the judge; any other metric will do.
        tell: receives lines about the progress.
        asked: the number of hypotheses that were to be scored.
        unread: reason to the number of those that have no score.
    """

    metric: Metric
    tell: Callable[[str], None]
    asked: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    _known: dict[Any, Counts] = field(default_factory=dict)

    @property
    def unanswered(self) -> int:
        """How many have no score because the service gave no answer, which is no fault of the judge."""
        return sum(count for reason, count in self.unread.items() if reason.startswith(UNANSWERED))

    def has(self, option: str) -> bool:
        """Whether the metric has an option of this name."""
        return option in {item.name for item in options(self.metric)}

    def scores(self, texts: Texts, hypotheses: Sequence[str], **changed: Any) -> Scores:
        """Return one score per hypothesis, nan where there is none.

        Args:
            texts: sources and references.
            hypotheses: one per segment.
            changed: options in which the metric differs from the judge.
        """
        metric, rows = self._rows(texts, hypotheses, changed)
        scores = np.full(len(rows), np.nan)
        defined = ~np.isnan(rows).any(axis=1)
        scores[defined] = metric.score(rows[defined]) if defined.any() else np.nan
        return scores

    def noise(self, texts: Texts, hypotheses: Sequence[str], **changed: Any) -> Scores:
        """Return the standard error of each score from judging again, nan where it isn't known."""
        metric, rows = self._rows(texts, hypotheses, changed)
        noise = np.full(len(rows), np.nan)
        defined = ~np.isnan(rows).any(axis=1)
        if isinstance(metric, Noisy) and defined.any():
            noise[defined] = metric.noise(rows[defined])
        return noise

    def _rows(self, texts: Texts, hypotheses: Sequence[str], changed: dict[str, Any]) -> tuple[Any, Counts]:
        metric: Any = replace(self.metric, **changed) if changed else self.metric  # type: ignore[type-var]
        key = (label(metric), texts, tuple(hypotheses))
        if key not in self._known:
            count = metric.bind_reporting(texts, self.tell) if isinstance(metric, Reports) else metric.bind(texts)
            counted = validated(count(list(hypotheses)), list(hypotheses), None)
            rows = counted.counts.copy()
            rows[list(counted.unscored)] = np.nan
            self.asked += len(rows)
            self.unread.update(counted.unscored.values())
            self._known[key] = rows
        return metric, self._known[key]
