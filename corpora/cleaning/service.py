"""Recognises sentences that speak of the site and not of the matter: of accounts, newsletters and settings."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import regex

from tertium.corpora.cleaning.phrases import REMEMBERED, words
from tertium.corpora.text.scripts import weighted_length

MAX_SERVICE: Final = 400
"""Length of the longest line that is asked about, in weighted characters."""
MIN_SERVICE_WORDS: Final = 2
"""Different words of a site's service in one line: an article on newsletters has one in many of its sentences."""
SAME: Final = 4
"""Letters by which two words are forms of one."""


@lru_cache(REMEMBERED)
def is_service(text: str) -> bool:
    """Whether a line has several words such as *newsletter*, *password* or *for free*."""
    if weighted_length(text) > MAX_SERVICE:
        return False
    return len({found.group()[:SAME].casefold() for found in _service().finditer(text)}) >= MIN_SERVICE_WORDS


@cache
def _service() -> regex.Pattern[str]:
    # Words begin where they are listed to; Arabic, Hebrew and scripts without spaces put other words before them.
    return regex.compile(
        rf"(?<![\p{{Latin}}\p{{Cyrillic}}\p{{Greek}}])(?:{words('service').pattern})", regex.IGNORECASE
    )
