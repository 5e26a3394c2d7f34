"""Quotation marks that don't balance, don't match each other, or aren't those of the language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from tertium.corpora.text import tags
from tertium.corpora.types import NOTHING
from tertium.metrics.checks.base import Check, Checked, Inspector, SegmentTexts
from tertium.metrics.checks.quotation_habits import Habits
from tertium.metrics.checks.quotation_marks import paired
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter

STYLES: Final = {
    "cs": ("„“", "»«"),
    "da": ("„“", "””", "»«", "“”"),
    "de": ("„“", "»«", "«»"),
    "en": ("“”",),
    "es": ("«»", "“”"),
    "fr": ("«»", "“”"),
    "it": ("«»", "“”"),
    "ja": ("「」", "『』"),
    "nl": ("“”", "„”"),
    "pl": ("„”", "«»", "»«"),
    "pt": ("“”", "«»"),
    "ru": ("«»", "„“"),
    "sk": ("„“", "»«"),
    "uk": ("«»", "„“", "“”"),
    "zh": ("“”", "「」", "『』"),
}
"""Target language to its pairs; the typewriter's "" is right everywhere. Other languages aren't judged."""


@register
@dataclass(frozen=True, slots=True)
class Quotes(Check):
    """Quotation marks without a partner, with one of another style, or foreign to the language, per hundred marks.

    A quotation may run over several segments: one mark without a partner is right where the source has one too, and
    where there is no source or the set's references often do so without theirs, if it is the first mark (closing) or
    the last (opening). Pairs that the set's references use are right too.

    Attributes:
        style: also judge whether a pair is one that the target language uses.
    """

    name = "quotes"
    rules = 2
    needs = NOTHING
    source = "tertium; styles after the Unicode CLDR"

    style: bool = True

    @property
    def segmentwise(self) -> bool:
        """Whether a segment needs no other one: the habits of the references are learned from all."""
        return False

    def bind(self, texts: Texts) -> Counter:
        """Return the counter of (errors, opportunities); the habits of the references are learned here."""
        habits = Habits.of(texts, self._styles(texts.languages[1]))
        return self.counter_with(texts, partial(self._inspector, habits))

    def inspector(self, segment: SegmentTexts) -> Inspector:
        """Return the inspector of one segment alone; the source is read where there is one."""
        return self._inspector(Habits(), segment)

    def _styles(self, language: str | None) -> tuple[str, ...] | None:
        return tags.entry(STYLES, language) if self.style else None

    def _inspector(self, habits: Habits, segment: SegmentTexts) -> Inspector:
        source = paired(segment.source) if segment.source else None
        styles = self._styles(segment.languages[1])

        def inspect(hypothesis: str) -> Checked:
            pairing = paired(hypothesis)
            findings = habits.findings(source, pairing, hypothesis, styles)
            return Checked(len(pairing.marks), tuple(findings))

        return inspect
