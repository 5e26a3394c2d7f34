"""An output that copies its source: the same wording, where the source has something to translate."""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

from tertium.corpora.text import tags
from tertium.corpora.text.letters import bare
from tertium.corpora.text.scripts import starts_unspaced
from tertium.corpora.text.words import HANDLE, words

ENOUGH: Final = 3
"""Words to translate that make an opportunity: a name or a number alone is rightly the same in both languages."""
LETTERS: Final = 2
"""Letters, with their marks, that make a word of a script without spaces, on average."""

_KATAKANA: Final = regex.compile(r"[\p{Katakana}ー・]+")
_FIRST: Final = regex.compile(r"[\p{L}\p{N}]")


def is_copy(source: str, output: str) -> bool:
    """Whether an output says its source again, case, punctuation and spaces aside; nothing is no copy of nothing."""
    return _starts_alike(source, output) and bare(source) == bare(output)


def to_translate(source: str) -> int:
    """Return how many words of a source need translation: those in lower case, or written without case.

    Capitalised words may be names; links, handles and numbers are no words. Names in katakana count as one word.
    """
    text = _KATAKANA.sub("カ", HANDLE.sub(lambda handle: " " * len(handle.group()), source))
    plain = [word.text for word in words(text) if not word.text[0].isupper()]
    letters = sum(map(starts_unspaced, plain))
    return len(plain) - letters + -(-letters // LETTERS)


def within_one(languages: tuple[str | None, str | None]) -> bool:
    """Whether source and output are known to be of one language, so that nothing needs translation."""
    return all(languages) and tags.is_one_language(*languages)


def _starts_alike(source: str, output: str) -> bool:
    """Whether the first letters are the same: most outputs differ there, and folding whole texts is slow."""
    first, other = _FIRST.search(source), _FIRST.search(output)
    return first is not None and other is not None and _base(first.group()) == _base(other.group())


def _base(char: str) -> str:
    return unicodedata.normalize("NFKD", char.casefold())[:1]
