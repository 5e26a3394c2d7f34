"""What is drawn together: a set's documents, or its segments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tertium.corpora.types import EvalSet
    from tertium.evals.results import Resampling
    from tertium.metrics.base import Counts

FEW: Final = 10
MOST: Final = 0.5
ALONE: Final = (
    "the set has one document: its segments are drawn as if they were independent, so intervals and p are too sure of "
    "themselves"
)


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """What is drawn together.

    Attributes:
        starts: the first row of every cluster.
        sizes: characters of every cluster.
        largest: id of the document, or the segment, that is the largest one.
        resampling: as asked for; the set's only document is drawn by segment, and `cluster` says so.
        alone: whether it is drawn by segment for that reason alone.
    """

    starts: NDArray[np.intp]
    sizes: NDArray[np.float64]
    largest: str
    resampling: Resampling
    alone: bool = False

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def effective(self) -> float:
        """As many clusters of equal size would tell as much."""
        return effective(self.sizes)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What makes intervals and p doubtful: one document, few clusters, or one that holds most of the text."""
        said = [ALONE] if self.alone else []
        if len(self) < FEW:
            units = f"{len(self)} {self.resampling.cluster}{'' if len(self) == 1 else 's'}"
            said.append(f"only {units} to draw from: intervals may be too narrow, and p can't be small")
        if len(self) > 1 and self.sizes.max() > MOST * self.sizes.sum():
            share = 100 * self.sizes.max() / self.sizes.sum()
            unit = f"{self.resampling.cluster} {self.largest!r}"
            said.append(f"{unit} holds {share:.0f} % of the text: results are little but its own")
        return tuple(said)


def effective(sizes: NDArray[np.float64]) -> float:
    """Return how many clusters of equal size would tell as much as these (Kish 1965)."""
    return float(sizes.sum() ** 2 / max((sizes**2).sum(), 1.0))


def clusters_of(data: EvalSet, resampling: Resampling) -> Clusters:
    """Return the clusters of a set; a set of one document is drawn by segment."""
    alone = len(data.documents) == 1 and resampling.cluster == "document"
    if alone:
        resampling = replace(resampling, cluster="segment")
    by_document = [document.start for document in data.documents]
    starts = np.array(by_document if resampling.cluster == "document" else range(len(data)), dtype=np.intp)
    texts = data.sources or next(iter(data.references.values()), None) or next(iter(data.outputs.values()))
    sizes = clustered(np.array([len(text or "") for text in texts], dtype=np.float64), starts)
    names = data.document_ids if resampling.cluster == "document" else data.ids
    return Clusters(starts, sizes, names[starts[int(sizes.argmax())]], resampling, alone)


def clustered(rows: Counts, starts: NDArray[np.intp]) -> Counts:
    """Return the sums of rows by cluster: (segments, ...) to (clusters, ...)."""
    return np.add.reduceat(rows, starts, axis=0)
