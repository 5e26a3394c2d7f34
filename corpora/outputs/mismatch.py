"""A realigned output of which little fits its reference: in another language, or another text altogether."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tertium.corpora.alignment.ngram_overlap import grams
from tertium.corpora.text.identification import identify, recognised

if TYPE_CHECKING:
    from collections.abc import Sequence

UNLIKE: Final = 0.2
"""Share of pieces of words in common below which an output is hardly a translation of the same text."""
FOREIGN: Final = 0.4
"""Share below which its language is looked at: systems of five WMT and FLORES sets have .56 and more, sources .23."""
ENOUGH: Final = 50
"""Pieces of words that an output needs to be judged."""
SAMPLE: Final = 20
"""Segments, from all over the text, that tell the language."""
LETTERS: Final = 50
"""Of each."""


def misfit(texts: Sequence[str], references: Sequence[str]) -> str:
    """Return what is odd about a realigned output, for people, or nothing; only rows with both texts count."""
    rows = [(grams(one), grams(other)) for one, other in zip(texts, references, strict=True) if one and other]
    pieces, known = (sum(side.total() for side in sides) for sides in zip(*rows, strict=True)) if rows else (0, 0)
    if pieces < ENOUGH:
        return ""
    shared = 2 * sum((one & other).total() for one, other in rows) / (pieces + known)
    if shared < FOREIGN and (said := _language(texts, references)):
        return said
    return f"shares {shared:.0%} of its word pieces with its reference" if shared < UNLIKE else ""


def _language(texts: Sequence[str], references: Sequence[str]) -> str:
    right = identify(_sample(references), sorted(recognised())).language
    other = identify(_sample(texts), [right]).other if right else None
    return f"seems to be {other}, its reference {right}" if other else ""


def _sample(texts: Sequence[str]) -> str:
    given = [text for text in texts if text]
    return " ".join(text[:LETTERS] for text in given[:: max(len(given) // SAMPLE, 1)])
