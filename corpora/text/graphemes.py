"""Splits texts into grapheme clusters, the characters that readers see, and into consonants with all their signs."""

from __future__ import annotations

from typing import Final

import regex

GRAPHEME: Final = r"\X"
"""An extended grapheme cluster (UAX 29)."""

_LEADING: Final = r"\p{Indic_Positional_Category=Visual_Order_Left}"
"""Thai and Lao vowels before their consonant; Unicode treats them as clusters of their own."""
_STACKED: Final = (
    r"(?<=[\p{Indic_Syllabic_Category=Invisible_Stacker}\p{Indic_Syllabic_Category=Virama}][\u200c\u200d]?)(?=\p{L})\X"
)
"""A consonant that is stacked below the one before it or joined to it; older versions of Unicode separate the two."""
_TRAILING: Final = rf"[[\p{{M}}\p{{Indic_Syllabic_Category=Vowel_Dependent}}]--{_LEADING}]"
"""Vowels and tones after their consonant."""
_FINAL: Final = (
    r"\p{L}\p{M}*[\p{Indic_Syllabic_Category=Pure_Killer}\p{Indic_Syllabic_Category=Consonant_Killer}]\p{M}*"
)
"""A consonant without a vowel, marked as such: it ends the syllable before it, in Burmese and Thai."""

CLUSTER: Final = rf"{_LEADING}?\X(?:{_STACKED}|{_TRAILING}|{_FINAL})*"
"""A consonant with all vowels and marks around it; in other scripts a grapheme cluster. A pattern for the package
`regex`, version 1."""

_GRAPHEMES: Final = regex.compile(GRAPHEME)
_CLUSTERS: Final = regex.compile(f"(?V1){CLUSTER}")


def graphemes(text: str) -> list[str]:
    """Return the grapheme clusters of a text; joined, they are the text."""
    parts: list[str] = _GRAPHEMES.findall(text)
    return parts


def clusters(text: str) -> list[str]:
    """Return the consonants of a text with the vowels and marks around them; joined, they are the text.

    A cluster is one or several whole graphemes, so a text may be cut between any two clusters.
    """
    parts: list[str] = _CLUSTERS.findall(text)
    return parts
