"""The expected length of a translation: what a set's own texts say, or any two languages where they say nothing."""

from __future__ import annotations

import math
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from tertium.corpora.text import tags
from tertium.corpora.text.scripts import ideographs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tertium.corpora.types import Texts
    from tertium.metrics.base import Counted, Counter
    from tertium.metrics.checks.base import Check, Inspector, SegmentTexts

DENSITY: Final = {"en": 1.0, "de": 1.11, "cs": 0.94, "uk": 1.02, "zh": 0.77}
"""Weight of a text relative to English, which `ridge` was fitted with; checks learn the ratio from the set."""

HEAVY: Final = 3
"""Weight of a Han or kana character: texts in all scripts become comparable."""


def weight(text: str) -> int:
    """Return the number of characters, Han and kana threefold, which is comparable across scripts."""
    return len(text) + (HEAVY - 1) * ideographs(text)


def expected_ratio(source: str | None, target: str | None) -> float:
    """Return the expected weight of a translation per weight of its source; other languages count as English."""
    return (tags.entry(DENSITY, target) or 1.0) / (tags.entry(DENSITY, source) or 1.0)


SHORTEST: Final = 50
"""Extent of a source from which its translation's length tells something: shorter ones vary too much."""

ACROSS_LANGUAGES: Final = 0.15
"""Standard deviation, over pairs of languages, of the logarithm of their usual ratio of extents (33 languages into and
out of English, news)."""

SPREAD: Final = 0.15
"""Standard deviation of the logarithm of single ratios around the usual one, where the set has too few texts to say."""

SPREAD_ACROSS: Final = 0.2
"""The same where one side is written in Han, kana or Hangul, and the other isn't."""

WEIGHT_OF_SPREAD: Final = 30
"""Segments that the assumed spread counts as: of few texts that happen to agree nothing follows."""

FEWEST_OUTPUTS: Final = 20
"""Outputs from which their own ratio is learned where there are no references: fewer would excuse each other."""

_SYLLABLES: Final = regex.compile(r"\p{Hangul}")


def extent(text: str) -> int:
    """Return the number of characters, Han and kana threefold, Hangul twofold, which is comparable across scripts."""
    return weight(text) if text.isascii() else weight(text) + len(_SYLLABLES.findall(text))


class LengthModel(NamedTuple):
    """The expected logarithm of the ratio of a translation's extent to its source's.

    Attributes:
        center: the usual one.
        spread: standard deviation of the ratios of single segments.
        uncertainty: standard deviation of `center`.
        learned_from: the texts that it was learned from, in words.
    """

    center: float
    spread: float
    uncertainty: float
    learned_from: str

    def expected(self, source: str) -> float:
        """Return the usual extent of a translation of this source."""
        return extent(source) * math.exp(self.center)

    @property
    def deviation(self) -> float:
        """The standard deviation of a segment's logarithm of the ratio from `center`."""
        return math.hypot(self.spread, self.uncertainty)


def learned(sources: Sequence[str], translations: Sequence[Iterable[str]], name: str, fewest: int = 1) -> LengthModel:
    """Return the model of these texts; with few or none of them, that of any two languages.

    Median and median absolute deviation, so that texts that are cut, copied or missing hardly count.

    Args:
        sources: one per segment.
        translations: any number per segment.
        name: of the translations, in words.
        fewest: ratios from which they are learned from.
    """
    pairs = [
        (source, text) for source, texts in zip(sources, translations, strict=True) for text in texts if text.strip()
    ]
    assumed = SPREAD_ACROSS if _crosses_scripts(pairs) else SPREAD
    extents = [(extent(source), extent(text)) for source, text in pairs]
    ratios = [math.log(target / source) for source, target in extents if source >= SHORTEST]
    n = len(ratios)
    if n < fewest:
        return LengthModel(0.0, assumed, ACROSS_LANGUAGES, "the lengths usual in any two languages")
    middle = median(ratios)
    robust = 1.4826 * median(abs(ratio - middle) for ratio in ratios)  # the factor is that of a normal distribution
    spread = math.sqrt((n * robust**2 + WEIGHT_OF_SPREAD * assumed**2) / (n + WEIGHT_OF_SPREAD))
    error = math.pi / 2 * spread**2 / n  # the variance of a median
    trust = ACROSS_LANGUAGES**2 / (ACROSS_LANGUAGES**2 + error)
    return LengthModel(trust * middle, spread, math.sqrt(trust * error), f"the lengths of {n} {name}")


def _crosses_scripts(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether, in most pairs, one side is dense (Han, kana, Hangul) and the other isn't; True where there are none."""
    return 2 * sum(_is_dense(source) != _is_dense(text) for source, text in pairs) >= len(pairs)


def _is_dense(text: str) -> bool:
    return 2 * extent(text) >= 3 * len(text) if text else False


def counter_by_length(
    check: Check, texts: Texts, inspector: Callable[[LengthModel, SegmentTexts], Inspector]
) -> Counter:
    """Return the counter of a check that knows the lengths of the set's references.

    Without any, it learns from the outputs that it is given, one system's, if they are many.
    """

    def bound(model: LengthModel) -> Counter:
        return check.counter_with(texts, partial(inspector, model))

    if any(texts.references):
        return bound(learned(texts.sources, texts.references, "references"))

    def count(hypotheses: Sequence[str]) -> Counted:
        outputs = [(text,) for text in hypotheses]
        return bound(learned(texts.sources, outputs, "outputs of the same system", FEWEST_OUTPUTS))(hypotheses)

    return count
