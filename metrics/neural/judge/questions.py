"""The messages of a judge: the prompt's words, and the texts as one JSON object, which no text can leave."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tertium.services.answer import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.neural.judge.prompts import Prompt


@dataclass(frozen=True, slots=True)
class Questions:
    """Makes the messages about the segments of one set.

    Attributes:
        prompt: the words.
        texts: sources and references.
        context: the number of segments of the same document that are shown before each.
        references: which are shown, or compared with.
    """

    prompt: Prompt
    texts: Texts
    context: int = 0
    references: Literal["none", "first", "all"] = "none"

    @property
    def is_pairwise(self) -> bool:
        """Whether the question is which of two translations is better: the hypothesis or a reference."""
        return self.prompt.protocol == "pairwise"

    def messages(self, row: int, hypotheses: Sequence[str]) -> tuple[tuple[Message, ...], ...]:
        """Return the questions about one hypothesis: one, or two of each pair, in the second of which it stands second.

        Args:
            row: index of the segment.
            hypotheses: of all segments; those before are the context.
        """
        texts = self._source(row, hypotheses)
        if not self.is_pairwise:
            texts["translation"] = hypotheses[row]
            if self.references != "none":
                texts["reference"] = self.texts.references[row][0]
            return (self._conversation(texts),)
        references = self.texts.references[row]
        pairs = [(hypotheses[row], text) for text in (references if self.references == "all" else references[:1])]
        orders = (order for pair in pairs for order in (pair, pair[::-1]))
        return tuple(self._conversation({**texts, "translation_a": a, "translation_b": b}) for a, b in orders)

    def _source(self, row: int, hypotheses: Sequence[str]) -> dict[str, Any]:
        languages = zip(("source_language", "target_language"), self.texts.languages, strict=True)
        texts: dict[str, Any] = {name: tag for name, tag in languages if tag}
        if before := self._before(row):
            shown = ((self.texts.sources[i], hypotheses[i]) for i in before)
            texts["context"] = [{"source": source, "translation": translation} for source, translation in shown]
        texts["source"] = self.texts.sources[row]
        return texts

    def _before(self, row: int) -> range:
        """Return the rows of the context, which are of the same document."""
        start = row
        while start > max(row - self.context, 0) and self.texts.documents[start - 1] == self.texts.documents[row]:
            start -= 1
        return range(start, row)

    def _conversation(self, texts: dict[str, Any]) -> tuple[Message, ...]:
        data = json.dumps(texts, ensure_ascii=False)
        return (Message("system", self.prompt.instructions), Message("user", data))
