"""A judge on its bench: scores of texts that probes make, each asked once, and why others are missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import numpy as np

from tertium.corpora.types import Texts
from tertium.errors import PartialError
from tertium.evals.validation import validated
from tertium.metrics.base import UNANSWERED, Noisy, Paid, Reports, options
from tertium.metrics.registry import label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tertium.metrics.base import Counter as CountTexts
    from tertium.metrics.base import Counts, Metric, Scores
    from tertium.services.budget import Budget, Estimate

SUMS: Final = ("requests", "prompt_tokens", "completion_tokens", "money")
"""What adds up in estimates."""


@dataclass(frozen=True, slots=True)
class Side:
    """Texts to be judged.

    Attributes:
        texts: sources and references, each a document of its own.
        hypotheses: one per segment.
        changed: options in which the judge differs.
    """

    texts: Texts
    hypotheses: tuple[str, ...]
    changed: Mapping[str, Any] = field(default_factory=dict)


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
    _budget: Budget | None = None

    @property
    def unanswered(self) -> int:
        """How many have no score because the service gave no answer, which is no fault of the judge."""
        return sum(count for reason, count in self.unread.items() if reason.startswith(UNANSWERED))

    def has(self, option: str) -> bool:
        """Whether the metric has an option of this name."""
        return option in {item.name for item in options(self.metric)}

    def ask(self, sides: Iterable[Side]) -> None:
        """Score what isn't known of these sides: all with the same options at once, with one estimate and budget.

        Raises:
            PartialError: of the first of them the service answered none.
        """
        for group in self._groups(sides):
            self._ask_together(group)
            if self.unanswered == self.asked:
                reason = next(iter(self.unread)).removeprefix(UNANSWERED)
                message = f"{label(self.metric)} got no answer to any question: {reason}"
                raise PartialError(message, hint=self._remedy(reason))

    def estimate(self, sides: Iterable[Side]) -> Estimate | None:
        """Return what scoring these sides will cost at most, about; None of a metric that asks nobody."""
        total: Estimate | None = None
        for group in self._groups(sides):
            metric, texts, hypotheses = self._together(group)
            if not isinstance(metric, Paid):
                return None
            part = metric.estimate(texts, [hypotheses])
            total = (
                part
                if total is None
                else part._replace(**{name: getattr(total, name) + getattr(part, name) for name in SUMS})
            )
        return total

    def scores(self, side: Side) -> Scores:
        """Return one score per hypothesis, nan where there is none."""
        return self._of_rows(side, self._metric(side).score)

    def noise(self, side: Side) -> Scores:
        """Return the standard error of each score from judging again, nan where it isn't known."""
        metric = self._metric(side)
        return self._of_rows(side, metric.noise if isinstance(metric, Noisy) else _unknown)

    def _metric(self, side: Side) -> Metric:
        return replace(self.metric, **side.changed) if side.changed else self.metric  # type: ignore[type-var]

    def _key(self, side: Side) -> Any:
        return (label(self._metric(side)), side.texts, side.hypotheses)

    def _of_rows(self, side: Side, number: Callable[[Counts], Scores]) -> Scores:
        self.ask([side])
        rows = self._known[self._key(side)]
        values = np.full(len(rows), np.nan)
        defined = ~np.isnan(rows).any(axis=1)
        if defined.any():
            values[defined] = number(rows[defined])
        return values

    def _remedy(self, reason: str) -> str:
        """Return what to do about a service that answers nothing."""
        if reason.startswith("the budget"):
            return "a larger budget"
        if reason.startswith("status"):
            return "model, base_url and key=VARIABLE as the service wants them"
        # The host alone: what follows may be a secret.
        return f"is the service running, at {urlsplit(getattr(self.metric, 'base_url', '')).netloc}?"

    def _groups(self, sides: Iterable[Side]) -> list[dict[Any, Side]]:
        """Return the sides that aren't known, those with the same options and languages together."""
        groups: dict[Any, dict[Any, Side]] = defaultdict(dict)
        for side in sides:
            key = self._key(side)
            if key not in self._known:
                groups[label(self._metric(side)), side.texts.languages][key] = side
        return list(groups.values())

    def _together(self, sides: Mapping[Any, Side]) -> tuple[Metric, Texts, list[str]]:
        """Return a group as one set: the metric, the texts and the hypotheses."""
        metric = self._metric(next(iter(sides.values())))
        hypotheses = [text for side in sides.values() for text in side.hypotheses]
        return metric, joined([side.texts for side in sides.values()]), hypotheses

    def _ask_together(self, sides: Mapping[Any, Side]) -> None:
        """Score a group."""
        metric, texts, hypotheses = self._together(sides)
        changed = ", ".join(f"{name}={value}" for name, value in next(iter(sides.values())).changed.items())

        def tell(line: str) -> None:
            self.tell(f"{changed}: {line}" if changed else line)

        counted = validated(self._bound(metric, texts, tell)(hypotheses), hypotheses, None)
        rows = counted.counts.copy()
        rows[list(counted.unscored)] = np.nan
        self.asked += len(rows)
        self.unread.update(counted.unscored.values())
        ends = np.cumsum([len(side.texts) for side in sides.values()])
        self._known.update(zip(sides, np.split(rows, ends[:-1]), strict=True))

    def _bound(self, metric: Metric, texts: Texts, tell: Callable[[str], None]) -> CountTexts:
        """Return the counter; all that are paid for share one budget."""
        if isinstance(metric, Paid):
            self._budget = self._budget or metric.limits()
            return metric.bind_within(texts, tell, self._budget)
        return metric.bind_reporting(texts, tell) if isinstance(metric, Reports) else metric.bind(texts)


def joined(parts: list[Texts]) -> Texts:
    """Return texts of the same languages as one, each a document of its own."""
    sources = tuple(text for part in parts for text in part.sources)
    references = tuple(row for part in parts for row in part.references)
    ids = tuple(f"pair{i + 1}" for i in range(len(sources)))
    return Texts(ids, sources, references, ids, parts[0].languages)


def _unknown(rows: Counts) -> Scores:
    return np.full(len(rows), np.nan)
