"""Full stops: how a sentence ends in any script, and which languages write no mark there."""

from __future__ import annotations

from typing import Final

import regex

from tertium.corpora.text import tags

STOPS: Final = r"\p{Sentence_Terminal}…།༎"
"""Marks that end a sentence, within a character class of the package `regex`; Unicode has no property for the Tibetan
shad and the ellipsis."""
USUAL: Final = tuple(".!?…。！？।")
"""Those that most texts end in."""

UNSTOPPED: Final = frozenset({"th", "lo"})
"""Languages whose sentences end in a space, or where the text ends."""
_UNSTOPPED_LETTER: Final = regex.compile(r"(?V1)[[\p{Thai}\p{Lao}]&&\p{L}]")
_LETTER: Final = regex.compile(r"\p{L}")


def writes_stops(language: str | None, text: str = "") -> bool:
    """Whether sentences end in a mark: told by the language, or by the text's script where no language is given."""
    if language:
        return not tags.has(UNSTOPPED, language)
    return text.isascii() or 2 * len(_UNSTOPPED_LETTER.findall(text)) <= len(_LETTER.findall(text))
