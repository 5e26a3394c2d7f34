"""Copied sources: hypotheses that are the source itself instead of a translation."""

from __future__ import annotations

from dataclasses import dataclass

from tertium.corpora.text.copies import ENOUGH, is_copy, to_translate, within_one
from tertium.metrics.checks.base import Check, Checked, Finding, Inspector, SegmentTexts, unchecked
from tertium.metrics.registry import register


@register
@dataclass(frozen=True, slots=True)
class Copied(Check):
    """Hypotheses that repeat their source, case, punctuation and spaces aside, per hundred segments.

    A source of names, numbers, links or handles only is rightly copied: there is an opportunity where it has some words
    that begin in lower case, or are written without case, as in Hindi; of Chinese or Thai two letters count as a word.

    Attributes:
        words: how many such words make an opportunity.
    """

    name = "copied"
    rules = 2

    words: int = ENOUGH

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment."""
        source = segment.source
        if within_one(segment.languages) or to_translate(source) < self.words:
            return unchecked

        def inspect(hypothesis: str) -> Checked:
            if not is_copy(source, hypothesis):
                return Checked(1)
            return Checked(1, (Finding(0, len(hypothesis), "copied source", "a translation", 0.98),))

        return inspect
