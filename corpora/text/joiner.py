"""What stands between two sentences of a language."""

from __future__ import annotations

from typing import Final

from tertium.corpora.text import tags

UNSPACED_LANGUAGES: Final = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that put no space between words."""


def glue(language: str | None) -> str:
    """Return what stands between two sentences of a language: nothing, or a space; its region doesn't matter."""
    return "" if tags.has(UNSPACED_LANGUAGES, language) else " "
