"""Results of comparing error spans: of a metric with people's, or of one rater with another's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from tertium.evals.results.resampling import Interval, Resampling


@dataclass(frozen=True, slots=True)
class SpanScore:
    """The agreement of predicted error spans with gold ones, in characters, 0 to 1.

    Attributes:
        prediction: name of the prediction; in brackets for a trivial one.
        system: whose outputs; ``""`` for all.
        outputs: how many.
        precision: credit by predicted marks.
        recall: credit by gold marks.
        f1: their harmonic mean.
        f1_without_partial: F1 where a mark of another severity is worth nothing.
        interval: bootstrap interval of `f1` over documents; (nan, nan) for a single one.
        f1_of_spans: F1 of spans matched one to one, with partial credit (Perrella et al. 2026).
    """

    prediction: str
    system: str
    outputs: int
    precision: float
    recall: float
    f1: float
    f1_without_partial: float
    interval: Interval
    f1_of_spans: float = float("nan")


@dataclass(frozen=True, slots=True, repr=False)
class SpanScores:
    """Span scores of predictions against one gold.

    Attributes:
        gold: name of the gold spans.
        scores: of each prediction, over all outputs first and then by system.
        resampling: settings of the intervals.
    """

    gold: str
    scores: tuple[SpanScore, ...]
    resampling: Resampling

    def __repr__(self) -> str:
        names = dict.fromkeys(score.prediction for score in self.scores)
        return f"<SpanScores against {self.gold!r}: {', '.join(names)}>"

    @property
    def frame(self) -> pd.DataFrame:
        """One row per prediction and system, with the attributes of `SpanScore`."""
        from tertium.evals.results.notebook import frame_of, row_of

        return frame_of(map(row_of, self.scores))
