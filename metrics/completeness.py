"""Omission and addition, told by length: translations much shorter or longer than their source lets expect."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from tertium.metrics.check import NOTHING, Check, Checked, Finding, Given, Inspector
from tertium.metrics.lengths import expected_ratio, is_heavy, weight
from tertium.metrics.registry import register

SPREAD: Final = 0.14
"""Standard deviation of the logarithm of weight ratios between languages of one kind of script (WMT21, WMT22)."""

SPREAD_ACROSS: Final = 0.22
"""The same where one side is written in Han or kana."""


@register
@dataclass(frozen=True, slots=True)
class Completeness(Check):
    """Segments whose length says that something is missing or was added, per hundred segments long enough to tell.

    The weight of a text is its characters (Han and kana threefold); what is expected depends on the two languages.

    Attributes:
        deviations: from the expected logarithm of the ratio, in standard deviations, that make a finding.
        shortest: weight that a source needs to be judged.
    """

    name = "completeness"

    deviations: float = 4.0
    shortest: int = 50

    def inspector(self, given: Given) -> Inspector:
        """Return the check for one source."""
        expected = weight(given.source) * expected_ratio(*given.languages)
        if expected < self.shortest:
            return lambda _: NOTHING
        heavy = is_heavy(given.source)

        def inspect(hypothesis: str) -> Checked:
            limit = self.deviations * (SPREAD if heavy == is_heavy(hypothesis) else SPREAD_ACROSS)
            ratio = weight(hypothesis) / expected
            if ratio < math.exp(-limit):
                note = f"{ratio:.0%} of the expected length"
                return Checked(1, (Finding(len(hypothesis), len(hypothesis), "omission", note, 0.8),))
            if ratio > math.exp(limit):
                note = f"{ratio:.0%} of the expected length"
                return Checked(1, (Finding(0, len(hypothesis), "addition", note, 0.8),))
            return Checked(1)

        return inspect
