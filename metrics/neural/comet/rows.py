"""Segments to samples and back: several references, and the sentences before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from tertium.metrics.neural.comet.types import Error, Outcome, Sample

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import Texts

SEPARATOR: Final = " </s> "
"""Between sentences whose vectors are of the last one only (Vernikos et al. 2022)."""


@dataclass(frozen=True, slots=True)
class Rows:
    """How segments are read.

    Attributes:
        texts: the bound set.
        references: whether they are read, and how several make one score.
        context: how many segments of the same document are read before each.
        last: whether those are only looked at: hypotheses then stand behind the context of the first reference.
    """

    texts: Texts
    references: Literal["mean", "max", "none"]
    context: int
    last: bool

    def samples(self, hypotheses: Sequence[str]) -> list[list[Sample]]:
        """Return one sample per segment and reference."""
        texts = self.texts
        sources = self._behind(texts.sources, texts.sources)
        if self.references == "none":
            own = self._behind(hypotheses, hypotheses)
            return [[Sample(*pair)] for pair in zip(own, sources, strict=True)]
        first = [references[0] for references in texts.references]
        own = self._behind(hypotheses, first if self.last else hypotheses)
        most = max(map(len, texts.references))
        columns = [[some[i] if i < len(some) else some[0] for some in texts.references] for i in range(most)]
        read = [self._behind(column, column) for column in columns]
        return [
            [Sample(own[row], sources[row], read[i][row]) for i in range(len(some))]
            for row, some in enumerate(texts.references)
        ]

    def start(self, hypotheses: Sequence[str], row: int) -> int:
        """Return where a segment's own hypothesis begins in its sample."""
        if not self.context:
            return 0
        first = [some[0] if some else "" for some in self.texts.references]
        before = first if self.last and self.references != "none" else hypotheses
        context = self._context(before, row)
        return len(self._joined([*context, ""])) if context else 0

    def _behind(self, column: Sequence[str], context: Sequence[str]) -> list[str]:
        return [self._joined([*self._context(context, row), text]) for row, text in enumerate(column)]

    def _context(self, column: Sequence[str], row: int) -> list[str]:
        documents = self.texts.documents
        return [column[i] for i in range(max(0, row - self.context), row) if documents[i] == documents[row]]

    def _joined(self, parts: Sequence[str]) -> str:
        return (SEPARATOR if self.last else " ").join(parts)


def combined(found: Sequence[Outcome], rule: Literal["mean", "max", "none"]) -> Outcome:
    """Return the outcome over references; the errors are those found with the reference that scores best."""
    best = max(found, key=lambda one: one.score)
    return best if rule == "max" else Outcome(sum(one.score for one in found) / len(found), best.errors)


def own(errors: Sequence[Error], start: int) -> list[Error]:
    """Return the errors in a segment's own hypothesis, which begins at `start` of what was read."""
    kept = [one for one in errors if one.end > start or one.start >= start]
    return [one._replace(start=max(one.start - start, 0), end=one.end - start) for one in kept]
