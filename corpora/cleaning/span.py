"""Finds the stretch of lines in which an article stands among the boilerplate of its page, by the density of sentences.

The stretch with the highest sum of line scores, after Pasternack and Roth, "Extracting article text from the web with
maximum subsequence segmentation" (WWW 2009): sentences add their length, what stands between them subtracts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_SENTENCE: Final = 200.0
"""Score of the longest line: a single long one proves no more. This and the three below: docs/articles.md shows what
follows if each set of pages is left out of their choice."""
GAP: Final = 80.0
"""What a run of other lines between sentences costs."""
GAP_LINE: Final = 10.0
"""What each of these lines adds to that cost."""
END_MARK: Final = 100.0
"""What a line costs that stands at the ends of articles: on comments, related articles, subscriptions."""
SHORT_PAGE: Final = 30
"""Lines up to which gaps cost in proportion to the number of lines: a short text has little boilerplate to be parted
from, and a list without bullets would part it."""


def span(lengths: Sequence[float | None], end_marks: frozenset[int], free: frozenset[int]) -> range:
    """Return the indices of the stretch of lines that is most likely the article; empty without sentences.

    Args:
        lengths: weighted length of each line that holds a sentence; None for other lines.
        end_marks: indices of lines that stand at the ends of articles.
        free: indices of other lines that cost nothing: items of lists.
    """
    best, best_sum = range(0), 0.0
    scale = min(len(lengths) / SHORT_PAGE, 1.0)
    start, total, in_gap = 0, 0.0, False
    for i, length in enumerate(lengths):
        if total <= 0:
            start, total, in_gap = i, 0.0, False
        if length is not None:
            total, in_gap = total + min(length, MAX_SENTENCE), False
        elif i in end_marks:
            total, in_gap = total - END_MARK, False
        elif i not in free:
            total, in_gap = total - scale * (GAP_LINE + (0 if in_gap else GAP)), True
        if total > best_sum:
            best, best_sum = range(start, i + 1), total
    return best
