"""The units that resampling draws: a set's documents, or its segments."""

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
"""Fewer clusters than this are warned of: intervals are rough."""
TOO_FEW: Final = 8
"""Fewer clusters than this make no interval that could be trusted: single pairs of systems that differ by exactly the
margin passed in up to 10 % of simulations from 8 documents on, and what lies below was hardly tried."""
MOST: Final = 0.5
"""Share of the text in one cluster from which results are little but that cluster's own."""
SINGLE_DOCUMENT: Final = (
    "the set has one document: its segments are drawn as if they were independent, so intervals and p are too sure of "
    "themselves"
)


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """The clusters of a set.

    Attributes:
        starts: index of every cluster's first segment, shape (clusters,).
        sizes: characters of every cluster, shape (clusters,).
        largest: id of the largest document or segment.
        resampling: the settings; a set of one document is drawn by segment, and `cluster` says so.
        single_document: whether the clusters are segments because the set has one document.
    """

    starts: NDArray[np.intp]
    sizes: NDArray[np.float64]
    largest: str
    resampling: Resampling
    single_document: bool = False

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def effective(self) -> float:
        """The effective number of clusters; see `effective`."""
        return effective(self.sizes)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences on why intervals and p are doubtful: one document, few clusters, or one with most of the text."""
        warnings = [SINGLE_DOCUMENT] if self.single_document else []
        if sentence := few_sentence(len(self), self.resampling.cluster):
            warnings.append(sentence)
        if len(self) > 1 and self.sizes.max() > MOST * self.sizes.sum():
            share = 100 * self.sizes.max() / self.sizes.sum()
            unit = f"{self.resampling.cluster} {self.largest!r}"
            warnings.append(f"{unit} holds {share:.0f} % of the text: results are little but its own")
        return tuple(warnings)


def few_sentence(count: int, unit: str) -> str:
    """Return the warning of so few clusters; an empty text where they are enough."""
    if count >= FEW:
        return ""
    consequence = "no interval or bound can be trusted" if count < TOO_FEW else "intervals and bounds are rough"
    return f"only {count} {unit}{'' if count == 1 else 's'}: {consequence}, and p can't be small"


def effective(sizes: NDArray[np.float64]) -> float:
    """Return the effective number of clusters: how many of equal size tell as much as these (Kish 1965)."""
    # the sum of squares is 0 where all texts are empty
    return float(sizes.sum() ** 2 / max((sizes**2).sum(), 1.0))


def clusters_of(data: EvalSet, resampling: Resampling) -> Clusters:
    """Return the clusters of a set; a set of one document is drawn by segment."""
    single = len(data.documents) == 1 < len(data) and resampling.cluster == "document"
    if single:
        resampling = replace(resampling, cluster="segment")
    document_starts = [document.start for document in data.documents]
    starts = np.array(document_starts if resampling.cluster == "document" else range(len(data)), dtype=np.intp)
    texts = data.sources or next(iter(data.references.values()), None) or next(iter(data.outputs.values()))
    lengths = np.array([len(text or "") for text in texts], dtype=np.float64)
    # A set of imported scores may have no texts: then its segments count alike.
    sizes = clustered(lengths if lengths.any() else np.ones_like(lengths), starts)
    names = data.document_ids if resampling.cluster == "document" else data.ids
    return Clusters(starts, sizes, names[starts[int(sizes.argmax())]], resampling, single)


def clustered(rows: Counts, starts: NDArray[np.intp]) -> Counts:
    """Return the sums of rows by cluster: shape (segments, ...) to (clusters, ...)."""
    return np.add.reduceat(rows, starts, axis=0)
