"""Words with their places, as the checks see them, and runs of letters and digits, as statistics count them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import regex

from tertium.corpora.text.graphemes import CLUSTER
from tertium.corpora.text.scripts import IDEOGRAPHIC, SOUTH_EAST_ASIAN, UNSPACED

LINK: Final = regex.compile(
    r"(?:https?://|www\.)[^\s<>\"“”„«»（），。]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", regex.IGNORECASE
)
"""URLs and e-mail addresses: no language's words."""
HANDLE: Final = regex.compile(rf"(?V1)(?<![\w@#/&.])[@#][\w--{UNSPACED}]{{2,}}")
"""Names of people and topics as networks write them."""
_SPACED: Final = rf"[\p{{L}}--{UNSPACED}][[\p{{L}}\p{{M}}\u200c\u200d]--{UNSPACED}]*"
_INNER: Final = r"(?:['’ʼ׳״\-]|(?<=\p{Hebrew})\"(?=\p{Hebrew}))"
"""What stands within a word: apostrophes, hyphens, and the marks of Hebrew abbreviations."""
_WORD: Final = regex.compile(
    rf"(?V1)[{IDEOGRAPHIC}&&\p{{L}}]\p{{M}}*|{_SPACED}(?:{_INNER}{_SPACED})*|(?=[{SOUTH_EAST_ASIAN}&&\p{{L}}]){CLUSTER}"
)
_MARKED: Final = re.compile("[^\\u0000-\\u02ff\\u0370-\\u0482\\u048a-\\u052f\\u1e00-\\u1fff\\u2010-\\u206f]")
"""What isn't of the Latin, Greek and Cyrillic blocks without marks: there `re` finds the same words faster."""
_RUN: Final = regex.compile(r"[\w\p{N}]+")
_PLAIN_RUN: Final = re.compile(r"\w+")
_PLAIN_WORD: Final = re.compile(r"[^\W\d_²³¹¼-¾]+(?:['’ʼ\-][^\W\d_²³¹¼-¾]+)*")


class Word(NamedTuple):
    """Letters in a row, or one letter of a script without spaces; each with its marks.

    Inner hyphens and apostrophes belong to a word.

    Attributes:
        text: as it stands.
        start: of its first character, in code points.
        end: behind its last one.
    """

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words in order; digits, punctuation, URLs and addresses belong to none."""
    text = without_links(text)
    pattern = _WORD if _MARKED.search(text) else _PLAIN_WORD
    return [Word(match.group(), match.start(), match.end()) for match in pattern.finditer(text)]


def runs(text: str) -> list[str]:
    """Return letters with their marks, digits and underscores in a row, joiners (as in Persian) included."""
    found: list[str] = (_RUN if _MARKED.search(text) else _PLAIN_RUN).findall(text)
    return found


def without_links(text: str) -> str:
    """Return the text with spaces in place of URLs and addresses."""
    if "@" not in text and "://" not in text and "www." not in text.lower():
        return text
    plain: str = LINK.sub(lambda link: " " * len(link.group()), text)
    return plain
