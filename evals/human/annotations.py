"""Ratings as arrays: one entry per rating, in which higher is better."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.corpora.types import EvalSet
    from tertium.evals.human.ratings import Ratings
    from tertium.metrics.base import Scores


@dataclass(frozen=True, slots=True, eq=False)
class Annotations:
    """Ratings with a score, as columns of equal length.

    Attributes:
        systems: names; `system` holds indices into them.
        raters: names; `rater` holds indices into them.
        documents: ids; `document` holds indices into them.
        segments: the number of segments of the set.
        system: whose output was rated.
        segment: index into the set.
        document: the segment's document.
        rater: who rated.
        score: higher is better; penalties are negative.
    """

    systems: tuple[str, ...]
    raters: tuple[str, ...]
    documents: tuple[str, ...]
    segments: int
    system: NDArray[np.intp]
    segment: NDArray[np.intp]
    document: NDArray[np.intp]
    rater: NDArray[np.intp]
    score: Scores

    def of(self, chosen: NDArray[np.bool_]) -> Annotations:
        """Return the chosen ratings; systems, raters and documents stay numbered as they are."""
        columns = ("system", "segment", "document", "rater", "score")
        return replace(self, **{name: getattr(self, name)[chosen] for name in columns})

    @property
    def output(self) -> NDArray[np.intp]:
        """A number for each rated output: equal for ratings of the same one."""
        return self.system * self.segments + self.segment

    @property
    def means(self) -> Scores:
        """The mean of each output's ratings, shape (systems, segments); nan where nobody rated."""
        size = len(self.systems) * self.segments
        numbers = np.bincount(self.output, minlength=size)
        sums = np.bincount(self.output, weights=self.score, minlength=size)
        return np.where(numbers > 0, sums / np.maximum(numbers, 1), np.nan).reshape(-1, self.segments)


def annotations_of(ratings: Ratings, data: EvalSet) -> Annotations:
    """Return the ratings that have a score."""
    rows = [row for row in ratings.rows if not np.isnan(row.score)]
    systems = {name: i for i, name in enumerate(dict.fromkeys(row.system for row in rows))}
    raters = {name: i for i, name in enumerate(dict.fromkeys(row.rater for row in rows))}
    documents = np.repeat(np.arange(len(data.documents)), [item.stop - item.start for item in data.documents])
    segment = np.array([row.segment for row in rows], dtype=np.intp)
    # 0 - x: a penalty of 0 is a score of 0, not of -0
    scores = [row.score if ratings.higher_is_better else 0 - row.score for row in rows]
    return Annotations(
        systems=tuple(systems),
        raters=tuple(raters),
        documents=tuple(document.id for document in data.documents),
        segments=len(data),
        system=np.array([systems[row.system] for row in rows], dtype=np.intp),
        segment=segment,
        document=documents[segment].astype(np.intp),
        rater=np.array([raters[row.rater] for row in rows], dtype=np.intp),
        score=np.array(scores, dtype=np.float64),
    )
