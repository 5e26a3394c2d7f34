"""Patterns of terms: the words of a term with their inflections, by a stem that both forms share."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import regex

from tertium.corpora.text.letters import fold, without_accents
from tertium.corpora.text.scripts import has_unspaced

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDING: Final = 3
"""Letters that inflection may add to a word of a term, behind what both forms share."""
STEM: Final = 0.75
"""Share of a word's letters that an inflected form must begin with. Shares of .6 to .8 were measured against the
official rates of the WMT25 terminology task, which count lemmas: docs/instructions.md."""
SHORTEST: Final = 4
"""Letters that both forms share at least, where the term has so many: *form* isn't in *forest*. Shorter terms aren't
looked for within longer words either."""

_GAP: Final = r"[\s\-]+"


def bare(text: str) -> str:
    """Return a text as terms are compared: without differences of case and width, and without accents."""
    return without_accents(fold(text))


@cache
def in_source(term: str) -> Any:
    """Return the pattern of a term in a folded source: each word may have three letters more, a long one two less."""
    if has_unspaced(term):
        return regex.compile(regex.escape(fold(term)))
    return regex.compile(_GAP.join(map(_with_ending, regex.split(_GAP, fold(term)))))


def _with_ending(word: str) -> str:
    stem = word[:-2] if len(word) > 2 * ENDING else word
    return rf"\b{regex.escape(stem)}\w{{0,{ENDING + len(word) - len(stem)}}}(?!\w)"


@cache
def inflected(term: str) -> Any:
    """Return the pattern of a term in a bare translation: each of its words, or one that shares its stem."""
    if has_unspaced(term):
        return regex.compile(regex.escape(bare(term)))
    words: Sequence[str] = regex.split(_GAP, bare(term))
    return regex.compile(rf"\b{_GAP.join(map(_with_stem, words))}(?!\w)")


@cache
def within(term: str) -> Any:
    """Return the pattern of a term, inflected or a part of a longer word of a bare translation (a compound)."""
    form = bare(term)
    pattern = inflected(term).pattern
    return regex.compile(f"{pattern}|{regex.escape(form)}" if len(form) >= SHORTEST else pattern)


@cache
def exact(term: str) -> Any:
    """Return the pattern of a term that stands unchanged in a translation, case included, as whole words."""
    edges = ("", "") if has_unspaced(term) else (r"(?<!\w)", r"(?!\w)")
    return regex.compile(f"{edges[0]}{regex.escape(term)}{edges[1]}")


def _with_stem(word: str) -> str:
    """Return the pattern of words whose common beginning with this one is long enough, and few letters behind it."""
    stem = max(min(SHORTEST, len(word)), math.ceil(STEM * len(word)))
    rest = ""
    for letter in reversed(word[stem:]):
        rest = f"(?:{regex.escape(letter)}{rest})?+"  # possessive: the common beginning is the longest one
    return rf"{regex.escape(word[:stem])}{rest}\w{{0,{ENDING}}}"
