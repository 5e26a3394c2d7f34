"""What an evaluation gives: a Run, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tertium.evals.counted import scored

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from tertium.corpora.types import EvalSet, Role
    from tertium.metrics.base import Counts, Metric, Scores, Span
    from tertium.reports.plots import Plots


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


@dataclass(frozen=True, slots=True)
class Skip:
    """A segment that a metric could not score, and why."""

    system: str
    metric: str
    segment: str
    reason: str


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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Run:
    """A set, its systems' counts and scores, and all that is needed to reproduce and to doubt them.

    Attributes:
        data: the set with the outputs that were scored; its fingerprint is the run's.
        measures: by label, in the order asked for.
        counts: rows of shape (segments, k) by system and metric; a skipped segment is a row of nan.
        values: the scores of those counts at every level.
        spans: the places that metrics point at; `Span.segment` is an index into the set.
        skips: which segments were not scored, and why.
        missing: label to reason, of metrics that were asked for and could not be run at all.
        warnings: for people.
        versions: of Python and the packages that matter.
        created: when, ISO 8601 in UTC; from SOURCE_DATE_EPOCH where that is set.
    """

    data: EvalSet
    measures: Mapping[str, Measure]
    counts: Mapping[Key, Counts]
    values: Mapping[Key, Values]
    spans: Mapping[Key, tuple[Span, ...]] = field(default_factory=dict)
    skips: tuple[Skip, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    created: str = ""

    def __repr__(self) -> str:
        return f"<Run of {self.data!r} by {', '.join(self.measures)}>"

    def _repr_html_(self) -> str:
        """Return systems by metrics as HTML for a notebook; names are escaped."""
        from tertium.evals import frames

        return frames.board(self)

    @property
    def fingerprint(self) -> str:
        """The set's: two runs of equal fingerprint measure the same data."""
        return self.data.fingerprint

    @property
    def systems(self) -> tuple[str, ...]:
        """The systems that were scored, in the set's order."""
        return tuple(self.data.outputs)

    @property
    def scores(self) -> pd.DataFrame:
        """One row per system and metric: system, metric, score, macro, unit, higher_is_better, segments, documents."""
        from tertium.evals import frames

        return frames.scores(self)

    @property
    def documents(self) -> pd.DataFrame:
        """One row per document, system and metric: document, domain, system, metric, score, segments."""
        from tertium.evals import frames

        return frames.documents(self)

    @property
    def segments(self) -> pd.DataFrame:
        """One row per segment and system: id, document, domain, system, source, references, hypothesis, scores."""
        from tertium.evals import frames

        return frames.segments(self)

    @property
    def findings(self) -> pd.DataFrame:
        """One row per span: id, document, system, metric, start, end, text, label, severity, note, confidence."""
        from tertium.evals import frames

        return frames.findings(self)

    @property
    def finding_counts(self) -> pd.DataFrame:
        """One row per document, system and metric that points at places: how many minor, major and critical ones."""
        from tertium.evals import frames

        return frames.finding_counts(self)

    @property
    def plot(self) -> Plots:
        """Charts for a notebook: ``run.plot.leaderboard()``, ``heatmap``, ``scatter``, ``delta``, ``length``."""
        from tertium.plotting import plots

        return plots(self)


def document_sums(rows: Counts, data: EvalSet) -> Counts:
    """Return the sums of a (segments, k) array by document, shape (documents, k), nan counted as nothing."""
    starts = [document.start for document in data.documents]
    return np.add.reduceat(np.nan_to_num(rows, nan=0.0), starts, axis=0)


def values_of(metric: Metric, rows: Counts, data: EvalSet) -> Values:
    """Return the scores of count rows at every level; a level's sums are sums of the documents' sums."""
    from tertium.metrics.base import ScoresSegments

    defined = ~np.isnan(rows).any(axis=1)
    segments = np.full(len(rows), np.nan)
    of_rows = metric.score_segments if isinstance(metric, ScoresSegments) else metric.score
    if defined.any():
        segments[defined] = scored(of_rows, rows[defined])
    sums = document_sums(rows, data)
    with_rows = np.add.reduceat(defined, [document.start for document in data.documents]) > 0
    domain_of = np.array([document.domain for document in data.documents], dtype=object)
    domains = [_score(metric, sums, with_rows & (domain_of == domain)) for domain in data.domains]
    documents: NDArray[np.float64] = np.where(with_rows, scored(metric.score, sums), np.nan)
    return Values(segments, documents, np.array(domains), _score(metric, sums, with_rows))


def _score(metric: Metric, sums: Counts, which: NDArray[np.bool_]) -> float:
    return float(scored(metric.score, sums[which].sum(axis=0))) if which.any() else float("nan")
