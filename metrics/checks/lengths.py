"""How long a translation is to be expected, by language."""

from __future__ import annotations

from typing import Final

from tertium.corpora.text import tags
from tertium.corpora.text.scripts import ideographs

DENSITY: Final = {"en": 1.0, "de": 1.11, "cs": 0.94, "uk": 1.02, "zh": 0.77}
"""Weight of a text relative to English: geometric means of both directions, over sentences of WMT21 to 23."""

HEAVY: Final = 3
"""What a Han or kana character weighs."""


def weight(text: str) -> int:
    """Return the characters of a text, Han and kana threefold: comparable across scripts."""
    return len(text) + (HEAVY - 1) * ideographs(text)


def expected_ratio(source: str | None, target: str | None) -> float:
    """Return how much heavier a translation is than its source, 1.0 where a language isn't known."""
    return (tags.entry(DENSITY, target) or 1.0) / (tags.entry(DENSITY, source) or 1.0)


def is_heavy(text: str) -> bool:
    """Whether at least a third of the text is Han or kana."""
    return HEAVY * ideographs(text) >= len(text)
