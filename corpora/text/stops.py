"""Defines the marks that end a sentence in any script, and the languages that write none."""

from __future__ import annotations

from typing import Final

import regex

from tertium.corpora.text import tags

STOPS: Final = r"\p{Sentence_Terminal}…།༎"
"""Marks that end a sentence, within a character class of the package `regex`; Unicode has no property for the Tibetan
shad and the ellipsis."""
USUAL: Final = tuple(".!?…。！？।")
"""The marks that most texts end in."""

UNSTOPPED: Final = frozenset({"th", "lo"})
"""Languages whose sentences end in a space or at the end of the text."""
_UNSTOPPED_LETTER: Final = regex.compile(r"(?V1)[[\p{Thai}\p{Lao}]&&\p{L}]")
_LETTER: Final = regex.compile(r"\p{L}")


def writes_stops(language: str | None, text: str = "") -> bool:
    """Whether sentences of the language end in a mark; without a language, those of the text's script."""
    if language:
        return not tags.has(UNSTOPPED, language)
    return text.isascii() or 2 * len(_UNSTOPPED_LETTER.findall(text)) <= len(_LETTER.findall(text))
