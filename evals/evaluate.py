"""evaluate(set, metrics) → Run: the one place where metrics meet data."""

from __future__ import annotations

import math
import os
import platform
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import numpy as np

from tertium.containment import OutOfTime, ResultError, contained, limited, storable
from tertium.errors import DataError, MetricError, TertiumError, UsageError
from tertium.evals.counted import checked
from tertium.evals.types import Key, Measure, Run, Skip, Values, values_of
from tertium.metrics.base import Adapts, NamesEngine, Reports, Span, secrets
from tertium.metrics.registry import label, label_of, load, origin
from tertium.version import version as own_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.metrics.base import Counted, Counts, Metric


def evaluate(
    data: EvalSet,
    metrics: Iterable[str | Metric],
    *,
    progress: Callable[[str], None] = lambda _: None,
    time_limit: float = math.inf,
) -> Run:
    """Score every system of the set with every metric.

    A segment that lacks what a metric needs is skipped, with the reason, never silently. A metric that can't run at all
    (its model is missing, the set has no references, it raises whatever it may or returns what no metric may return) is
    recorded as missing while the others finish; when none can run, the first one's error is raised. Values of secret
    options are in nothing that the run holds or `progress` is told.

    Args:
        data: a set with at least one system's outputs.
        metrics: specs such as ``"chrf:word_order=2"``, or metrics; or one spec.
        progress: called with one line before each metric and system, and while an expensive metric works.
        time_limit: seconds that each metric may take; one that takes longer is missing. It holds in the main thread, on
            systems with SIGALRM (not on Windows).

    Raises:
        DataError: the set has no outputs, or lacks what every metric needs.
        UsageError: a metric is unknown or named twice, or the time limit isn't above 0.
    """
    if not time_limit > 0:
        raise UsageError(f"a time limit of {time_limit:g} s leaves no time", hint="seconds above 0")
    if not data.outputs:
        raise DataError(
            f"set {data.name!r} has no system outputs",
            hint="tertium score SET --system NAME=FILE, in Python with_outputs",
        )
    candidates = [_candidate(metric) for metric in ([metrics] if isinstance(metrics, str) else metrics)]
    labels = [name for name, metric in candidates if not isinstance(metric, MetricError)]
    for name in labels:
        if labels.count(name) > 1:
            raise UsageError(f"metric {name!r} is asked for twice", hint=f"{name} once")
    evaluation = _Evaluation(
        data, progress, [metric for _, metric in candidates if not isinstance(metric, MetricError)]
    )
    for name, metric in candidates:
        evaluation.add(name, metric, time_limit)
    return evaluation.finished()


def _candidate(metric: str | Metric) -> tuple[str, Metric | MetricError]:
    """Return a metric's label and the metric, or why it can't be had; UsageError for what isn't there at all."""
    name = metric.partition(":")[0] if isinstance(metric, str) else type(metric).__name__
    try:
        with contained(name, origin=lambda: "" if isinstance(metric, str) else origin(metric)):
            name = label_of(metric) if isinstance(metric, str) else label(metric)
            loaded = load(metric) if isinstance(metric, str) else metric
            secrets(loaded)
            return name, loaded
    except MetricError as error:
        return name, error


@dataclass(frozen=True, slots=True)
class _Column:
    """The results of one metric for one system, by the set's own rows.

    Attributes:
        key: the system and the metric.
        rows: shape (segments, k), nan where there is no score.
        values: the scores of those rows.
        spans: with indices into the set.
        skips: the segments without a score.
        warnings: for people.
    """

    key: Key
    rows: Counts
    values: Values
    spans: tuple[Span, ...]
    skips: list[Skip]
    warnings: list[str]


class _Evaluation:
    """Collects the results of the metrics that become a Run."""

    def __init__(self, data: EvalSet, progress: Callable[[str], None], metrics: Sequence[Metric]) -> None:
        self.data, self.progress = data, progress
        self.secrets = frozenset[str]().union(*map(secrets, metrics))
        self.stopped: BaseException | None = None
        self.measures: dict[str, Measure] = {}
        self.counts: dict[Key, Counts] = {}
        self.values: dict[Key, Values] = {}
        self.spans: dict[Key, tuple[Span, ...]] = {}
        self.skips: list[Skip] = []
        self.warnings: list[str] = []
        self.errors: dict[str, TertiumError] = {}
        self.engines: set[str] = set()

    def add(self, name: str, metric: Metric | MetricError, time_limit: float) -> None:
        """Score every system with one metric, all or none; whatever it raises costs that metric alone."""
        if isinstance(metric, MetricError):
            self.errors[name] = metric
            return
        try:
            with contained(name, origin=partial(origin, type(metric)), secrets=self.secrets):
                with limited(time_limit):
                    scored = self._scored(name, metric)
                self._keep(name, *scored)
        except TertiumError as error:
            if self.stopped is not None:  # the metric didn't fail: who is told how far it is wants an end
                raise self.stopped from None
            self.errors[name] = error

    def _tell(self, line: str) -> None:
        try:
            self.progress(self._text(line))
        except OutOfTime:
            raise
        except BaseException as error:
            self.stopped = error
            raise

    def _text(self, text: str) -> str:
        return storable(text, self.secrets)

    def _scored(self, name: str, metric: Metric) -> tuple[Measure, list[_Column]]:
        """Return the metric's measure and its results for each system."""
        metric = metric.adapted(self.data.languages) if isinstance(metric, Adapts) else metric
        needs = metric.needs
        usable = [row for row in range(len(self.data)) if self.data.has(row, needs)]
        if not usable:
            raise DataError(
                f"{name} needs {' and '.join(sorted(needs))}, and no segment of set {self.data.name!r} has that",
                hint="a metric that needs less (tertium metrics), or a set with references",
            )
        self._tell(f"{name}: preparing {len(usable)} segments")
        texts = self.data.texts(usable)
        if isinstance(metric, Reports):
            count = metric.bind_reporting(texts, lambda line: self._tell(f"{name}: {line}"))
        else:
            count = metric.bind(texts)
        columns: list[_Column] = []
        for system, column in self.data.outputs.items():
            self._tell(f"{name}: {system}")
            hypotheses = [column[row] or "" for row in usable]
            width = columns[0].rows.shape[1] if columns else None
            counted = checked(count(list(hypotheses)), hypotheses, width)
            columns.append(self._placed(Key(system, name), metric, counted, usable))
        if isinstance(metric, NamesEngine):
            self.engines.add(self._text(str(metric.counted_by)))
        return self._measure(name, metric), columns

    def _placed(self, key: Key, metric: Metric, counted: Counted, usable: list[int]) -> _Column:
        """Return the rows in the set's places, nan elsewhere, and everything else with the set's indices."""
        column = self.data.outputs[key.system]
        given = [i for i, row in enumerate(usable) if column[row] is not None and i not in counted.unscored]
        rows = np.full((len(self.data), counted.counts.shape[1]), np.nan)
        rows[[usable[i] for i in given]] = counted.counts[given]
        kept = set(given)
        spans = [self._moved(span, usable[span.segment]) for span in counted.spans if span.segment in kept]
        unscored = {usable[i]: " ".join(self._text(reason).split()) for i, reason in counted.unscored.items()}
        lacking = sorted(set(range(len(self.data))) - {usable[i] for i in given})
        return _Column(
            key=key,
            rows=rows,
            values=values_of(metric, rows, self.data),
            spans=tuple(spans),
            skips=[Skip(*key, self.data.ids[row], self._reason(row, column, metric, unscored)) for row in lacking],
            warnings=[f"{key.metric}, {key.system}: {self._text(warning)}" for warning in counted.warnings],
        )

    def _moved(self, span: Span, segment: int) -> Span:
        """Return the span with an index into the set, and without secrets."""
        label, severity, note = map(self._text, (span.label, span.severity, span.note))
        return Span(segment, span.start, span.end, label, severity, note, span.confidence)

    def _reason(self, row: int, column: Sequence[str | None], metric: Metric, unscored: Mapping[int, str]) -> str:
        lacking = [role for role in sorted(metric.needs) if not self.data.has(row, [role])]
        if lacking:
            return f"no {' and no '.join(lacking)}"
        return "no hypothesis" if column[row] is None else unscored.get(row, "not scored")

    def _measure(self, name: str, metric: Metric) -> Measure:
        signature, unit, better = metric.signature, metric.unit, metric.higher_is_better
        if not isinstance(signature, str) or not isinstance(unit, str) or better not in {True, False, None}:
            raise ResultError(
                f"has signature {signature!r}, unit {unit!r} and higher_is_better {better!r}",
                hint="texts for the first two, and True, False or None for the third",
            )
        direction = None if better is None else bool(better)
        return Measure(name, self._text(signature), self._text(unit), direction, tuple(sorted(metric.needs)))

    def _keep(self, name: str, measure: Measure, columns: list[_Column]) -> None:
        self.measures[name] = measure
        for column in columns:
            self.counts[column.key], self.values[column.key] = column.rows, column.values
            if column.spans:
                self.spans[column.key] = column.spans
            self.skips += column.skips
            self.warnings += column.warnings

    def finished(self) -> Run:
        if not self.measures:
            raise next(iter(self.errors.values()), UsageError("no metric is asked for", hint="chrf, as in -m chrf"))
        return Run(
            data=self.data,
            measures=self.measures,
            counts=self.counts,
            values=self.values,
            spans=self.spans,
            skips=tuple(self.skips),
            missing={name: self._text(str(error)) for name, error in self.errors.items()},
            warnings=tuple(self.warnings),
            versions=versions(self.engines),
            created=created(),
        )


def versions(engines: Iterable[str] = ()) -> dict[str, str]:
    """Return the versions that a number may depend on, beside those in the signatures, and which engines counted."""
    packages = {"python": platform.python_version(), "tertium": own_version()}
    for package in ("numpy", "sacrebleu"):
        try:
            packages[package] = version(package)
        except PackageNotFoundError:
            packages[package] = "not installed"
    if engines:
        packages["counted by"] = ", ".join(sorted(engines))
    return packages


def created() -> str:
    """Return the time in UTC, or that of SOURCE_DATE_EPOCH, which makes runs equal byte for byte."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), timezone.utc) if epoch else datetime.now(timezone.utc)
    return moment.isoformat(timespec="seconds")
