"""Omissions and additions: by length (much shorter or longer than expected), or by aligning sentences."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tertium.corpora.encoders.choice import for_languages, load
from tertium.metrics.checks import partners
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.checks.lengths import SHORTEST, LengthModel, counter_by_length, extent, learned
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter


@register
@dataclass(frozen=True, slots=True)
class Completeness(Check):
    """Omissions and additions, per hundred segments whose length can tell, or per hundred sentences aligned.

    The extent of a text is its characters (Han and kana threefold, Hangul twofold). The usual ratio of a translation's
    to its source's is learned from the set: from the references, else from the system's outputs, if there are 20; else
    it is that of any two languages, and only what is far off is found. A finding says from what.

    Attributes:
        by: ``length`` needs no model; ``alignment`` finds single sentences, in segments that have several.
        deviations: by length, the distance from the usual logarithm of the ratio that makes a finding, in standard
            deviations.
        shortest: by length, the extent that is expected of a translation at least: short sentences vary too much.
        encoder: of alignment; ``auto`` is the embedded one that knows the languages (use: 15; e5: about 100).
    """

    name = "completeness"
    rules = 2

    by: Literal["length", "alignment"] = "length"
    deviations: float = 4.0
    shortest: int = SHORTEST
    encoder: Literal["auto", "use", "e5"] = "auto"

    def adapted(self, languages: tuple[str | None, str | None]) -> Completeness:
        """Return the check with the encoder that knows both languages; by length it needs none.

        Raises:
            UsageError: no embedded encoder does, or its package isn't installed.
        """
        if self.by == "length" or self.encoder != "auto":
            return self
        encoder = for_languages(*languages, hint=f"{self.name}:by=length, which needs no encoder")
        return replace(self, encoder="use" if encoder.name == "use" else "e5")

    @property
    def holds_model(self) -> bool:
        """Whether an encoder aligns the sentences."""
        return self.by == "alignment"

    @property
    def signature(self) -> str:
        """The options and the rules' version, and by alignment the encoder with its version once it is settled."""
        base = super(Completeness, self).signature  # slots make another class, which bare super() doesn't know
        if self.by == "length" or self.encoder == "auto":
            return base
        return f"{base}|{load(self.encoder).signature.partition('|')[2]}"

    @property
    def segmentwise(self) -> bool:
        """Whether a segment needs no other one: by length it is compared with the others."""
        return self.by == "alignment"

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (errors, opportunities); lengths are learned here, from all segments."""
        if self.by == "alignment":
            return self.counter_with(texts, self.inspector)
        return counter_by_length(self, texts, self._by_length)

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment; by length it knows no other one."""
        if self.by == "alignment":
            return partners.inspector(segment, load(self.adapted(segment.languages).encoder))
        return self._by_length(learned([segment.source], [segment.references], "references"), segment)

    def _by_length(self, model: LengthModel, segment: SegmentTexts) -> Inspector:
        expected = model.expected(segment.source)
        if expected < self.shortest:
            return unchecked
        limit = self.deviations * model.deviation

        def inspect(hypothesis: str) -> Checked:
            ratio = extent(hypothesis) / expected
            note = f"{ratio:.0%} of the expected length, by {model.learned_from}"
            if ratio < math.exp(-limit):
                return Checked(1, (Finding(len(hypothesis), len(hypothesis), "omission", note, 0.8),))
            if ratio > math.exp(limit):
                return Checked(1, (Finding(0, len(hypothesis), "addition", note, 0.8),))
            return Checked(1)

        return inspect
