"""Finds a resegmented output that shares little with its reference: another language, or another text altogether."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.corpora.alignment.ngram_overlap import count_ngrams
from tertium.corpora.text.identification import identify, recognised

if TYPE_CHECKING:
    from collections.abc import Sequence

UNRELATED: Final = 0.2
"""N-gram overlap below which an output is hardly a translation of the same text."""
FOREIGN: Final = 0.4
"""Overlap below which languages are identified: systems of five WMT and FLORES sets have .56 and more, sources .23."""
ENOUGH: Final = 50
"""N-grams that an output needs to be judged."""
SAMPLED: Final = 20
"""Segments, from all over the text, that the language is identified by."""
LETTERS: Final = 50
"""Characters taken from each of them."""


def describe_mismatch(texts: Sequence[str], references: Sequence[str]) -> str:
    """Return why a resegmented output hardly translates its set, in words; empty if it does, or is too short to tell.

    Only rows with both texts count.
    """
    rows = [
        (count_ngrams(text), count_ngrams(reference))
        for text, reference in zip(texts, references, strict=True)
        if text and reference
    ]
    text_total, reference_total = (sum(row[side].total() for row in rows) for side in (0, 1))
    if text_total < ENOUGH:
        return ""
    shared = sum((text & reference).total() for text, reference in rows)
    overlap = 2 * shared / (text_total + reference_total)
    if overlap < FOREIGN and (message := _describe_languages(texts, references)):
        return message
    return f"shares {overlap:.0%} of its word pieces with its reference" if overlap < UNRELATED else ""


def _describe_languages(texts: Sequence[str], references: Sequence[str]) -> str:
    """Return which languages an output and its references are in, in words; empty if they are in one language."""
    reference_language = identify(_sample(references), sorted(recognised())).language
    text_language = identify(_sample(texts), [reference_language]).other if reference_language else None
    return f"seems to be {text_language}, its reference {reference_language}" if text_language else ""


def _sample(texts: Sequence[str]) -> str:
    nonempty = [text for text in texts if text]
    return " ".join(text[:LETTERS] for text in nonempty[:: max(len(nonempty) // SAMPLED, 1)])
