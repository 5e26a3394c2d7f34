"""Segments to samples and back: several references, and the segments before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from tertium.metrics.neural.comet.types import ErrorSpan, Prediction, Sample

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import Texts

SEPARATOR: Final = " </s> "
"""Between segments where the model averages the vectors of the last one only (Vernikos et al. 2022)."""


@dataclass(frozen=True, slots=True)
class SampleBuilder:
    """Builds the samples of a system's hypotheses.

    Attributes:
        texts: the bound set.
        references: how the scores against several references make one, or that none is read.
        context: the number of segments of the same document that are read before each.
        last: whether only the last segment is scored: hypotheses then stand behind the context of the first reference.
    """

    texts: Texts
    references: Literal["mean", "max", "none"]
    context: int
    last: bool

    def samples(self, hypotheses: Sequence[str]) -> list[list[Sample]]:
        """Return the samples of each segment: one per reference, or one where no reference is read."""
        texts = self.texts
        sources = self._with_context(texts.sources, texts.sources)
        if self.references == "none":
            translations = self._with_context(hypotheses, hypotheses)
            return [[Sample(*pair)] for pair in zip(translations, sources, strict=True)]
        first = [references[0] for references in texts.references]
        translations = self._with_context(hypotheses, first if self.last else hypotheses)
        # One column per reference, so that the context of a second reference is in second references. A segment with
        # fewer references lends its first one to the context of the others.
        most = max(map(len, texts.references))
        columns = [
            [references[i] if i < len(references) else references[0] for references in texts.references]
            for i in range(most)
        ]
        columns = [self._with_context(column, column) for column in columns]
        return [
            [Sample(translations[row], sources[row], columns[i][row]) for i in range(len(references))]
            for row, references in enumerate(texts.references)
        ]

    def start(self, hypotheses: Sequence[str], row: int) -> int:
        """Return the offset at which a segment's own hypothesis begins in its sample."""
        if not self.context:
            return 0
        first = [references[0] if references else "" for references in self.texts.references]
        column = first if self.last and self.references != "none" else hypotheses
        context = self._context(column, row)
        return len(self._joined([*context, ""])) if context else 0

    def _with_context(self, column: Sequence[str], context: Sequence[str]) -> list[str]:
        """Return each text of a column behind the texts that stand before it in another column."""
        return [self._joined([*self._context(context, row), text]) for row, text in enumerate(column)]

    def _context(self, column: Sequence[str], row: int) -> list[str]:
        documents = self.texts.documents
        return [column[i] for i in range(max(0, row - self.context), row) if documents[i] == documents[row]]

    def _joined(self, texts: Sequence[str]) -> str:
        return (SEPARATOR if self.last else " ").join(texts)


def over_references(predictions: Sequence[Prediction], rule: Literal["mean", "max", "none"]) -> Prediction:
    """Return the prediction over references; the errors are those with the reference that scores best."""
    best = max(predictions, key=lambda prediction: prediction.score)
    if rule == "max":
        return best
    return Prediction(sum(prediction.score for prediction in predictions) / len(predictions), best.errors)


def without_context(errors: Sequence[ErrorSpan], start: int) -> list[ErrorSpan]:
    """Return the errors in a segment's own hypothesis, which begins at `start`, with offsets into it."""
    inside = [error for error in errors if error.end > start or error.start >= start]
    return [error._replace(start=max(error.start - start, 0), end=error.end - start) for error in inside]
