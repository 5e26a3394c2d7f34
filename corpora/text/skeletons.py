"""Consonants of a word as Latin letters: by them a name and its transliteration resemble each other."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

SOUNDS: Final = (
    ("tsch", "c"), ("sch", "s"), ("tch", "c"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("sh", "s"),
    ("zh", "z"), ("ch", "c"), ("ck", "k"), ("qu", "kv"), ("ts", "c"), ("tz", "c"), ("dzh", "g"), ("dj", "g"),
    ("x", "ks"), ("q", "k"), ("w", "v"), ("j", "g"),
)  # fmt: skip
"""Spellings of a sound in Latin letters to one letter, the longest first."""
_SAME: Final = str.maketrans({"c": "s", "z": "s", "h": "k", "g": "k", "b": "p", "d": "t", "v": "f"})
"""Consonants that languages spell for one another: English c is k or s, Russian writes h as g or ch."""
_NAME: Final = re.compile(r"(?:SMALL |CAPITAL )?LETTER (?:FINAL |SHORT )?(?P<name>[A-Z]+)")


@lru_cache(maxsize=100_000)  # the same words come again and again
def skeleton(word: str) -> str:
    """Return the consonants of a word in Latin, Cyrillic, Greek, Arabic, Hebrew or an Indian script; no doubled ones.

    Letters of other scripts than Latin are read by their Unicode names (``CYRILLIC SMALL LETTER EL`` is l).
    """
    plain = unicodedata.normalize("NFD", word.casefold())
    letters = "".join(char if char.isascii() else _sound(char) for char in plain if not unicodedata.combining(char))
    for spelling, sound in SOUNDS:
        letters = letters.replace(spelling, sound)
    consonants = re.sub("[^a-z]|[aeiouy]", "", letters).translate(_SAME)
    return re.sub(r"(.)\1+", r"\1", consonants)


@cache
def _sound(char: str) -> str:
    """Return the consonants that the Unicode name of a letter says; empty for vowels and marks."""
    match = _NAME.search(unicodedata.name(char, ""))
    if not match:
        return ""
    name = match["name"].lower()
    # Latin letters of others names (ß SHARP), Arabic and Hebrew carriers of vowels, vowels: none.
    if name in {"sharp", "alef", "ain", "ayin", "hamza", "yod", "yeh", "yu", "ya", "ie", "yi", "waw", "hard", "soft"}:
        return {"sharp": "s", "waw": "v"}.get(name, "")
    vowels = re.match("[aeiou]*", name)
    behind = name[vowels.end() if vowels else 0 :]
    consonants = re.match("[^aeiou]*", behind)
    return consonants.group() if consonants else ""
