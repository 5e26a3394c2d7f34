"""Words with their places, as the checks see them, and runs of letters and digits, as statistics count them."""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from tertium.corpora.text.graphemes import CLUSTER
from tertium.corpora.text.scripts import UNSPACED

LINK: Final = regex.compile(
    r"(?:https?://|www\.)[^\s<>\"“”„«»（），。]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", regex.IGNORECASE
)
"""URLs and e-mail addresses: no language's words."""
HANDLE: Final = regex.compile(rf"(?V1)(?<![\w@#/&.])[@#][\w--{UNSPACED}]{{2,}}")
"""Names of people and topics as networks write them."""
RUNS: Final = regex.compile(r"[\w\p{N}]+")
"""Letters with their marks, digits and underscores in a row, joiners (as in Persian) between them included."""

_SPACED_LETTER: Final = rf"[\p{{L}}--{UNSPACED}]"
_SPACED: Final = rf"{_SPACED_LETTER}[[\p{{L}}\p{{M}}\u200c\u200d]--{UNSPACED}]*"
_INNER: Final = r"(?:['’ʼ׳״\-]|(?<=\p{Hebrew})\"(?=\p{Hebrew}))"
"""What stands within a word: apostrophes, hyphens, and the marks of Hebrew abbreviations."""
_WORD: Final = regex.compile(rf"(?V1)(?=[{UNSPACED}&&\p{{L}}]){CLUSTER}|{_SPACED}(?:{_INNER}{_SPACED})*")


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
    text = LINK.sub(lambda link: " " * len(link.group()), text)
    return [Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
