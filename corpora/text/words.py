"""Finds words with their positions, as checks see them, and runs of letters and digits, as statistics count them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import regex

from tertium.corpora.text.graphemes import CLUSTER
from tertium.corpora.text.scripts import IDEOGRAPHIC, SOUTH_EAST_ASIAN, UNSPACED

LINK: Final = regex.compile(
    # An address begins where its letters begin or a match ended (\G): tried from each letter, a long word would take
    # the square of its length.
    r"(?:https?://|www\.)[^\s<>\"“”„«»（），。]+|(?:\G|(?<![\w.+-]))[\w.+-]++@[\w-]+(?:\.[\w-]+)+",
    regex.IGNORECASE,
)
"""A URL or an e-mail address: no word of any language."""
HANDLE: Final = regex.compile(rf"(?V1)(?<![\w@#/&.])[@#][\w--{UNSPACED}]{{2,}}")
"""A name of a person or a topic as social networks write it: @name, #topic."""
_SPACED: Final = rf"[\p{{L}}--{UNSPACED}][[\p{{L}}\p{{M}}\u200c\u200d]--{UNSPACED}]*"
_INNER: Final = r"(?:['’ʼ׳״\-]|(?<=\p{Hebrew})\"(?=\p{Hebrew}))"
"""A mark within a word: an apostrophe, a hyphen, or a mark of a Hebrew abbreviation."""
_WORD: Final = regex.compile(
    rf"(?V1)[{IDEOGRAPHIC}&&\p{{L}}]\p{{M}}*|{_SPACED}(?:{_INNER}{_SPACED})*|(?=[{SOUTH_EAST_ASIAN}&&\p{{L}}]){CLUSTER}"
)
_MARKED: Final = re.compile("[^\\u0000-\\u02ff\\u0370-\\u0482\\u048a-\\u052f\\u1e00-\\u1fff\\u2010-\\u206f]")
"""A character outside the blocks of Latin, Greek and Cyrillic without marks. In texts without any, `re` finds the same
words as `regex` and is faster."""
_RUN: Final = regex.compile(r"[\w\p{N}]+")
_PLAIN_RUN: Final = re.compile(r"\w+")
_PLAIN_WORD: Final = re.compile(r"[^\W\d_²³¹¼-¾]+(?:['’ʼ\-][^\W\d_²³¹¼-¾]+)*")


class Word(NamedTuple):
    """A word: letters in a row, or one letter of a script without spaces, each with its marks.

    Inner hyphens and apostrophes belong to a word.

    Attributes:
        text: of the word, unchanged.
        start: position of its first character, in code points.
        end: position after its last character.
    """

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words in order; digits, punctuation, URLs and addresses belong to none."""
    text = without_links(text)
    pattern = _WORD if _MARKED.search(text) else _PLAIN_WORD
    # Half the time of Word(…), whose arguments are read by name.
    return [tuple.__new__(Word, (match.group(), *match.span())) for match in pattern.finditer(text)]


def runs(text: str) -> list[str]:
    """Return letters with their marks, digits and underscores in a row, joiners (as in Persian) included."""
    parts: list[str] = (_RUN if _MARKED.search(text) else _PLAIN_RUN).findall(text)
    return parts


def without_links(text: str) -> str:
    """Return the text with spaces in place of URLs and addresses."""
    if "@" not in text and "://" not in text and "www." not in text.lower():
        return text
    # As many spaces as characters, so that the positions of words stay right.
    blanked: str = LINK.sub(lambda link: " " * len(link.group()), text)
    return blanked
