"""Results of a history: a metric of a system over runs, and what changed with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

    from tertium.evals.results.resampling import Interval

TINY: Final = 1e-9
"""Sums in another order differ by less."""


@dataclass(frozen=True, slots=True)
class Point:
    """A score in one run.

    Attributes:
        run: name of the run's folder.
        id: id of the run.
        created: when it was scored, ISO 8601 in UTC.
        system: name of the system in that run.
        fingerprint: of the set.
        signature: of the metric.
        score: of the set, in the metric's unit and direction.
        interval: of the score, by the jackknife over documents; nan where the metric's formula isn't here.
        segments: number of segments with a score.
        change: score minus that of the point before, on the segments that both have; nan where data or metric differ.
        change_interval: of the change.
        changed: what differs from the point before: of "data", "metric version" and "system".
        description: what was said of the run, as names and texts.
    """

    run: str
    id: str
    created: str
    system: str
    fingerprint: str
    signature: str
    score: float
    interval: Interval
    segments: int
    change: float
    change_interval: Interval
    changed: tuple[str, ...]
    description: tuple[tuple[str, str], ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether the interval of the change leaves out 0."""
        return self.change_interval.low > TINY or self.change_interval.high < -TINY


@dataclass(frozen=True, slots=True)
class Series:
    """A metric of one system on one set over runs.

    Attributes:
        name: name of the set.
        system: name of the system; empty where every run has one system only, whatever it is called.
        metric: label of the metric.
        unit: of the scores.
        higher_is_better: direction of the metric; None without one.
        points: the oldest first.
    """

    name: str
    system: str
    metric: str
    unit: str
    higher_is_better: bool | None
    points: tuple[Point, ...]

    @property
    def since(self) -> Point | None:
        """The latest point whose score changed for sure, or can't be compared with the one before; None without one."""
        breaks = {"data", "metric version"}
        return next((p for p in reversed(self.points) if p.is_shown or breaks & set(p.changed)), None)


@dataclass(frozen=True, slots=True, repr=False)
class History:
    """Scores over the runs of a folder.

    Attributes:
        folder: name of the folder.
        level: of the intervals.
        series: in the order in which sets, systems and metrics first appear.
        warnings: sentences for people: runs that were left out, and why.
    """

    folder: str
    level: float
    series: tuple[Series, ...]
    warnings: tuple[str, ...] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """One row per point: set, metric, and the attributes of `Point`; intervals as low and high."""
        from tertium.evals.results.notebook import frame_of

        return frame_of(
            {
                "set": series.name,
                "metric": series.metric,
                **{name: getattr(point, name) for name in ("system", "run", "id", "created", "score")},
                "low": point.interval.low,
                "high": point.interval.high,
                "segments": point.segments,
                "change": point.change,
                "change_low": point.change_interval.low,
                "change_high": point.change_interval.high,
                "changed": ", ".join(point.changed),
                "fingerprint": point.fingerprint,
                "signature": point.signature,
                "said": "; ".join(f"{name}: {text}" for name, text in point.description),
            }
            for series in self.series
            for point in series.points
        )

    def __repr__(self) -> str:
        return f"<History of {self.folder!r}: {len(self.series)} series>"

    def _repr_html_(self) -> str:
        """Return the frame as HTML for a notebook; names and texts are escaped."""
        from tertium.evals.results.notebook import html

        return html(f"scores over the runs in {self.folder}", self.warnings, self.frame)
