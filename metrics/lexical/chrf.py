"""chrF and chrF++: F-score of character (and word) n-grams (Popović 2015, 2017), counted by sacreBLEU."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tertium.corpora.types import REFERENCES
from tertium.errors import UsageError
from tertium.metrics.base import signature
from tertium.metrics.lexical.engine import ChrfOptions, counter, described
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter, Counts, Scores

MAX_ORDER: Final = 100
"""The longest n-grams that anyone may ask for: time and memory grow with every order."""

EPSILON: Final = 1e-16
"""sacreBLEU's share of matches where there are no n-grams."""


@register
@dataclass(frozen=True, slots=True)
class Chrf:
    """F-beta of averaged n-gram precision and recall: 0 to 100, higher is better; ``chrf++`` is ``word_order=2``.

    Counts per segment: hypothesis, reference and matching n-grams of each order, against the reference that fits best
    (of equals the first, so the order of references counts).

    Attributes:
        char_order: the longest n-grams of characters.
        word_order: the longest n-grams of words; 0 counts none.
        beta: how much more recall weighs than precision.
        lowercase: ignore letter case.
        whitespace: count white space among the characters.
        eps_smoothing: average the F-scores of all orders, as NLTK and Moses do, not their precisions and recalls.
    """

    name = "chrf"
    needs = REFERENCES
    unit = "points"
    higher_is_better = True
    source = "Popović 2015, 2017; sacreBLEU (Post 2018)"
    segmentwise = True

    char_order: int = 6
    word_order: int = 0
    beta: int = 2
    lowercase: bool = False
    whitespace: bool = False
    eps_smoothing: bool = False

    def __post_init__(self) -> None:
        if not (1 <= self.char_order <= MAX_ORDER and 0 <= self.word_order <= MAX_ORDER and self.beta >= 1):
            raise UsageError(
                f"chrf can't have char_order={self.char_order}, word_order={self.word_order}, beta={self.beta}",
                hint=f"char_order from 1 to {MAX_ORDER}, word_order from 0 to {MAX_ORDER}, beta from 1",
            )

    def bind(self, texts: Texts) -> Counter:
        """Return the counter against these references."""
        return counter(self._options, texts)

    def score(self, totals: Counts) -> Scores:
        """Return chrF of sums, as sacreBLEU computes it, over any leading axes; nan without any n-grams."""
        # (..., 3 * orders) to (..., orders, 3): each order has its three counts side by side.
        by_order = totals.reshape(*totals.shape[:-1], totals.shape[-1] // 3, 3)
        hypothesis, reference, matches = np.moveaxis(by_order, -1, 0)
        factor = self.beta**2
        with np.errstate(divide="ignore", invalid="ignore"):
            # Sums of whole sets have n-grams of all orders: what they don't need would triple their time.
            if complete := min(hypothesis.min(initial=1.0), reference.min(initial=1.0)) > 0:
                precision, recall = matches / hypothesis, matches / reference
            else:
                precision = np.where(hypothesis > 0, matches / hypothesis, EPSILON)
                recall = np.where(reference > 0, matches / reference, EPSILON)
            if self.eps_smoothing:
                by_order = (1 + factor) * precision * recall / (factor * precision + recall)
                score = np.where(factor * precision + recall > 0, by_order, EPSILON).mean(axis=-1)
            else:
                orders: int | NDArray[np.int64] = matches.shape[-1]
                if not complete:
                    # Effective order: only n-grams that both texts are long for.
                    both = (hypothesis > 0) & (reference > 0)
                    precision, recall, orders = precision * both, recall * both, both.sum(axis=-1)
                precision, recall = precision.sum(axis=-1) / orders, recall.sum(axis=-1) / orders
                weighted = factor * precision + recall
                score = np.where(weighted > 0, (1 + factor) * precision * recall / weighted, 0.0)
        return 100 * score if complete else np.where(totals.any(axis=-1), 100 * score, np.nan)

    @property
    def signature(self) -> str:
        """The name, every option and the sacreBLEU version."""
        return signature(self, "sacrebleu")

    @property
    def counted_by(self) -> str:
        """The engine that counts, with its version."""
        return described(self._options)

    @property
    def _options(self) -> ChrfOptions:
        return ChrfOptions(
            self.char_order, self.word_order, self.beta, self.lowercase, self.whitespace, self.eps_smoothing
        )
