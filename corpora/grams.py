"""How much two texts of one language share: character 4-grams within words, cheap enough for every pair of lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tertium.corpora.lexical import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence


def grams(text: str) -> Counter[str]:
    """Return the pieces of words that the text holds, counted."""
    return Counter(pieces(text))


def dice(one: Counter[str], other: Counter[str]) -> float:
    """Return 2 × shared / all pieces, 0 to 1; 1 for two texts without any."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def best_cuts(words: Sequence[str], wanted: Sequence[str], glue: str) -> tuple[str, ...]:
    """Return the words in as many runs as there are wanted texts, each as like its text as can be; a run may be empty.

    Exact for two texts; for more, the first run is cut off against the rest together, and so on.
    """
    if len(wanted) == 1:
        return (glue.join(words),)
    first, rest = grams(wanted[0]), grams("\n".join(wanted[1:]))
    likeness = [
        dice(first, grams(glue.join(words[:cut]))) + dice(rest, grams(glue.join(words[cut:])))
        for cut in range(len(words) + 1)
    ]
    cut = likeness.index(max(likeness))
    return glue.join(words[:cut]), *best_cuts(words[cut:], wanted[1:], glue)
