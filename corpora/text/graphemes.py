"""Grapheme clusters: what a reader takes for one character, and the smallest part that a text may be cut into."""

from __future__ import annotations

from typing import Final

import regex

GRAPHEME: Final = r"\X"
"""An extended grapheme cluster (UAX 29)."""

_LEADING: Final = r"\p{Indic_Positional_Category=Visual_Order_Left}"
"""Thai and Lao vowels that are written before their consonant and are clusters of their own to Unicode."""
_STACKED: Final = (
    r"(?<=[\p{Indic_Syllabic_Category=Invisible_Stacker}\p{Indic_Syllabic_Category=Virama}][\u200c\u200d]?)(?=\p{L})\X"
)
"""A consonant below or joined to the one before it: a cluster of its own in older versions of Unicode."""
_TRAILING: Final = rf"[[\p{{M}}\p{{Indic_Syllabic_Category=Vowel_Dependent}}]--{_LEADING}]"
"""Vowels and tones behind their consonant."""
_FINAL: Final = (
    r"\p{L}\p{M}*[\p{Indic_Syllabic_Category=Pure_Killer}\p{Indic_Syllabic_Category=Consonant_Killer}]\p{M}*"
)
"""A consonant without a vowel, marked as such: it ends the syllable before it, in Burmese and Thai."""

CLUSTER: Final = rf"{_LEADING}?\X(?:{_STACKED}|{_TRAILING}|{_FINAL})*"
"""A consonant with all vowels and marks around it; of other scripts a grapheme cluster. A pattern of the package
`regex`, version 1."""

_GRAPHEMES: Final = regex.compile(GRAPHEME)
_CLUSTERS: Final = regex.compile(f"(?V1){CLUSTER}")


def graphemes(text: str) -> list[str]:
    """Return the grapheme clusters of a text; joined, they are the text."""
    found: list[str] = _GRAPHEMES.findall(text)
    return found


def clusters(text: str) -> list[str]:
    """Return consonants with all that stands around them: each is one or several whole graphemes."""
    found: list[str] = _CLUSTERS.findall(text)
    return found
