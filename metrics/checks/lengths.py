"""The expected length of a translation, by language."""

from __future__ import annotations

from typing import Final

from tertium.corpora.text import tags
from tertium.corpora.text.scripts import ideographs

DENSITY: Final = {"en": 1.0, "de": 1.11, "cs": 0.94, "uk": 1.02, "zh": 0.77}
"""Weight of a text relative to English: geometric means of both directions, over sentences of WMT21 to 23."""

HEAVY: Final = 3
"""Weight of a Han or kana character: texts in all scripts become comparable."""


def weight(text: str) -> int:
    """Return the number of characters, Han and kana threefold, which is comparable across scripts."""
    return len(text) + (HEAVY - 1) * ideographs(text)


def expected_ratio(source: str | None, target: str | None) -> float:
    """Return the expected weight of a translation per weight of its source; other languages count as English."""
    return (tags.entry(DENSITY, target) or 1.0) / (tags.entry(DENSITY, source) or 1.0)


def is_heavy(text: str) -> bool:
    """Whether at least a third of the text is Han or kana."""
    return HEAVY * ideographs(text) >= len(text)
