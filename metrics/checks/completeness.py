"""Omissions and additions: by length (much shorter or longer than expected), or by aligning sentences."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final, Literal

from tertium.corpora.encoders.choice import for_languages, load
from tertium.metrics.checks import partners
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.checks.lengths import expected_ratio, is_heavy, weight
from tertium.metrics.registry import register

SPREAD: Final = 0.14
"""Standard deviation of the logarithm of weight ratios between languages of one kind of script (WMT21, WMT22)."""

SPREAD_ACROSS: Final = 0.22
"""The same where one side is written in Han or kana, and the other isn't."""


@register
@dataclass(frozen=True, slots=True)
class Completeness(Check):
    """Omissions and additions, per hundred segments whose length can tell, or per hundred sentences aligned.

    The weight of a text is its characters (Han and kana threefold); the expected weight depends on the two languages.

    Attributes:
        by: ``length`` needs no model; ``alignment`` finds single sentences, in segments that have several.
        deviations: by length, the distance from the expected logarithm of the ratio that makes a finding, in standard
            deviations.
        shortest: by length, the weight that a source must have: short sentences vary too much.
        encoder: of alignment; ``auto`` is the embedded one that knows the languages (use: 15; e5: about 100).
    """

    name = "completeness"

    by: Literal["length", "alignment"] = "length"
    deviations: float = 4.0
    shortest: int = 50
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

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        if self.by == "alignment":
            return partners.inspector(segment, load(self.adapted(segment.languages).encoder))
        return self._by_length(segment)

    def _by_length(self, segment: SegmentTexts) -> Inspector:
        expected = weight(segment.source) * expected_ratio(*segment.languages)
        if expected < self.shortest:
            return unchecked
        heavy = is_heavy(segment.source)

        def inspect(hypothesis: str) -> Checked:
            limit = self.deviations * (SPREAD if heavy == is_heavy(hypothesis) else SPREAD_ACROSS)
            ratio = weight(hypothesis) / expected
            note = f"{ratio:.0%} of the expected length"
            if ratio < math.exp(-limit):
                return Checked(1, (Finding(len(hypothesis), len(hypothesis), "omission", note, 0.8),))
            if ratio > math.exp(limit):
                return Checked(1, (Finding(0, len(hypothesis), "addition", note, 0.8),))
            return Checked(1)

        return inspect
