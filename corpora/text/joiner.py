"""What stands between two sentences of a language."""

from __future__ import annotations

from typing import Final

from tertium.corpora.text import tags
from tertium.corpora.text.scripts import UNSPACED_SCRIPTS

UNSPACED_LANGUAGES: Final = frozenset(language for languages in UNSPACED_SCRIPTS.values() for language in languages)
"""Languages that put no space between words."""


def glue(language: str | None) -> str:
    """Return what stands between two sentences of a language: nothing, or a space; its region doesn't matter."""
    return "" if tags.has(UNSPACED_LANGUAGES, language) else " "
