"""TER: edits per reference word (Snover et al. 2006), counted by sacreBLEU."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tertium.corpora.types import REFERENCES
from tertium.metrics.base import ratio, signature
from tertium.metrics.lexical.engine import TerOptions, counter, described
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter, Counts, Scores

ALONE: Final = "asian_support changes nothing without normalized: -m ter:normalized=true,asian_support=true"
"""Warning about an option that sacreBLEU reads only beside another."""


@register
@dataclass(frozen=True, slots=True)
class Ter:
    """Edits, shifts included, per reference word, in percent: 0 is a copy, no upper bound, lower is better.

    Counts per segment: edits against the nearest reference, reference words (the mean over references).

    Attributes:
        normalized: tokenize as the original program does (mteval's rules).
        no_punct: leave punctuation out.
        asian_support: with `normalized`, split Chinese and Japanese into characters.
        case_sensitive: an edit is needed for another letter case.
    """

    name = "ter"
    needs = REFERENCES
    unit = "%"
    higher_is_better = False
    source = "Snover et al. 2006; sacreBLEU (Post 2018)"

    normalized: bool = False
    no_punct: bool = False
    asian_support: bool = False
    case_sensitive: bool = False

    def bind(self, texts: Texts) -> Counter:
        """Return the counter against these references; it warns where `asian_support` has no effect."""
        count = counter(self._options, texts)
        if not self.asian_support or self.normalized:
            return count
        return lambda hypotheses: replace(count(hypotheses), warnings=(ALONE,))

    def score(self, totals: Counts) -> Scores:
        """Return 100 * edits / reference words, over any leading axes; nan without reference words."""
        return ratio(totals, times=100)

    @property
    def signature(self) -> str:
        """The name, every option and the sacreBLEU version."""
        return signature(self, "sacrebleu")

    @property
    def counted_by(self) -> str:
        """The engine that counts, with its version."""
        return described(self._options)

    @property
    def _options(self) -> TerOptions:
        return TerOptions(self.normalized, self.no_punct, self.asian_support, self.case_sensitive)
