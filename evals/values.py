"""The scores of one system by one metric, and the metric as a run remembers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from tertium.corpora.types import Role
    from tertium.metrics.base import Scores


class Key(NamedTuple):
    """Whose numbers, by which metric."""

    system: str
    metric: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric as a run remembers it, readable where its package isn't installed.

    Attributes:
        label: its short spec, e.g. ``"chrf:word_order=3"``; unique in the run.
        signature: all that the number depends on.
        unit: of the scores.
        higher_is_better: None where neither direction is.
        needs: what it read beside the hypothesis.
    """

    label: str
    signature: str
    unit: str
    higher_is_better: bool | None
    needs: tuple[Role, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """Scores of one system by one metric, in the metric's unit and direction; nan where undefined or skipped.

    Attributes:
        segments: shape (segments,).
        documents: shape (documents,), of the summed counts of each document.
        domains: shape (domains,), in the order of the set's `domains`.
        total: of the summed counts of the whole set.
    """

    segments: Scores
    documents: Scores
    domains: Scores
    total: float

    @property
    def macro(self) -> float:
        """The mean over documents with a score; nan when there is none."""
        defined = self.documents[~np.isnan(self.documents)]
        return float(defined.mean()) if defined.size else float("nan")
