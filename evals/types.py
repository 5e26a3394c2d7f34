"""The result of an evaluation: a Run, its skipped segments, and the scores of its counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn, Protocol

import numpy as np

from tertium.arguments import shown
from tertium.errors import ArgumentError
from tertium.evals.accessors import accessor
from tertium.evals.coverage import Coverage, PartCoverage, common_coverage_of, coverage_of, part_coverage_of
from tertium.evals.description import Description
from tertium.evals.quality import leading_measure, quality_measures
from tertium.evals.run_methods import RunMethods
from tertium.evals.validation import validated_scores
from tertium.evals.values import Key, Measure, Values
from tertium.metrics.base import ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from tertium.corpora.types import EvalSet
    from tertium.evals.accessors import Charts
    from tertium.evals.results import Problem
    from tertium.metrics.base import Counts, Scores, Span

__all__ = [
    "COUNTED_BY",
    "Coverage",
    "Key",
    "MeanScore",
    "Measure",
    "Run",
    "Skip",
    "Values",
    "document_sums",
    "leading_measure",
    "quality_measures",
    "values_of",
]

COUNTED_BY: Final = "counted by"
"""Key of the engines that counted lexical metrics, among the versions of a run."""


@dataclass(frozen=True, slots=True)
class Skip:
    """A segment that a metric could not score, and why."""

    system: str
    metric: str
    segment: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Run(RunMethods):
    """The scores of a set's systems, with the counts, versions and warnings to reproduce and to doubt them.

    Attributes:
        data: the set with the outputs that were scored; its fingerprint is the run's.
        measures: by label, in the order of the request.
        counts: rows of shape (segments, k) by system and metric; a skipped segment is a row of nan.
        values: the scores of those counts at every level.
        spans: places that metrics mark; `Span.segment` is an index into the set.
        skips: segments that were not scored, each with its reason.
        missing: label to reason, of requested metrics that could not be run.
        warnings: sentences for the reader of the scores.
        problems: of sources, references and outputs, see `tertium.inspect`; None for a run that was stored without.
        versions: package to version, of Python and the packages that scores depend on; `COUNTED_BY` to engines.
        created: time of the evaluation, ISO 8601 in UTC; that of SOURCE_DATE_EPOCH if it is set.
        description: what its maker says of it; no score depends on it.

    Example:
        >>> run = tertium.evaluate({"hypothesis": ["Hund."], "reference": ["Ein Hund."]}, ["chrf"])
        >>> run.systems, list(run.measures), len(run.segments)
        (('system',), ['chrf'], 1)
    """

    data: EvalSet
    measures: Mapping[str, Measure]
    counts: Mapping[Key, Counts]
    values: Mapping[Key, Values]
    spans: Mapping[Key, tuple[Span, ...]] = field(default_factory=dict)
    skips: tuple[Skip, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    created: str = ""
    description: Description = field(default_factory=Description)

    def __repr__(self) -> str:
        return f"<Run of {self.data!r} by {', '.join(self.measures)}>"

    def _repr_html_(self) -> str:
        """Return systems by metrics as HTML for a notebook, and what is left out; names are escaped."""
        from tertium.evals import frames

        left_out = tuple(map(str, self.data.provenance.get("left_out", ())))
        return frames.board(repr(self), self.systems, self.measures, self.values, self.coverage, left_out)

    def __getitem__(self, key: object) -> NoReturn:
        """Raise ArgumentError with what to write: a run is several tables."""
        hint = "run.scores, run.documents or run.segments, which are DataFrames"
        if isinstance(key, str) and key in self.measures:
            hint = f"run.segments[{key!r}], or of the whole set run.scores"
        elif isinstance(key, str) and key in self.systems:
            hint = f"run.filter(systems={key!r})"
        raise ArgumentError(f"a run is no table: run[{shown(key)}]", hint=hint)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the set: two runs with equal fingerprints measure the same data."""
        return self.data.fingerprint

    @property
    def systems(self) -> tuple[str, ...]:
        """The systems that were scored, in the set's order."""
        return tuple(self.data.outputs)

    @property
    def metrics(self) -> tuple[str, ...]:
        """The labels of the metrics that scored them, in the order of the request."""
        return tuple(self.measures)

    @property
    def coverage(self) -> dict[Key, Coverage]:
        """How many segments each total stands on, of how many that have what the metric needs."""
        return coverage_of(self.data, self.measures, self.counts)

    @property
    def part_coverage(self) -> PartCoverage:
        """How many segments the score of each document and of each domain stands on; computed anew at each call."""
        return part_coverage_of(self.data, self.measures, self.counts)

    @property
    def common_coverage(self) -> dict[str, Coverage]:
        """By metric, how many segments all systems have a score for, of how many that have what it needs."""
        return common_coverage_of(self.data, self.measures, self.counts)

    @property
    def scores(self) -> pd.DataFrame:
        """One row per system and metric: system, metric, score, macro, unit, higher_is_better, segments, documents, of.

        `segments` have a score, `of` so many that have what the metric needs.
        """
        from tertium.evals import frames

        return frames.scores(self.measures, self.values, self.coverage)

    @property
    def documents(self) -> pd.DataFrame:
        """One row per document, system and metric: document, domain, system, metric, score, segments, scored, of.

        `scored` of its segments have a score, `of` so many that have what the metric needs.
        """
        from tertium.evals import frames

        return frames.documents(self.data, self.values, self.part_coverage.documents)

    @property
    def segments(self) -> pd.DataFrame:
        """One row per segment and system: id, document, domain, system, source, references, hypothesis, scores.

        The columns of the frame that the set was made from come last.
        """
        from tertium.evals import frames

        return frames.segments(self.data, self.measures, self.values)

    @property
    def findings(self) -> pd.DataFrame:
        """One row per span: id, document, system, metric, start, end, text, label, severity, note, confidence."""
        from tertium.evals import frames

        return frames.findings(self.data, self.spans)

    @property
    def finding_counts(self) -> pd.DataFrame:
        """One row per document, system and metric that points at places: how many minor, major and critical ones."""
        from tertium.evals import frames

        return frames.finding_counts(self.data, self.spans)

    @property
    def plot(self) -> Charts:
        """Charts for a notebook: ``run.plot.leaderboard()``, ``heatmap``, ``scatter``, ``delta``, ``length``."""
        charts: Charts = accessor("plot", self)
        return charts


def document_sums(rows: Counts, data: EvalSet) -> Counts:
    """Return the sums of a (segments, k) array by document, shape (documents, k), nan counted as 0."""
    starts = [document.start for document in data.documents]
    return np.add.reduceat(np.nan_to_num(rows, nan=0.0), starts, axis=0)


def segment_domains(data: EvalSet) -> list[str | None]:
    """Return the domain of each segment."""
    return [document.domain for document in data.documents for _ in range(document.start, document.stop)]


class Formula(Protocol):
    """What gives scores of sums: a metric, or the mean of imported scores."""

    def score(self, totals: Counts) -> Scores:
        """Return the score of sums of rows: (..., k) to (...); nan where undefined."""
        ...


class MeanScore:
    """The formula of what is a row (score, 1): scores from elsewhere, and what translating took."""

    @staticmethod
    def score(totals: Counts) -> Scores:
        """Return the mean of scores from sums of (score, 1)."""
        return ratio(totals)


def values_of(metric: Formula, rows: Counts, data: EvalSet) -> Values:
    """Return the scores of count rows at every level; a level's sums are sums of the documents' sums."""
    return values_of_rows(metric.score, segment_scores(metric, rows), rows, data)


def values_of_rows(score: Callable[[Counts], Scores], segments: Scores, rows: Counts, data: EvalSet) -> Values:
    """Return the scores of count rows at every level, where those of the segments are known, shape (segments,)."""
    scored = np.add.reduceat(~np.isnan(rows).any(axis=1), [document.start for document in data.documents])
    return values_of_sums(score, segments, DocumentSums(document_sums(rows, data), scored), data)


class DocumentSums(NamedTuple):
    """The counts of documents.

    Attributes:
        sums: of their segments' rows, shape (documents, k).
        scored: how many of their segments have a row, shape (documents,).
    """

    sums: Counts
    scored: NDArray[np.int64]


def segment_scores(metric: Formula, rows: Counts) -> Scores:
    """Return one score per row, nan for a row of nan."""
    from tertium.metrics.base import ScoresSegments

    defined = ~np.isnan(rows).any(axis=1)
    segments = np.full(len(rows), np.nan)
    of_rows = metric.score_segments if isinstance(metric, ScoresSegments) else metric.score
    if defined.any():
        segments[defined] = validated_scores(of_rows, rows[defined])
    return segments


def values_of_sums(
    score: Callable[[Counts], Scores], segments: Scores, documents: DocumentSums, data: EvalSet
) -> Values:
    """Return the scores at every level, from those of the segments and the counts of the documents."""
    sums, with_rows = documents.sums, documents.scored > 0
    domain_of = np.array([document.domain for document in data.documents], dtype=object)
    domains = [_score(score, sums, with_rows & (domain_of == domain)) for domain in data.domains]
    of_documents: NDArray[np.float64] = np.where(with_rows, validated_scores(score, sums), np.nan)
    return Values(segments, of_documents, np.array(domains), _score(score, sums, with_rows))


def _score(score: Callable[[Counts], Scores], sums: Counts, which: NDArray[np.bool_]) -> float:
    return float(validated_scores(score, sums[which].sum(axis=0))) if which.any() else float("nan")
