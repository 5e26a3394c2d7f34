"""Tells by Unicode properties which script a letter is of, and which scripts put no spaces between words."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

import regex

IDEOGRAPHIC: Final = r"[\p{Han}\p{Hiragana}\p{Katakana}ー]"
"""Han and kana, as a character class. The prolonged sound mark is of both kana, so Unicode gives it to neither."""
SOUTH_EAST_ASIAN: Final = r"\p{Line_Break=Complex_Context}"
"""Letters, signs and marks of Thai, Lao, Khmer, Burmese, Tai and Ahom: only a dictionary can break them into
lines."""
UNSPACED: Final = rf"[{IDEOGRAPHIC}{SOUTH_EAST_ASIAN}]"
"""Letters, signs and marks of all scripts without spaces between words, as a character class for the package `regex`,
version 1."""
UNSPACED_SCRIPTS: Final = {
    "Han": ("zh", "ja"),
    "Thai": ("th",),
    "Lao": ("lo",),
    "Khmer": ("km",),
    "Myanmar": ("my",),
}
"""Scripts that put no spaces between words, by their Unicode names, to the languages that are written in them."""
DENSITY: Final = 3
"""Letters of an alphabet that a Han character, a kana or a syllable of Hangul is worth."""

_UNSPACED: Final = regex.compile(rf"(?V1){UNSPACED}")
_UNSPACED_LETTER: Final = regex.compile(rf"(?V1)[{UNSPACED}&&\p{{L}}]")
_IDEOGRAPHIC: Final = regex.compile(rf"(?V1){IDEOGRAPHIC}")
_LETTER: Final = regex.compile(r"\p{L}")
_DENSE_LETTER: Final = regex.compile(rf"(?V1)[[{IDEOGRAPHIC}\p{{Hangul}}]&&\p{{L}}]")
_LETTERS: Final = regex.compile(rf"{_LETTER.pattern}+")
_DENSE_LETTERS: Final = regex.compile(rf"{_DENSE_LETTER.pattern}+")
_HANGUL: Final = regex.compile(r"\p{Hangul}")
_PARTS: Final = regex.compile(rf"(?V1){UNSPACED}[{UNSPACED}\p{{M}}]*|[^{UNSPACED}]+")
_SCRIPT_NAMES: Final = {
    "IDEOGRAPHIC": "CJK",
    "HIRAGANA": "CJK",
    "KATAKANA": "CJK",
    "HALFWIDTH": "CJK",
    "FULLWIDTH": "LATIN",
}
"""First words of Unicode names to the script, where they name a width, or one of the scripts of Japanese."""


def starts_unspaced(text: str) -> bool:
    """Whether the first character is of a script that puts no spaces between words; Korean puts spaces."""
    return not text.isascii() and bool(_UNSPACED.match(text))


def starts_dense(text: str) -> bool:
    """Whether the first character is of a script without spaces, or a syllable of Hangul: both are dense."""
    return starts_unspaced(text) or bool(_HANGUL.match(text))


def split_by_spacing(text: str) -> list[str]:
    """Return the parts in scripts without spaces and those between them; joined, they are the text."""
    parts: list[str] = [text] if text.isascii() else _PARTS.findall(text)
    return parts


def is_unspaced(text: str) -> bool:
    """Whether most letters of a text are of scripts that put no spaces between words: Chinese, Japanese, Thai."""
    return 2 * unspaced_letters(text) > len(_LETTER.findall(text))


def unspaced_letters(text: str) -> int:
    """Return how many letters, marks aside, are of scripts that put no spaces between words."""
    return 0 if text.isascii() else len(_UNSPACED_LETTER.findall(text))


def weighted_letters(text: str) -> int:
    """Return the number of letters, Han characters, kana and syllables of Hangul counted as `DENSITY` letters each."""
    letters = _size(_LETTERS, text)
    return letters if text.isascii() else letters + (DENSITY - 1) * _size(_DENSE_LETTERS, text)


def _size(runs: regex.Pattern[str], text: str) -> int:
    """Return how many characters are in runs of one kind: to find the runs is faster than to find each character."""
    return sum(map(len, runs.findall(text)))


def weighted_length(text: str) -> int:
    """Return the number of characters, Han characters, kana and syllables of Hangul counted as `DENSITY` each."""
    return len(text) if text.isascii() else len(text) + (DENSITY - 1) * len(_DENSE_LETTER.findall(text))


def letters_of(script: str, text: str) -> int:
    """Return how many letters of a text are of a script, given by its Unicode name (``Han``, ``Thai`` …)."""
    return len(_letter_of(script).findall(text))


def has_unspaced(text: str) -> bool:
    """Whether any character is of a script that puts no spaces between words."""
    return not text.isascii() and bool(_UNSPACED.search(text))


def ideographs(text: str) -> int:
    """Return how many characters are Han or kana."""
    return 0 if text.isascii() else len(_IDEOGRAPHIC.findall(text))


@cache
def _letter_of(script: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?V1)[\p{{Script={script}}}&&\p{{L}}]")


@cache
def script(char: str) -> str:
    """Return the script of a letter in capitals, as its Unicode name begins (``LATIN``, ``CYRILLIC``, ``CJK`` …)."""
    name = unicodedata.name(char, "").partition(" ")[0].partition("-")[0]
    return _SCRIPT_NAMES.get(name, name)


def scripts(text: str) -> set[str]:
    """Return the scripts of all letters in the text; the micro sign and ª, º count as none."""
    return {script(char) for char in text if char.isalpha() and char not in "µªº"} - {"MODIFIER", ""}
