"""Segments that are too long for a metric: they are not scored, with the reason, and the others are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tertium.limits import MAX_CHARACTERS, MAX_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable


def excess(texts: Iterable[str], *, words: int = MAX_WORDS, characters: int = MAX_CHARACTERS) -> str:
    """Return why texts are too long, ``"longer than 5000 words"``; empty where none of them is.

    Args:
        texts: of one segment.
        words: the most words, separated by white space.
        characters: the most characters, for scripts without spaces.
    """
    for text in texts:
        if len(text) > characters:
            return f"longer than {characters} characters"
        # A text of fewer characters has no more words, and most texts needn't be split.
        if len(text) > 2 * words and len(text.split()) > words:
            return f"longer than {words} words"
    return ""
