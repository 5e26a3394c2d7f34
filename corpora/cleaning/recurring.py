"""Counts the lines that many articles of a folder share, in a fixed amount of memory (a count-min sketch)."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

CELLS: Final = 1 << 23
"""Cells per row of the sketch, 16 MB in all. Measured: among 1.5 million different lines, 1 in 5,000 is taken for a
recurring one by mistake."""
MIN_ARTICLES: Final = 3
"""Articles from which a line recurs."""
MIN_SHARE: Final = 0.002
"""Share of the articles from which a line recurs, in a large folder."""
MAX_COUNTED_LINE: Final = 400
"""Length up to which a line is counted."""
MAX_RECURRING: Final = 0.5
"""Share of an article's lines that may recur; where more do, the article is a re-post and its lines are its text."""


class Recurring:
    """Counts in how many articles each line stands.

    Args:
        min_articles: articles from which a line recurs.
    """

    def __init__(self, min_articles: int = MIN_ARTICLES) -> None:
        # Two rows with a hash function each. Lines that share a cell add up, so the lower of a line's two counts is
        # right or too high, never too low. A count stops at 255, which `min_articles` never exceeds.
        self.counts = np.zeros((2, CELLS), dtype=np.uint8)
        self.min_articles = min_articles

    def add(self, lines: Iterable[str]) -> None:
        """Count the lines of one article, each once."""
        for cells in {_cells(line) for line in lines if _is_counted(line)}:
            for row, cell in enumerate(cells):
                if self.counts[row, cell] < np.iinfo(np.uint8).max:
                    self.counts[row, cell] += 1

    def has(self, line: str) -> bool:
        """Whether the line recurs, that is, enough articles have it."""
        if not _is_counted(line):
            return False
        first, second = _cells(line)
        return min(int(self.counts[0, first]), int(self.counts[1, second])) >= self.min_articles


def min_articles(articles: int) -> int:
    """Return the number of articles from which a line recurs, in a folder of so many articles."""
    return min(max(MIN_ARTICLES, round(MIN_SHARE * articles)), int(np.iinfo(np.uint8).max))


def _is_counted(line: str) -> bool:
    return 0 < len(line.strip()) <= MAX_COUNTED_LINE


def _cells(line: str) -> tuple[int, int]:
    """Return the cell of a line in each row; case and spaces make no difference."""
    digest = blake2b(" ".join(line.split()).casefold().encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little") % CELLS, int.from_bytes(digest[4:], "little") % CELLS
