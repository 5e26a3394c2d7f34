"""Folds texts for comparison and reduces them to letters, with their combining marks, and digits."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDING: Final = regex.compile(r"[\p{L}\p{M}\p{N}]")
"""A letter, a mark or a digit: in Hindi, Tamil or Thai most vowels are marks."""

_OTHER: Final = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_OTHER_IN_LINE: Final = regex.compile(r"[^\p{L}\p{M}\p{N}\n]+")
_ACCENTS: Final = 200
"""Combining class from which a mark is an accent above or below, in any script."""
_POINTS: Final = range(10, 37)
"""Combining classes of the points of Hebrew, Arabic and Syriac, which most texts omit. The classes below (nukta, kana
voicing mark, virama) are of marks that are part of a letter."""
_OVERLAY: Final = 1
"""Combining class of strokes through a letter."""


def fold(text: str) -> str:
    """Return the text in compatibility forms (NFKC), without differences of case and width."""
    return unicodedata.normalize("NFKC", text).casefold()


def without_accents(text: str) -> str:
    """Return the text in compatibility forms, without accents and points; marks that are part of a letter stay.

    Vowel signs of Indian and South-East Asian scripts stay, and so do nukta, virama, tones and the kana's voicing mark.
    """
    if text.isascii():
        return text
    unaccented = "".join(char for char in unicodedata.normalize("NFKD", text) if not _is_accent(char))
    return unicodedata.normalize("NFC", unaccented)


def wording(text: str) -> str:
    """Return the letters, marks and digits of a text, without punctuation and spaces."""
    letters: str = _OTHER.sub("", text)
    return letters


def bare(text: str) -> str:
    """Return the wording of a text, folded."""
    return wording(fold(text))


def bare_lines(texts: Sequence[str]) -> list[str]:
    """Return what `bare` returns of each text: of many short ones faster than one after the other."""
    # To normalise one after the other is faster: texts that are in this form already, as most are, stay as they are.
    normal = "\n".join([unicodedata.normalize("NFKC", text.replace("\n", " ")) for text in texts])
    return _OTHER_IN_LINE.sub("", normal.casefold()).split("\n") if texts else []


def _is_accent(char: str) -> bool:
    combining_class = unicodedata.combining(char)
    return combining_class >= _ACCENTS or combining_class in _POINTS or combining_class == _OVERLAY
