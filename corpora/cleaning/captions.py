"""Recognises captions that the credit of their picture is glued to: *The bridge at night. Photo: Ruth Adler*.

Some sites have it in square brackets, without a word before it: *The bridge at night. [Ruth Adler/AFP]*.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import regex

from tertium.corpora.cleaning.phrases import REMEMBERED, words
from tertium.corpora.text.scripts import weighted_length

MAX_CAPTION: Final = 300
"""Length of the longest caption with its credit, in weighted characters."""
LONG_CAPTION: Final = 60
"""Length from which a caption may lead into its credit without a mark between, in weighted characters: shorter lines
are headlines such as *The year in photos: May*."""
MAX_CREDIT: Final = 60
"""Length of the longest name behind the mark of a credit, in characters."""
MAX_NAME: Final = 16
"""Length of the longest name between a full stop and a word such as 摄, in characters."""

MARK: Final = regex.compile(r"[\p{P}|=＝]$")

BRACKETED: Final = regex.compile(
    rf"(?<=\S )\[\p{{Lu}}[^.!?:\[\]/]{{2,{MAX_CREDIT}}}/ ?\p{{Lu}}[^.!?:\[\]/]{{1,{MAX_CREDIT}}}\]$"
)
"""A name and an agency between square brackets at the end. Parties stand like that in parentheses: (CDU/CSU)."""


@lru_cache(REMEMBERED)
def is_caption(text: str) -> bool:
    """Whether a line ends in who made a picture, behind a word such as *photo* and a colon, the sign ©, or in [ ]."""
    if weighted_length(text) <= MAX_CAPTION and BRACKETED.search(text):
        return True
    found = _credit().search(text) if weighted_length(text) <= MAX_CAPTION else None
    if found is None:
        return False
    before = text[: found.start()].rstrip()
    return weighted_length(before) >= LONG_CAPTION or bool(MARK.search(before))


@cache
def _credit() -> regex.Pattern[str]:
    name = rf"[^.!?:。]{{2,{MAX_CREDIT}}}"
    before = rf"(?<=[\p{{P}}\s])(?:(?:{words('photo').pattern})\s?[:：/©]\s?|©\s?){name}"
    # Japanese and Chinese have the name before the word; what is behind a full stop is short, or it is a sentence.
    behind = (
        rf"(?:(?<=[=＝]){name}|(?<=[。！？])\s?[^.!?:，。、]{{2,{MAX_NAME}}}?)\s?(?:{words('photo_after').pattern})"
    )
    return regex.compile(rf"(?:{before}|{behind})[)\]）]?\.?$", regex.IGNORECASE)
