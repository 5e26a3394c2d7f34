"""Tells whether an output copies its source, and whether the source has something to translate."""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

from tertium.corpora.text import tags
from tertium.corpora.text.letters import bare
from tertium.corpora.text.scripts import starts_unspaced
from tertium.corpora.text.words import HANDLE, words

ENOUGH: Final = 3
"""Words to translate from which a copy is a mistake: a name or a number alone is the same in both languages."""
LETTERS: Final = 2
"""Average letters, with their marks, per word of a script without spaces."""

_KATAKANA: Final = regex.compile(r"[\p{Katakana}ー・]+")
"""A word in katakana, most often a foreign name; the middle dot joins its parts."""
_FIRST: Final = regex.compile(r"[\p{L}\p{N}]")


def is_copy(source: str, output: str) -> bool:
    """Whether an output has the wording of its source, case, punctuation and spaces aside; empty ones are no copy."""
    return _starts_alike(source, output) and bare(source) == bare(output)


def to_translate(source: str) -> int:
    """Return the number of words of a source that need translation: words in lower case, or of a script without case.

    Capitalised words may be names; links, handles and numbers are no words. Names in katakana count as one letter.
    """
    text = _KATAKANA.sub("カ", HANDLE.sub(lambda handle: " " * len(handle.group()), source))
    lower = [word.text for word in words(text) if not word.text[0].isupper()]
    letters = sum(map(starts_unspaced, lower))  # each letter of a script without spaces is a word to `words`
    return len(lower) - letters + -(-letters // LETTERS)  # rounded up


def within_one(languages: tuple[str | None, str | None]) -> bool:
    """Whether source and output are known to be in one language, so that nothing needs translation."""
    return all(languages) and tags.is_one_language(*languages)


def _starts_alike(source: str, output: str) -> bool:
    """Whether the first letters are the same. Most outputs differ there, and folding whole texts is slow."""
    source_first, output_first = _FIRST.search(source), _FIRST.search(output)
    if source_first is None or output_first is None:
        return False
    return _base(source_first.group()) == _base(output_first.group())


def _base(char: str) -> str:
    """Return the letter without case, width and marks."""
    return unicodedata.normalize("NFKD", char.casefold())[:1]
