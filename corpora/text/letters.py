"""Letters with their combining marks: folded for comparison, without accents, or bare of all else."""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

LETTER: Final = r"\p{L}\p{M}*"
"""A letter and its marks: in Hindi, Tamil or Thai most vowels are marks."""

WORDING: Final = regex.compile(r"[\p{L}\p{M}\p{N}]")
"""A letter, a mark or a digit."""

_OTHER: Final = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_BELONGS: Final = range(7, 10)
"""Combining classes of nukta, kana voicing mark and virama."""
_ACCENTS: Final = 200
"""Combining class from which on a mark is an accent above or below, in any script."""
_POINTS: Final = range(10, 37)
"""Combining classes of the points of Hebrew, Arabic and Syriac, which most texts leave out."""
_OVERLAY: Final = 1
"""Combining class of strokes through a letter."""


def fold(text: str) -> str:
    """Return the text for comparison: compatibility forms, case and width folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def without_accents(text: str) -> str:
    """Return the text in compatibility forms, without accents and points; marks that are part of a letter stay.

    Vowel signs of Indian and South-East Asian scripts stay, and so do nukta, virama, tones and the kana's voicing mark.
    """
    if text.isascii():
        return text
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not _is_accent(char))
    return unicodedata.normalize("NFC", plain)


def wording(text: str) -> str:
    """Return the letters, marks and digits of a text, without punctuation and spaces."""
    kept: str = _OTHER.sub("", text)
    return kept


def bare(text: str) -> str:
    """Return the wording of a text, folded."""
    return wording(fold(text))


def _is_accent(char: str) -> bool:
    position = unicodedata.combining(char)
    return position >= _ACCENTS or position in _POINTS or position == _OVERLAY
