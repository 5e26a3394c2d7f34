"""A large set is scored part by part: each text is read and decoded once for all metrics that count by segment.

The unit of work is a function of values that pickle: metrics and a part of the set, whose columns stay in their file
until a worker reads them. Parts are the set's row groups, whoever counts: the run doesn't depend on the executor.
"""

from __future__ import annotations

import pickle
import time
from dataclasses import dataclass, replace
from functools import partial
from math import isinf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tertium.containment import ResultError, contained, shielded
from tertium.corpora import row_groups
from tertium.errors import MetricError, TertiumError
from tertium.evals.count_rows import Compact, SpooledRows
from tertium.evals.scoring import Column, Scoring, Task, nothing_usable, portable, score, stays_here
from tertium.evals.types import DocumentSums, Key, Skip, Values, document_sums, values_of_sums
from tertium.executor import ProcessDiedError, Serial, after_death
from tertium.metrics.base import Adapts, Segmentwise, Span, WantsGpus
from tertium.metrics.registry import origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from tertium.corpora.types import EvalSet
    from tertium.evals.spool import Spool
    from tertium.evals.types import Measure
    from tertium.executor import Executor
    from tertium.metrics.base import Counts, Metric


def is_divisible(metric: Metric) -> bool:
    """Whether a metric can count a set part by part, in any process."""
    try:
        return isinstance(metric, Segmentwise) and bool(metric.segmentwise) and not stays_here(metric)
    except Exception:  # noqa: BLE001 - of a plug-in's property
        return False


def gpus_of(metric: Metric) -> int:
    """Return how many GPUs each worker of a metric should have that can count a set part by part there; 0 for none."""
    try:
        if isinstance(metric, WantsGpus) and isinstance(metric, Segmentwise) and metric.segmentwise:
            return int(metric.gpus)
    except Exception:  # noqa: BLE001 - of a plug-in's property
        return 0
    return 0


class Unit(NamedTuple):
    """The work on one part of a set.

    Attributes:
        data: the part; columns of a stored set are still in their file.
        tasks: the metrics, each with a task whose set is left out, or with one that is pickled.
    """

    data: EvalSet
    tasks: tuple[UnitTask, ...]


class UnitTask(NamedTuple):
    """One metric of a unit; the metric is pickled where another process counts. See `Task`."""

    name: str
    metric: Metric | bytes
    secrets: frozenset[str]
    time_limit: float
    time_left: float


@dataclass(frozen=True, slots=True)
class PartScoring:
    """The results of one metric for one part.

    Attributes:
        measure: the metric as a run remembers it.
        engine: as in `Scoring`.
        columns: one per system.
        seconds: that it took.
    """

    measure: Measure
    engine: str
    columns: list[PartColumn]
    seconds: float


class PartColumn(NamedTuple):
    """The results of one metric for one system in one part; indices and rows are those of the part; see `Column`."""

    key: Key
    rows: Compact
    sums: DocumentSums
    segments: np.ndarray[tuple[int], np.dtype[np.float64]]
    spans: tuple[Span, ...]
    skips: list[Skip]
    warnings: list[str]


def score_unit(unit: Unit) -> list[PartScoring | TertiumError | None]:
    """Return the scoring of each metric, its error, or None if the metric can't be read in this process."""
    data = unit.data.in_memory()
    return [_score_part(data, task) for task in unit.tasks]


def _score_part(data: EvalSet, task: UnitTask) -> PartScoring | TertiumError | None:
    try:
        with shielded():
            metric = pickle.loads(task.metric) if isinstance(task.metric, bytes) else task.metric  # noqa: S301 - ours
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - its module is imported here, and may do anything
        return None
    started = time.monotonic()
    full_task = Task(data, task.name, metric, task.secrets, task.time_limit, task.time_left, is_part=True)
    scoring = score(full_task, Serial(), lambda _: None)
    if isinstance(scoring, TertiumError):
        return portable(scoring) if isinstance(task.metric, bytes) else scoring
    columns = [_part_column(column, data) for column in scoring.columns]
    return PartScoring(scoring.measure, scoring.engine, columns, time.monotonic() - started)


def _part_column(column: Column, data: EvalSet) -> PartColumn:
    rows = np.asarray(column.rows)  # of a part, they are in memory
    is_scored = ~np.isnan(rows).any(axis=1) & bool(rows.shape[1])
    scored = np.add.reduceat(is_scored, [document.start for document in data.documents], dtype=np.int64)
    sums = DocumentSums(document_sums(rows, data), scored)
    segments = column.values.segments
    return PartColumn(column.key, Compact.of(rows), sums, segments, column.spans, column.skips, column.warnings)


def score_parts(
    tasks: Sequence[Task], spool: Spool, executor: Executor, progress: Callable[[str], None]
) -> dict[str, Scoring | TertiumError]:
    """Return each metric's scoring or its error, by label.

    Args:
        tasks: of one set, with metrics that are divisible.
        spool: keeps the count rows.
        executor: runs the units.
        progress: called with a line after each part.
    """
    collectors = {task.name: _Collector(task, spool) for task in tasks}
    if not executor.shares_memory:
        _count_elsewhere(collectors, executor, progress)
    here = {name: collector for name, collector in collectors.items() if not collector.is_done}
    if here:
        # Threads can't be interrupted, so none are used under a limit.
        is_serial = not executor.shares_memory or not all(isinf(task.time_limit) for task in tasks)
        _count(here, Serial() if is_serial else executor, progress, pickled={})
    return {name: collector.scoring() for name, collector in collectors.items()}


def _count_elsewhere(collectors: Mapping[str, _Collector], executor: Executor, progress: Callable[[str], None]) -> None:
    """Count in other processes. One that dies takes its executor with it: then each metric gets one of its own."""
    pickled = {name: content for name, collector in collectors.items() if (content := _pickled(collector.task.metric))}
    elsewhere = {name: collectors[name] for name in pickled}
    if not elsewhere:
        return
    try:
        _count(elsewhere, executor, progress, pickled)
    except ProcessDiedError:
        for name, collector in elsewhere.items():
            collector.restart()
            try:
                with after_death(executor) as alone:
                    _count({name: collector}, alone, progress, pickled)
            except ProcessDiedError:
                hint = "a machine with more memory, or the other metrics without it"
                collector.error = MetricError(f"{name}: the process that scored it died", hint=hint)


def _pickled(metric: Metric) -> bytes:
    """Return the metric for another process; nothing where it can't be pickled."""
    try:
        return pickle.dumps(metric)
    except Exception:  # noqa: BLE001 - whatever its __reduce__ raises
        return b""


def _count(
    collectors: Mapping[str, _Collector],
    executor: Executor,
    progress: Callable[[str], None],
    pickled: Mapping[str, bytes],
) -> None:
    """Count every part by every metric that has no error yet; a metric that its process can't read is restarted."""
    data = next(iter(collectors.values())).task.data
    names: list[list[str]] = []
    unread: set[str] = set()

    def units() -> Iterator[Unit]:
        for start, stop in row_groups.borders(data.documents):
            open_names = [name for name, collector in collectors.items() if not collector.error and name not in unread]
            if not open_names:
                return
            names.append(open_names)
            yield Unit(data.part(start, stop), tuple(collectors[name].unit_task(pickled) for name in open_names))

    done, started = 0, time.monotonic()
    for part, answers in enumerate(executor.map(score_unit, units())):
        for name, answer in zip(names[part], answers, strict=True):
            if answer is None:
                unread.add(name)
            else:
                collectors[name].add(answer)
        done = (
            next(iter(collectors.values())).rows if len(collectors) == 1 else max(c.rows for c in collectors.values())
        )
        progress(_progress(names[part], done, len(data), time.monotonic() - started))
    for name in unread:
        collectors[name].restart()


def _progress(names: Sequence[str], done: int, total: int, seconds: float) -> str:
    line = f"{', '.join(names)}: {done} of {total} segments"
    return f"{line}, {_duration(seconds * (total - done) / done)} left" if 0 < done < total else line


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"


class _Collector:
    """Puts the results of one metric's parts together, in order."""

    def __init__(self, task: Task, spool: Spool) -> None:
        self.task, self._spool = task, spool
        self.error: TertiumError | None = None
        self.restart()

    def restart(self) -> None:
        """Forget all results."""
        self.rows, self._seconds = 0, 0.0
        self._first: PartScoring | None = None
        self._columns = {system: _ColumnParts(self.task.data, self._spool) for system in self.task.data.outputs}

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to count."""
        return self.error is not None or self.rows == len(self.task.data)

    def unit_task(self, pickled: Mapping[str, bytes]) -> UnitTask:
        """Return the task for the next part."""
        task = self.task
        time_left = max(task.time_limit - self._seconds, 1e-3)  # a timer of 0 seconds would be none
        return UnitTask(task.name, pickled.get(task.name, task.metric), task.secrets, task.time_limit, time_left)

    def add(self, answer: PartScoring | TertiumError) -> None:
        """Add the results of the next part, or its error, which is that of the metric."""
        if self.error is not None:
            return
        if isinstance(answer, TertiumError):
            self.error = answer
            return
        self._first = self._first or answer
        self._seconds += answer.seconds
        try:
            for column in answer.columns:
                with self._fault():
                    self._columns[column.key.system].add(column, self.rows)
        except TertiumError as error:
            self.error = error
        self.rows += len(answer.columns[0].segments)

    def scoring(self) -> Scoring | TertiumError:
        """Return the metric's results for the whole set, or the error of any part."""
        if self.error is not None or self._first is None:
            return self.error or MetricError(f"{self.task.name}: no part was scored")
        if not any(column.width for column in self._columns.values()):
            return nothing_usable(self.task.name, self.task.metric, self.task.data)
        try:
            with self._fault():
                metric, data = self.task.metric, self.task.data
                metric = metric.adapted(data.languages) if isinstance(metric, Adapts) else metric
                columns = [
                    column.whole(Key(system, self.task.name), metric, data) for system, column in self._columns.items()
                ]
                return Scoring(self._first.measure, columns, self._first.engine)
        except TertiumError as error:
            return error

    def _fault(self) -> AbstractContextManager[None]:
        return contained(self.task.name, origin=partial(origin, type(self.task.metric)), secrets=self.task.secrets)


class _ColumnParts:
    """Puts the results of one metric for one system together."""

    def __init__(self, data: EvalSet, spool: Spool) -> None:
        self._rows = SpooledRows(spool)
        self._segments: list[Counts] = []
        self._sums: Counts = np.zeros((len(data.documents), 0))
        self._scored = np.zeros(len(data.documents), dtype=np.int64)
        self._document_at = np.array([document.start for document in data.documents])
        self._spans: list[Span] = []
        self._skips: list[Skip] = []
        self._warnings: dict[str, None] = {}

    @property
    def width(self) -> int:
        """The number of counts of a segment; 0 before there are any."""
        return self._rows.width

    def add(self, column: PartColumn, start: int) -> None:
        """Add the results of the part that begins with segment `start`."""
        width = column.rows.counts.shape[1]
        if width and self.width and width != self.width:
            raise ResultError(
                f"returned {width} counts per segment, and {self.width} before", hint="one number of counts"
            )
        self._rows.append(column.rows)
        self._segments.append(column.segments)
        if not self._sums.shape[1]:
            self._sums = np.zeros((len(self._scored), width))
        first = int(np.searchsorted(self._document_at, start, side="right")) - 1
        documents = slice(first, first + len(column.sums.scored))
        if width:
            self._sums[documents] += column.sums.sums
        self._scored[documents] += column.sums.scored
        self._spans += (replace(span, segment=start + span.segment) for span in column.spans)
        self._skips += column.skips
        self._warnings |= dict.fromkeys(column.warnings)

    def whole(self, key: Key, metric: Metric, data: EvalSet) -> Column:
        """Return the results for the whole set."""
        segments = np.concatenate(self._segments)
        values: Values = values_of_sums(metric.score, segments, DocumentSums(self._sums, self._scored), data)
        return Column(key, self._rows, values, tuple(self._spans), self._skips, list(self._warnings))
