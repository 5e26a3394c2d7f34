"""BLEU: n-gram precision with a brevity penalty (Papineni et al. 2002), counted by sacreBLEU (Post 2018)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from tertium.corpora.text import tags
from tertium.corpora.types import REFERENCES
from tertium.metrics.base import signature
from tertium.metrics.lexical.engine import BleuOptions, counter, described
from tertium.metrics.registry import register

if TYPE_CHECKING:
    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counter, Counts, Scores

MAX_ORDER: Final = 4
"""The longest n-grams, in words."""
SMOOTH: Final = {"exp": 0.0, "floor": 0.1, "add-k": 1.0, "none": 0.0}
"""Smoothing methods and their default values (Chen and Cherry 2014)."""

Tokenize = Literal[
    "auto", "13a", "intl", "char", "zh", "ja-mecab", "ko-mecab", "none", "spm", "flores101", "flores200", "spBLEU-1K"
]
TOKENIZERS: Final[dict[str, Tokenize]] = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab"}
"""Base language to sacreBLEU's choice; Cantonese and other languages of Chinese script get that of Chinese."""


@register
@dataclass(frozen=True, slots=True)
class Bleu:
    """Geometric mean of n-gram precisions up to 4 times a brevity penalty: 0 to 100, higher is better.

    Counts per segment: hypothesis length, closest reference length, 4 matches, 4 totals. A segment's own score uses
    effective order, as the WMT metrics task does.

    Attributes:
        tokenize: one of sacreBLEU's tokenizers; ``auto`` is its own choice by target language (zh, ja, ko; else 13a).
        lowercase: ignore letter case.
        smooth_method: what to do about orders without matches; see `SMOOTH`.
        smooth_value: of the method; None is its default.
    """

    name = "bleu"
    needs = REFERENCES
    unit = "points"
    higher_is_better = True
    source = "Papineni et al. 2002; sacreBLEU (Post 2018)"
    segmentwise = True

    tokenize: Tokenize = "auto"
    lowercase: bool = False
    smooth_method: Literal["exp", "floor", "add-k", "none"] = "exp"
    smooth_value: float | None = None

    def adapted(self, languages: tuple[str | None, str | None]) -> Bleu:
        """Return the metric with the tokenizer that fits the target language."""
        if self.tokenize != "auto":
            return self
        return replace(self, tokenize=tags.entry(TOKENIZERS, languages[1]) or "13a")

    def bind(self, texts: Texts) -> Counter:
        """Return the counter against these references.

        Raises:
            UsageError: the tokenizer needs a package that isn't installed, or a model that can't be fetched.
        """
        return counter(self._options(texts.languages), texts)

    def score(self, totals: Counts) -> Scores:
        """Return BLEU of sums: sacreBLEU's `compute_bleu`, over any leading axes; nan without any words."""
        return self._bleu(totals, effective=False)

    def score_segments(self, rows: Counts) -> Scores:
        """Return sentence BLEU, with effective order."""
        return self._bleu(rows, effective=True)

    @property
    def counted_by(self) -> str:
        """The engine that counts, with its version."""
        return described(self._options((None, None)))

    def _options(self, languages: tuple[str | None, str | None]) -> BleuOptions:
        return BleuOptions(self.adapted(languages).tokenize, self.lowercase)

    def _bleu(self, totals: Counts, *, effective: bool) -> Scores:
        # Axis -1: hypothesis length, reference length, then matches and n-grams of the hypothesis by order.
        length, reference_length = totals[..., 0], totals[..., 1]
        matches, ngrams = totals[..., 2 : 2 + MAX_ORDER], totals[..., 2 + MAX_ORDER :]
        # Sums of whole sets have matches and n-grams of all orders: what they don't need would double their time.
        complete = min(counts.min(initial=1.0) for counts in (length, matches, ngrams)) > 0
        if self.smooth_method == "add-k":
            added = self._smoothing * (np.arange(MAX_ORDER) > 0)  # from bigrams up: a unigram match is never invented
            matches, ngrams = matches + added, ngrams + added
        with np.errstate(divide="ignore", invalid="ignore"):
            precision, orders = matches / ngrams, MAX_ORDER
            logs = np.log(precision if complete else self._smoothed(precision, matches, ngrams))
            if not complete:
                # sacreBLEU stops at the first order without n-grams; cumprod carries its 0 on to the orders behind.
                possible = np.cumprod(ngrams > 0, axis=-1).astype(bool)
                logs = np.where(possible, logs, 0.0 if effective else -np.inf)
                orders = np.maximum(possible.sum(axis=-1), 1) if effective else MAX_ORDER
            brevity_penalty = np.where(length < reference_length, np.exp(1 - reference_length / length), 1.0)
            bleu: Scores = 100 * brevity_penalty * np.exp(logs.sum(axis=-1) / orders)
        if complete:
            return bleu
        no_match = ~totals[..., 2 : 2 + MAX_ORDER].any(axis=-1)
        bleu = np.where(no_match | (length == 0), 0.0, bleu)
        return np.where(length + reference_length > 0, bleu, np.nan)

    def _smoothed(self, precision: Scores, matches: Counts, ngrams: Counts) -> Scores:
        """Return the precisions of every order, shape (..., orders), with what stands for those without a match."""
        missing = matches == 0
        if self.smooth_method == "exp":
            halvings = np.cumsum(missing, axis=-1)  # the first order without a match counts 1/2, the next 1/4
            return np.where(missing, 0.5**halvings / ngrams, precision)
        return np.where(missing, self._smoothing / ngrams, precision) if self.smooth_method == "floor" else precision

    @property
    def _smoothing(self) -> float:
        """The value of the smoothing method."""
        return SMOOTH[self.smooth_method] if self.smooth_value is None else self.smooth_value

    @property
    def signature(self) -> str:
        """The name, every option and the sacreBLEU version."""
        return signature(self, "sacrebleu")
