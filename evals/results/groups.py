"""The result of dividing a run: corpus scores by customer, by month, by document …, each with its interval."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tertium.evals.reported import Reported

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from tertium.evals.results.resampling import Resampling
    from tertium.evals.results.slice import Slice

OTHERS: Final = frozenset({"system", "metric", "score", "low", "high", "segments", "documents"})
"""The columns of a frame beside that of the groups."""


@dataclass(frozen=True, slots=True, repr=False)
class Groups(Reported):
    """Scores of the groups of a set: those of their summed counts, with bootstrap intervals by document.

    Attributes:
        name: of the set.
        fingerprint: of the set.
        by: the column that divides it.
        slices: by metric, then by group and by system.
        resampling: settings of the intervals.
        clusters: number of units of the whole set that samples are drawn from.
        signatures: metric label to signature.
        units: metric label to the unit of its scores.
        higher_is_better: metric label to its direction.
        left_out: metric label to the reason why there are no scores by it.
        unmatched: ids of the user's table that the run doesn't have.
        ungrouped: ids of the run's segments that are in no group.
        warnings: sentences for people.
    """

    name: str
    fingerprint: str
    by: str
    slices: tuple[Slice, ...]
    resampling: Resampling
    clusters: int
    signatures: Mapping[str, str]
    units: Mapping[str, str]
    higher_is_better: Mapping[str, bool | None]
    left_out: Mapping[str, str] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    ungrouped: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row per group, system and metric: the group, system, metric, score, low, high, segments, documents.

        The column of the groups is called like `by`, and `group` where that is the name of another column. Without
        documents as the units there is no column of their number.
        """
        from tertium.evals.results.notebook import frame_of

        title = "group" if self.by in OTHERS else self.by
        return frame_of(self._row(title, piece) for piece in self.slices)

    def _row(self, title: str, piece: Slice) -> dict[str, Any]:
        row = {
            title: piece.part,
            "system": piece.system,
            "metric": piece.metric,
            "score": piece.score,
            **piece.interval._asdict(),
            "segments": piece.segments,
        }
        return row | ({"documents": piece.clusters} if self.resampling.cluster == "document" else {})

    @property
    def notes(self) -> tuple[str, ...]:
        """The warnings, and a sentence per metric that is left out."""
        reasons = (f"no scores by {label}: {reason}" for label, reason in self.left_out.items())
        return (*self.warnings, *reasons)

    def __repr__(self) -> str:
        return "\n".join([f"{self.name}: scores by {self.by}", self.frame.to_string(index=False), *self.notes])

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names are escaped."""
        from tertium.evals.results.notebook import html

        return html(f"{self.name}: scores by {self.by}", self.notes, self.frame)
