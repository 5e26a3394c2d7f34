"""One metric scores every system of a set, all or none; whatever it raises costs that metric alone."""

from __future__ import annotations

import pickle
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from math import isinf
from typing import TYPE_CHECKING, Any

import numpy as np

from tertium import errors
from tertium.containment import OutOfTime, ResultError, contained, limited, shielded, without_secrets
from tertium.errors import DataError, TertiumError, counted
from tertium.evals.types import Key, Measure, Skip, Values, segment_scores, values_of
from tertium.evals.validation import validated
from tertium.executor import Serial
from tertium.metrics.base import Adapts, Counted, HasCard, HoldsModel, NamesEngine, Reports, Span
from tertium.metrics.registry import origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tertium.corpora.types import EvalSet
    from tertium.evals.count_rows import Rows
    from tertium.executor import Executor
    from tertium.metrics.base import Counter, Counts, Metric


@dataclass(frozen=True, slots=True)
class Task:
    """What the scoring by one metric needs.

    Attributes:
        data: the set with the systems' outputs.
        name: the metric's label.
        metric: the metric.
        secrets: values that no result may quote: those of all metrics of the evaluation.
        time_limit: seconds; infinity for none.
        time_left: seconds that are left of them; None for all.
        is_part: whether the set is part of one. Then there are no scores but of segments, and where no segment has
            what the metric needs, that is no error.
    """

    data: EvalSet
    name: str
    metric: Metric
    secrets: frozenset[str]
    time_limit: float
    time_left: float | None = None
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The results of one metric for one system, by the set's own rows.

    Attributes:
        key: the system and the metric.
        rows: shape (segments, k), nan where there is no score; k is 0 for a part of a set that lacks what is needed. Of
            a set that was scored part by part, they wait on disk.
        values: the scores of those rows.
        spans: with indices into the set.
        skips: the segments without a score.
        warnings: for people.
    """

    key: Key
    rows: Counts | Rows
    values: Values
    spans: tuple[Span, ...]
    skips: list[Skip]
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Scoring:
    """The results of one metric.

    Attributes:
        measure: the metric as a run remembers it.
        columns: one per system, in the set's order.
        engine: name and version of the program that counted; empty where the metric names none.
    """

    measure: Measure
    columns: list[Column]
    engine: str


def score(task: Task, executor: Executor, progress: Callable[[str], None]) -> Scoring | TertiumError:
    """Return the scoring, or why there is none; an exception of `progress` is raised, for the caller wants an end.

    Args:
        task: the set and the metric.
        executor: counts the systems; one that shares memory with the caller, for bound counters don't pickle.
        progress: called with lines on the progress, free of secrets, in the caller's thread.
    """
    scorer = _Scorer(task, executor, progress)
    try:
        fault = contained(task.name, origin=partial(origin, type(task.metric)), secrets=task.secrets)
        with fault, limited(task.time_limit, left=task.time_left):
            return scorer.scoring()
    except TertiumError as error:
        if scorer.interruption is not None:  # the metric didn't fail: the progress callback ends the evaluation
            raise scorer.interruption from None
        return error


def stays_here(metric: Metric) -> bool:
    """Whether the metric must count in the calling process and in one thread: it has a model, a cache or a device."""
    return isinstance(metric, Reports) or (isinstance(metric, HoldsModel) and metric.holds_model)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task for another process; the metric is pickled, so that only its own scoring fails if it can't be read."""

    data: EvalSet
    name: str
    metric: bytes
    secrets: frozenset[str]
    time_limit: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What another process answers: the metric's label, its scoring or error, and the lines on its progress."""

    name: str
    result: Scoring | TertiumError
    lines: list[str]


def packed(task: Task) -> Parcel | None:
    """Return the task for another process; None where the metric must be scored in this one."""
    try:
        if stays_here(task.metric):
            return None
        return Parcel(task.data, task.name, pickle.dumps(task.metric), task.secrets, task.time_limit)
    except Exception:  # noqa: BLE001 - of a metric that can't be pickled, by whatever its __reduce__ raises
        return None


def score_elsewhere(parcel: Parcel) -> Answer | None:
    """Return what `score` does, as a worker process; None if the metric can't be read there (a notebook's class)."""
    try:
        with shielded():
            metric = pickle.loads(parcel.metric)  # noqa: S301 - pickled by the parent process
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - its module is imported here, and may do anything
        return None
    lines: list[str] = []
    task = Task(parcel.data, parcel.name, metric, parcel.secrets, parcel.time_limit)
    result = score(task, Serial(), lines.append)
    return Answer(parcel.name, portable(result) if isinstance(result, TertiumError) else result, lines)


def portable(error: TertiumError) -> TertiumError:
    """Return the error as one of our own classes: that of a plug-in may not be readable when it is unpickled."""
    kind = next(base for base in type(error).__mro__ if base.__module__ == errors.__name__)
    plain: TertiumError = kind(str(error))
    return plain


def nothing_usable(name: str, metric: Metric, data: EvalSet) -> DataError:
    """Return the error for a set of which no segment has what a metric needs."""
    hint = "a metric that needs less (tertium metrics), or a set with references"
    if columns := ", ".join(map(repr, data.own_columns)):  # of a frame, whose column may be called otherwise
        hint = f"tertium.EvalSet.from_pandas(data, reference=COLUMN, source=COLUMN), of {columns}"
    message = f"{name} needs {' and '.join(sorted(metric.needs))}, and no segment of set {data.name!r} has that"
    return DataError(message, hint=hint)


class _Scorer:
    """Scores the systems of a set by one metric."""

    def __init__(self, task: Task, executor: Executor, progress: Callable[[str], None]) -> None:
        self.task, self.executor, self.progress = task, executor, progress
        self.interruption: BaseException | None = None
        """The exception of `progress`, which the metric must not swallow nor answer for."""
        self.stdout = sys.stdout
        """Where `progress` may print: what the metric prints goes elsewhere."""

    def scoring(self) -> Scoring:
        """Return the metric's measure and its results for each system."""
        metric, data, name = self.task.metric, self.task.data, self.task.name
        metric = metric.adapted(data.languages) if isinstance(metric, Adapts) else metric
        usable: list[int] = np.flatnonzero(data.rows_with(metric.needs)).tolist()
        if not usable and not self.task.is_part:
            raise nothing_usable(name, metric, data)
        card = metric.measured_errors() if isinstance(metric, HasCard) else None  # raises now, and not when all is paid
        self._tell(f"{name}: preparing {counted(len(usable), 'segment')}")
        columns = self._columns(metric, self._bound(metric, usable), usable) if usable else self._unusable(metric)
        engine = self._text(str(metric.counted_by)) if isinstance(metric, NamesEngine) else ""
        return Scoring(self._measure(name, metric, card), columns, engine)

    def _bound(self, metric: Metric, usable: list[int]) -> Counter:
        """Return the counter; references are prepared here, once for all systems."""
        texts = self.task.data.texts(usable)
        if isinstance(metric, Reports):
            return metric.bind_reporting(texts, lambda line: self._tell(f"{self.task.name}: {line}"))
        return metric.bind(texts)

    def _unusable(self, metric: Metric) -> list[Column]:
        nothing = Counted(np.empty((0, 0)))
        return [self._placed(Key(system, self.task.name), metric, nothing, []) for system in self.task.data.outputs]

    def _columns(self, metric: Metric, count: Counter, usable: list[int]) -> list[Column]:
        """Return the results of every system, in the set's order."""
        outputs = self.task.data.outputs

        def hypotheses(system: str) -> list[str]:
            return [text or "" for text in map(outputs[system].__getitem__, usable)]

        def systems() -> Iterator[str]:
            for system in outputs:
                self._tell(f"{self.task.name}: {system}")
                yield system

        # Threads can't be interrupted in time, and one that hangs would block the metrics that follow.
        is_serial = stays_here(self.task.metric) or not isinf(self.task.time_limit)
        executor = Serial() if is_serial else self.executor
        columns: list[Column] = []
        width: int | None = None
        results = executor.map(lambda system: count(hypotheses(system)), systems())
        for system, result in zip(outputs, results, strict=True):
            counted = validated(result, hypotheses(system), width)
            width = counted.counts.shape[1]
            columns.append(self._placed(Key(system, self.task.name), metric, counted, usable))
        return columns

    def _tell(self, line: str) -> None:
        """Hand a line to `progress`; remember what it raises, unless the time limit interrupted it."""
        try:
            with redirect_stdout(self.stdout):
                self.progress(self._text(line))
        except OutOfTime:
            raise
        except BaseException as error:
            self.interruption = error
            raise

    def _text(self, text: str) -> str:
        return without_secrets(text, self.task.secrets)

    def _placed(self, key: Key, metric: Metric, counted: Counted, usable: list[int]) -> Column:
        """Return the results by the rows of the set: nan where there is no score, indices into the set."""
        column = self.task.data.outputs[key.system]
        scored = [i for i, text in enumerate(map(column.__getitem__, usable)) if text is not None]
        if counted.unscored:
            scored = [i for i in scored if i not in counted.unscored]
        places = np.array(usable, np.int64)[scored]
        rows = np.full((len(self.task.data), counted.counts.shape[1]), np.nan)
        rows[places] = counted.counts[scored]
        with_score = set(scored) if counted.spans else set()
        spans = [self._moved(span, usable[span.segment]) for span in counted.spans if span.segment in with_score]
        unscored = {usable[i]: " ".join(self._text(reason).split()) for i, reason in counted.unscored.items()}
        is_scored = np.zeros(len(self.task.data), np.bool_)
        is_scored[places] = True
        skipped = np.flatnonzero(~is_scored).tolist()
        return Column(
            key=key,
            rows=rows,
            values=self._values(metric, rows),
            spans=tuple(spans),
            skips=[Skip(*key, self.task.data.ids[row], self._reason(row, column, metric, unscored)) for row in skipped],
            warnings=[f"{key.metric}, {key.system}: {self._text(warning)}" for warning in counted.warnings],
        )

    def _values(self, metric: Metric, rows: Counts) -> Values:
        if not self.task.is_part:
            return values_of(metric, rows, self.task.data)
        segments = segment_scores(metric, rows) if rows.shape[1] else np.full(len(rows), np.nan)
        return Values(segments, np.empty(0), np.empty(0), float("nan"))

    def _moved(self, span: Span, segment: int) -> Span:
        """Return the span with an index into the set, and without secrets."""
        label, severity, note = map(self._text, (span.label, span.severity, span.note))
        return Span(segment, span.start, span.end, label, severity, note, span.confidence)

    def _reason(self, row: int, column: Sequence[str | None], metric: Metric, unscored: Mapping[int, str]) -> str:
        """Return why a row of the set has no score: what it lacks, or what the metric says."""
        missing_roles = [role for role in sorted(metric.needs) if not self.task.data.has(row, [role])]
        if missing_roles:
            return f"no {' and no '.join(missing_roles)}"
        return "no hypothesis" if column[row] is None else unscored.get(row, "not scored")

    def _measure(self, name: str, metric: Metric, card: Mapping[str, Any] | None) -> Measure:
        signature, unit, better = metric.signature, metric.unit, metric.higher_is_better
        if not isinstance(signature, str) or not isinstance(unit, str) or better not in {True, False, None}:
            raise ResultError(
                f"has signature {signature!r}, unit {unit!r} and higher_is_better {better!r}",
                hint="texts for the first two, and True, False or None for the third",
            )
        direction = None if better is None else bool(better)
        return Measure(name, self._text(signature), self._text(unit), direction, tuple(sorted(metric.needs)), card)
