"""Lines that many articles of a folder share, counted in a fixed amount of memory (a count-min sketch)."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

CELLS: Final = 1 << 23
"""Per row of the sketch; 1.5 million different lines make 1 in 5,000 seem to recur that doesn't."""
FEWEST: Final = 3
"""Articles that must have a line."""
SHARE: Final = 0.002
"""Share of the articles that must have it, in a large folder."""
LONGEST: Final = 400
"""Characters of a line that is counted."""
MOST: Final = 0.5
"""Share of an article's lines that may recur: an article of which more does is a re-post."""


class Recurring:
    """Counts in how many articles each line stands.

    Args:
        fewest: articles from which a line recurs.
    """

    def __init__(self, fewest: int = FEWEST) -> None:
        self.counts = np.zeros((2, CELLS), dtype=np.uint8)
        self.fewest = fewest

    def add(self, lines: Iterable[str]) -> None:
        """Count the lines of one article, each once."""
        for first, second in {_places(line) for line in lines if _counts(line)}:
            for row, place in ((0, first), (1, second)):
                if self.counts[row, place] < np.iinfo(np.uint8).max:
                    self.counts[row, place] += 1

    def has(self, line: str) -> bool:
        """Whether enough articles have the line."""
        if not _counts(line):
            return False
        first, second = _places(line)
        return min(int(self.counts[0, first]), int(self.counts[1, second])) >= self.fewest


def fewest(articles: int) -> int:
    """Return in how many of so many articles a line must stand to recur."""
    return min(max(FEWEST, round(SHARE * articles)), int(np.iinfo(np.uint8).max))


def _counts(line: str) -> bool:
    return 0 < len(line.strip()) <= LONGEST


def _places(line: str) -> tuple[int, int]:
    digest = blake2b(" ".join(line.split()).casefold().encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little") % CELLS, int.from_bytes(digest[4:], "little") % CELLS
