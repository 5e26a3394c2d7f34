"""Words with their places and scripts: what the checks read texts by."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

UNSPACED = r"\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Han and kana, for a character class: written without spaces, so that each character counts as a word."""

_WORD = re.compile(rf"[{UNSPACED}]|[^\W\d_{UNSPACED}]+(?:['’ʼ\-][^\W\d_{UNSPACED}]+)*")

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"“”„«»（），。]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
"""URLs and e-mail addresses: no language's words."""


class Word(NamedTuple):
    """Letters in a row (inner hyphens and apostrophes included) or one Han or kana character."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """Return the words in order; digits, punctuation, URLs and addresses belong to none."""
    text = LINK.sub(lambda link: " " * len(link.group()), text)
    return [Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(text)]


@cache
def script(char: str) -> str:
    """Return the script of a letter in capitals, as its Unicode name begins (``LATIN``, ``CYRILLIC``, ``CJK`` …)."""
    name = unicodedata.name(char, "").partition(" ")[0].partition("-")[0]
    return {"HIRAGANA": "CJK", "KATAKANA": "CJK", "HALFWIDTH": "CJK", "FULLWIDTH": "LATIN"}.get(name, name)


def scripts(text: str) -> set[str]:
    """Return the scripts of all letters in the text; the micro sign and ª, º count as none."""
    return {script(char) for char in text if char.isalpha() and char not in "µªº"} - {"MODIFIER", ""}


def fold(text: str) -> str:
    """Return the text for comparison: compatibility forms, case and width folded."""
    return unicodedata.normalize("NFKC", text).casefold()
