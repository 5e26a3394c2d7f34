"""Folds texts for comparison and reduces them to letters, with their combining marks, and digits."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

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
_NOTHING: Final = 0
"""Stands for a character of which nothing is left."""
_IN_CONTEXT: Final = 0x110000
"""Stands for a character that becomes several, or that what stands beside it may change."""
_UNKNOWN: Final = 0x110001
"""Stands for a character that wasn't looked at before."""
_JAMO: Final = frozenset(map(chr, range(0x1100, 0x1200)))
"""Parts of Hangul's syllables; they and marks are all that NFKC joins to the character before."""


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
    """Return what `bare` returns of each text: of many texts several times as fast as one after the other."""
    import numpy as np

    if not texts:
        return []
    joined = "\n".join([text.replace("\n", " ") for text in texts])
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), "<u4")
    bare_points = _bare_points(points)
    in_context = bare_points == _IN_CONTEXT
    kept = bare_points[(bare_points != _NOTHING) & ~in_context]
    lines: list[str] = kept.tobytes().decode("utf-32-le", "surrogatepass").split("\n")
    if in_context.any():
        ends = np.flatnonzero(points == ord("\n"))
        rows: set[int] = set(
            np.searchsorted(ends, np.flatnonzero(in_context)).tolist()
        )  # np.unique takes 10 ms to load
        for i in rows:
            lines[i] = bare(texts[i])
    return lines


def _bare_points(points: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return what `bare` makes of each code point; line ends stay."""
    import numpy as np

    table = _points_table()
    bare_points = table[points]
    if (unknown := points[bare_points == _UNKNOWN]).size:
        occurs = np.zeros(len(table), np.bool_)
        occurs[unknown] = True
        distinct = np.flatnonzero(occurs).tolist()
        table[distinct] = list(_bare_characters([*map(chr, distinct)]))
        bare_points = table[points]
    return bare_points


@cache
def _points_table() -> NDArray[np.uint32]:
    """Return the table of `_bare_points`, in which code points are looked up once."""
    import numpy as np

    table = np.full(sys.maxunicode + 1, _UNKNOWN, np.uint32)
    table[ord("\n")] = ord("\n")
    return table


def _bare_characters(characters: Sequence[str]) -> Iterator[int]:
    """Yield what `bare` makes of each character: a code point, `_NOTHING` or `_IN_CONTEXT`."""
    normal = [unicodedata.normalize("NFKC", char) for char in characters]
    lines = _OTHER_IN_LINE.sub("", "\n".join(normal).casefold()).split("\n")
    for form, letters in zip(normal, lines, strict=True):
        if len(letters) > 1 or any(unicodedata.category(part)[0] == "M" or part in _JAMO for part in form):
            yield _IN_CONTEXT
        else:
            yield ord(letters) if letters else _NOTHING


def _is_accent(char: str) -> bool:
    combining_class = unicodedata.combining(char)
    return combining_class >= _ACCENTS or combining_class in _POINTS or combining_class == _OVERLAY
