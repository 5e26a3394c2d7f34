"""Tells whether a text was split into tokens, or escaped, and never put together again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

SHARE: Final = 0.2
"""Share of a column's texts from which the column is tokenized. The highest of all texts of WMT21 to 23 and FLORES as
published is .03, the lowest of the same texts as sacreBLEU's tokenizers 13a, intl, zh and char write them .98."""
FEWEST: Final = 5
"""Texts with a mark from which a column is judged: fewer may be a typist's habit."""

_ESCAPES: Final = r"&(?:quot|apos|amp|\#91|\#93|\#124);|(?<!\S)@[-/,.:]@(?!\S)|@@(?:\s|$)|▁"
"""Escapes and joiners of Moses, joiners of subwords, and SentencePiece's mark of a word."""
_BEFORE: Final = r"[\p{L}\p{M}\p{N})\]\"'»”’]"
"""What stands before a full stop or comma in a sentence."""
_MARKS: Final = r"[.,。，、،]"
"""Full stops and commas. Others don't count: French puts a space before its colon, Hindi often before its danda."""

_TOKENIZED: Final = regex.compile(
    rf"(?<={_BEFORE}) {_MARKS}(?=\s|$)|{_ESCAPES}|(?<=\p{{L}}) (?:n't|['’](?:s|re|ve|ll|d|m))(?=\s|$)"
)
_HINTS: Final = (" .", " ,", " 。", " ，", " 、", " ،", " n't", " '", " ’", "&", "@", "▁")
"""One of them is in every tokenized text; to look for them is much faster than the expression."""
_MARKED: Final = (".", ",", "。", "，", "、", "،", "&", "@", "▁")
"""One of them is in every text that would show it."""


def is_tokenized(text: str) -> bool:
    """Whether a space stands before a full stop, a comma or an apostrophe's ending, or an escape in the text."""
    return any(hint in text for hint in _HINTS) and bool(_TOKENIZED.search(text))


def tokenized_texts(texts: Iterable[str]) -> tuple[list[int], int]:
    """Return the indices of tokenized texts, and how many texts have a mark that would show it."""
    indices, marked = [], 0
    for i, text in enumerate(texts):
        if is_tokenized(text):
            indices.append(i)
            marked += 1
        else:
            marked += any(mark in text for mark in _MARKED)
    return indices, marked


def is_tokenized_column(tokenized: int, marked: int) -> bool:
    """Whether so many tokenized texts among those with a mark show that a whole column is tokenized."""
    return marked >= FEWEST and tokenized >= SHARE * marked
