"""Finds the lines among which the article of a plain page stands: the stretch with the most text and the fewest gaps.

The method is that of Pasternack and Roth, "Extracting article text from the web with maximum subsequence segmentation"
(WWW 2009): sentences add their length, what stands between them costs. That an article's sentences stand together,
while teasers and captions stand alone among short lines, is from Kohlschütter, Fankhauser and Nejdl, "Boilerplate
detection using shallow text features" (WSDM 2010).
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL: Final = (60.0, 200.0)
"""Bounds of the usual length of a page's sentences, their median: all scores are relative to it."""
MAX_SENTENCE: Final = 1.5
"""Score of the longest line, in usual lengths: a single long one proves no more. docs/articles.md shows what follows if
each set of pages is left out of the choice of this figure and the next four."""
ALONE: Final = 0.8
"""Factor on the score of a line without another sentence above or below it."""
GAP: Final = 0.6
"""What a run of other lines between sentences costs, in usual lengths."""
GAP_LINE: Final = 0.1
"""What each of these lines adds to that cost."""
END_MARK: Final = 1.0
"""What a line costs that stands at the ends of articles: on comments, related articles, subscriptions."""
SHORT_PAGE: Final = 30
"""Lines from which gaps and standing alone cost in full. Below, they cost in proportion to the number of lines: a short
text has little boilerplate to be parted from, and its gaps are items of lists or subheads."""


def span(lengths: Sequence[float | None], end_marks: frozenset[int], free: frozenset[int]) -> range:
    """Return the lines from the first to the last one of the article; empty if there is no sentence.

    Args:
        lengths: of each line that is a sentence, in weighted characters; None for other lines.
        end_marks: indices of lines that stand at the ends of articles.
        free: indices of other lines that cost nothing: items of lists.
    """
    sentences = [length for length in lengths if length is not None]
    if not sentences:
        return range(0)
    usual = min(max(median(sentences), USUAL[0]), USUAL[1])
    scale = min(len(lengths) / SHORT_PAGE, 1.0)
    alone = _alone(lengths, free)
    best, best_sum = range(0), 0.0
    start, total, in_gap = 0, 0.0, False
    for i, length in enumerate(lengths):
        if total <= 0:
            start, total, in_gap = i, 0.0, False
        if length is not None:
            factor = 1 - (1 - ALONE) * scale if i in alone else 1.0
            total, in_gap = total + factor * min(length / usual, MAX_SENTENCE), False
        elif i in end_marks:
            total, in_gap = total - END_MARK, False
        elif i not in free:
            total, in_gap = total - scale * (GAP_LINE + (0.0 if in_gap else GAP)), True
        if total > best_sum:
            best, best_sum = range(start, i + 1), total
    return best


def _alone(lengths: Sequence[float | None], free: frozenset[int]) -> frozenset[int]:
    """Return the sentences that have none above or below them; lines that cost nothing don't count."""
    counted = [i for i, length in enumerate(lengths) if length is not None or i not in free]
    around = zip([None, *counted[:-1]], counted, [*counted[1:], None], strict=True)
    return frozenset(
        i
        for above, i, below in around
        if lengths[i] is not None and all(k is None or lengths[k] is None for k in (above, below))
    )
