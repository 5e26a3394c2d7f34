"""Joins sentences: with a space, or with nothing in languages that put no space between words."""

from __future__ import annotations

from typing import Final

from tertium.corpora.text import tags
from tertium.corpora.text.scripts import UNSPACED_SCRIPTS

UNSPACED_LANGUAGES: Final = frozenset(language for languages in UNSPACED_SCRIPTS.values() for language in languages)
"""Languages that put no space between words."""


def glue(language: str | None) -> str:
    """Return the separator of two sentences in a language, "" or a space; the region makes no difference."""
    return "" if tags.has(UNSPACED_LANGUAGES, language) else " "
