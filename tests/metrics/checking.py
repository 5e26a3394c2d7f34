"""How the tests of checks ask: one source, one hypothesis."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tertium.corpora.types import Texts
from tertium.metrics.registry import load

if TYPE_CHECKING:
    from tertium.metrics.base import Metric, Span


class Answer(NamedTuple):
    """What a check said of one hypothesis."""

    errors: float
    opportunities: float
    spans: tuple[Span, ...]

    @property
    def labels(self) -> list[str]:
        return [span.label for span in self.spans]


def ask(
    check: str | Metric,
    source: str,
    hypothesis: str,
    languages: tuple[str | None, str | None] = ("en", "de"),
    references: tuple[str, ...] = (),
) -> Answer:
    """Return what a check (or its spec) counts and finds; every span lies within the hypothesis."""
    texts = Texts(("d#1",), (source,), (references,), ("d",), languages)
    metric = load(check) if isinstance(check, str) else check
    counted = metric.bind(texts)([hypothesis])
    assert all(0 <= span.start <= span.end <= len(hypothesis) for span in counted.spans)
    errors, opportunities = counted.counts[0]
    return Answer(errors, opportunities, counted.spans)


def pointed_at(answer: Answer, hypothesis: str) -> list[str]:
    """Return the texts of the spans."""
    return [hypothesis[span.start : span.end] for span in answer.spans]
